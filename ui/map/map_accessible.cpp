#include "ui/map/map_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QPointer>
#include <utility>
#include <vector>

#include "ui/map/map_canvas.h"
#include "ui/selection.h"
#include "ui/support/accessible_item.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

struct MapAccessibleText {
  Q_DECLARE_TR_FUNCTIONS(MapAccessible)
};

/// A result or a circle of results as the map shows it: the best marks first, then the circles.
class MarkAccessible : public AccessibleItem {
 public:
  MarkAccessible(MapCanvas* map, int place) : map_(map), place_(place) {}

  bool isValid() const override { return map_ && (mark() || cluster()); }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(map_); }

  QString text(QAccessible::Text kind) const override {
    if (!isValid() || kind != QAccessible::Name) return {};
    if (const HitLayer::Cluster* many = cluster()) {
      const LonLat middle{(many->box.west + many->box.east) / 2, (many->box.south + many->box.north) / 2};
      return MapAccessibleText::tr("%n result(s), the best with score %1, around %2", nullptr, many->count)
          .arg(formatScore(many->best), formatPlace(middle));
    }
    const Hit& hit = *mark()->hit;
    QStringList parts = {MapAccessibleText::tr("Rank %1, score %2").arg(formatCount(hit.rank), formatScore(hit.score)),
                         QString::fromStdString(hit.scene)};
    if (!hit.date.empty()) parts.append(QString::fromStdString(hit.date));
    if (hit.captions > 0) parts.append(MapAccessibleText::tr("%n caption(s)", nullptr, hit.captions));
    parts.append(formatPlace(centreOf(hit.wgs84)));
    return parts.join(QStringLiteral(", "));
  }
  QRect rect() const override {
    QRectF area;
    if (const HitLayer::Mark* one = mark()) area = one->bounds;
    if (const HitLayer::Cluster* many = cluster()) {
      const double radius = HitLayer::radiusOf(*many);
      area = QRectF(many->at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    }
    return {map_->mapToGlobal(area.topLeft().toPoint()), area.size().toSize()};
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    if (!isValid()) {
      state.invalid = true;
      return state;
    }
    state.selectable = state.multiSelectable = true;
    if (const HitLayer::Mark* one = mark()) {
      state.selected = map_->selection()->contains(one->hit->tile);
      state.focused = map_->hasFocus() && map_->selection()->current() == one->hit->tile;
    }
    return state;
  }
  QStringList actionNames() const override { return {pressAction()}; }
  void doAction(const QString& name) override {
    if (!isValid() || name != pressAction()) return;
    if (const HitLayer::Mark* one = mark()) {
      map_->selection()->set({one->hit->tile}, one->hit->tile);
    } else {
      map_->selection()->set(cluster()->tiles);
    }
  }

  const MapCanvas* map() const { return map_; }
  int place() const { return place_; }

 private:
  const HitLayer::Mark* mark() const {
    const auto& marks = map_->hits().marks();
    const auto count = static_cast<int>(marks.size());
    return place_ < count ? &marks[static_cast<std::size_t>(count - 1 - place_)] : nullptr;  // the best is drawn last
  }
  const HitLayer::Cluster* cluster() const {
    const auto& clusters = map_->hits().clusters();
    const int at = place_ - static_cast<int>(map_->hits().marks().size());
    return at >= 0 && at < static_cast<int>(clusters.size()) ? &clusters[static_cast<std::size_t>(at)] : nullptr;
  }

  const QPointer<MapCanvas> map_;
  const int place_;
};

class MapAccessible : public QAccessibleWidget {
 public:
  explicit MapAccessible(MapCanvas* map) : QAccessibleWidget(map, QAccessible::List), map_(map) {}
  ~MapAccessible() override {
    for (const QAccessible::Id id : std::as_const(marks_)) QAccessible::deleteAccessibleInterface(id);
  }

  QString text(QAccessible::Text kind) const override {
    if (kind != QAccessible::Value) return QAccessibleWidget::text(kind);
    int results = static_cast<int>(map_->hits().marks().size());
    for (const HitLayer::Cluster& cluster : map_->hits().clusters()) results += cluster.count;
    return MapAccessibleText::tr("%n result(s) in view", nullptr, results);
  }
  int childCount() const override {
    return static_cast<int>(map_->hits().marks().size() + map_->hits().clusters().size());
  }
  QAccessibleInterface* child(int place) const override {
    if (place < 0 || place >= childCount()) return nullptr;
    while (static_cast<int>(marks_.size()) <= place)
      marks_.push_back(
          QAccessible::registerAccessibleInterface(new MarkAccessible(map_, static_cast<int>(marks_.size()))));
    return QAccessible::accessibleInterface(marks_[static_cast<std::size_t>(place)]);
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    for (int place = 0; place < childCount(); ++place)
      if (child(place)->rect().contains(x, y)) return child(place);
    return nullptr;
  }
  int indexOfChild(const QAccessibleInterface* other) const override {
    const auto* mark = dynamic_cast<const MarkAccessible*>(other);
    return mark && mark->map() == map_ ? mark->place() : -1;
  }

 private:
  MapCanvas* const map_;
  mutable std::vector<QAccessible::Id> marks_;
};

QAccessibleInterface* accessibleOf(const QString&, QObject* object) {
  auto* map = qobject_cast<MapCanvas*>(object);
  return map ? new MapAccessible(map) : nullptr;
}

}  // namespace

void installMapAccessibility() {
  static const bool installed = (QAccessible::installFactory(accessibleOf), true);
  Q_UNUSED(installed);
}

}  // namespace tilescout::ui
