#include <QPainter>
#include <QPalette>
#include <QPen>
#include <QPixmap>
#include <algorithm>
#include <map>

#include "ui/explore/halo_text.h"
#include "ui/explore/mark_path.h"
#include "ui/explore/scatter_view.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr int kThumbnail = 64;
constexpr int kHoverPicture = 128;
constexpr int kMostLabels = 60;
constexpr double kRing = 5.5, kRingPicture = 16;

/// A ring on its halo as a picture: thousands are stamped in the time that some hundreds take to be drawn.
QPixmap ringPicture(const QPalette& palette, qreal ratio) {
  QPixmap picture(QSizeF(kRingPicture * ratio, kRingPicture * ratio).toSize());
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF middle(kRingPicture / 2, kRingPicture / 2);
  for (const QPen& pen : {QPen(palette.color(QPalette::Base), 4.2), QPen(palette.color(QPalette::Highlight), 1.8)}) {
    painter.setPen(pen);
    painter.drawEllipse(middle, kRing, kRing);
  }
  return picture;
}

}  // namespace

void ScatterView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!view_ || !colouring_) {
    painter.fillRect(rect(), palette().color(QPalette::Base));
    return;
  }
  if (canvas_) return;  // covers all of it
  if (stale_ || points_.size() != size() * devicePixelRatioF()) {
    points_ = raster_.draw(pointSet(), pointLook());
    stale_ = false;
  }
  painter.drawImage(QPointF(0, 0), points_);
  paintOverlay(painter);
}

void ScatterView::paintOverlay(QPainter& painter) {
  if (!view_ || !colouring_) return;
  painter.setFont(font());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  paintThumbnails(painter);
  paintSelection(painter);
  paintTexts(painter, map_);
  paintLabels(painter, map_);
  paintHover(painter);
  paintDrag(painter);
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
}

void ScatterView::paintThumbnails(QPainter& painter) {
  for (const int point : thumbnailPoints_) {
    const auto at = static_cast<std::size_t>(point);
    const QPixmap pixmap = thumbnails_->pixmap(view_->tiles[at]);
    if (pixmap.isNull()) continue;
    QRectF box(0, 0, kThumbnail, kThumbnail);
    box.moveCenter(placeOf(point));
    painter.drawPixmap(box, pixmap, pixmap.rect());
    painter.setPen(QPen(QColor(colouring_->colour[at]), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
  }
}

/// Where rings of selected points are to be seen; nowhere when there are so many that the others' fading tells them.
std::vector<QPointF> ScatterView::ringPlaces() const {
  const QRectF seen = QRectF(rect()).adjusted(-8, -8, 8, 8);
  std::vector<QPointF> places;
  for (const int point : selected_) {
    if (!shown_.empty() && shown_[static_cast<std::size_t>(point)] == 0) continue;
    const QPointF at = placeOf(point);
    if (!seen.contains(at)) continue;
    if (places.size() == kMostRings) return {};
    places.push_back(at);
  }
  return places;
}

void ScatterView::paintSelection(QPainter& painter) {
  painter.setBrush(Qt::NoBrush);
  const std::vector<QPointF> places = ringPlaces();
  const QPixmap ring = places.empty() ? QPixmap() : ringPicture(palette(), devicePixelRatioF());
  for (const QPointF& at : places) painter.drawPixmap(at - QPointF(kRingPicture / 2, kRingPicture / 2), ring);
  for (const auto& [tile, radius] : {std::pair{selection_->hovered(), 7.0}, std::pair{selection_->current(), 9.0}}) {
    const int point = tile == 0 ? -1 : pointOf(tile);
    if (point < 0) continue;
    painter.setPen(QPen(palette().color(QPalette::Text), 1.6));
    painter.drawEllipse(placeOf(point), radius, radius);
  }
}

/// The middle of each cluster's thickest cell: inside the cluster whatever its shape.
void ScatterView::findAnchors() {
  anchors_.clear();
  if (!view_ || !colouring_ || !index_) return;
  struct Cell {
    int count = 0;
    QPointF sum;
  };
  const QRectF bounds = index_->bounds();
  std::vector<std::map<int, Cell>> cells(colouring_->entries.size());
  constexpr int side = 48;
  for (std::size_t i = 0; i < colouring_->entry.size(); ++i) {
    const QPointF at(xy_[2 * i], xy_[2 * i + 1]);
    const int column = static_cast<int>((at.x() - bounds.left()) / bounds.width() * side);
    const int row = static_cast<int>((at.y() - bounds.top()) / bounds.height() * side);
    Cell& cell = cells[static_cast<std::size_t>(colouring_->entry[i])][row * (side + 1) + column];
    ++cell.count;
    cell.sum += at;
  }
  for (const auto& ofEntry : cells) {
    const auto most = std::max_element(ofEntry.begin(), ofEntry.end(),
                                       [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
    anchors_.push_back(most == ofEntry.end() ? QPointF() : most->second.sum / most->second.count);
  }
}

/// Largest first; one that would cover another is left out until there is room for it.
std::vector<ScatterView::Label> ScatterView::labels(const ViewMap& map, const QFontMetrics& metrics) const {
  std::vector<Label> placed;
  if (!colouring_ || anchors_.size() != colouring_->entries.size()) return placed;
  std::vector<std::size_t> order(anchors_.size());
  for (std::size_t e = 0; e < order.size(); ++e) order[e] = e;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return colouring_->entries[a].count > colouring_->entries[b].count;
  });
  const QRectF whole(QPointF(0, 0), map.size);
  for (const std::size_t e : order) {
    const LegendEntry& entry = colouring_->entries[e];
    if (entry.key < 0 || entry.count == 0 || static_cast<int>(placed.size()) == kMostLabels) continue;
    const QString text = metrics.elidedText(entry.label, Qt::ElideRight, 180);
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2);
    box.moveCenter(map.toView(anchors_[e].x(), anchors_[e].y()));
    if (!whole.contains(box.center())) continue;
    box.moveLeft(std::clamp(box.left(), 2.0, std::max(2.0, whole.width() - box.width() - 2)));
    box.moveTop(std::clamp(box.top(), 2.0, std::max(2.0, whole.height() - box.height() - 2)));
    const bool free =
        std::none_of(placed.begin(), placed.end(), [&](const Label& other) { return other.box.intersects(box); });
    if (free) placed.push_back({text, box, entry.colour});
  }
  return placed;
}

QStringList ScatterView::visibleLabels() const {
  QStringList texts;
  for (const Label& label : labels(map_, fontMetrics())) texts.append(label.text);
  return texts;
}

void ScatterView::paintLabels(QPainter& painter, const ViewMap& map) const {
  QFont bold = font();
  bold.setBold(true);
  painter.setFont(bold);
  const QFontMetrics metrics(bold);
  for (const Label& label : labels(map, metrics)) {
    paintHaloText(painter, {label.box.left() + 4, label.box.top() + metrics.ascent() + 1}, label.text,
                  palette().color(QPalette::Text), palette().color(QPalette::Base));
  }
  painter.setFont(font());
}

void ScatterView::paintHover(QPainter& painter) {
  if (drag_ == Drag::None && !hoveredText_.isEmpty()) return paintHoveredText(painter);
  if (hovered_ < 0 || drag_ != Drag::None) return;
  const auto at = static_cast<std::size_t>(hovered_);
  const QPixmap pixmap = thumbnails_->pixmap(view_->tiles[at]);
  QStringList lines;
  if (view_->scene[at] >= 0) {
    const jobs::LayoutScene& scene = view_->scenes[static_cast<std::size_t>(view_->scene[at])];
    lines.append(fontMetrics().elidedText(QString::fromStdString(scene.name), Qt::ElideMiddle, 180));
    if (!scene.date.empty()) lines.append(QString::fromStdString(scene.date));
  }
  const LegendEntry& entry = colouring_->entries[static_cast<std::size_t>(colouring_->entry[at])];
  lines.append(fontMetrics().elidedText(entry.label, Qt::ElideRight, 180));
  int wide = kHoverPicture;
  for (const QString& line : lines) wide = std::max(wide, fontMetrics().horizontalAdvance(line));
  QRectF box(mouse_ + QPointF(16, 16),
             QSizeF(wide + 16, kHoverPicture + 16 + lines.size() * fontMetrics().lineSpacing() + 4));
  if (box.right() > width()) box.moveRight(mouse_.x() - 12);
  if (box.bottom() > height()) box.moveBottom(std::max(box.height(), mouse_.y() - 12));
  painter.setPen(palette().color(QPalette::Mid));
  painter.setBrush(palette().color(QPalette::Window));
  painter.drawRoundedRect(box, 4, 4);
  const QRectF picture(box.left() + (box.width() - kHoverPicture) / 2, box.top() + 8, kHoverPicture, kHoverPicture);
  painter.fillRect(picture, pictureGround(palette()));
  if (!pixmap.isNull()) painter.drawPixmap(picture, pixmap, pixmap.rect());
  painter.setPen(palette().color(QPalette::WindowText));
  double y = picture.bottom() + 4 + fontMetrics().ascent();
  for (const QString& line : lines) {
    painter.drawText(QPointF(box.left() + 8, y), line);
    y += fontMetrics().lineSpacing();
  }
}

void ScatterView::paintDrag(QPainter& painter) {
  if (line_.size() < 2 || drag_ == Drag::Pan || drag_ == Drag::None) return;
  QColor fill = palette().color(QPalette::Highlight);
  painter.setPen(QPen(fill, 1.5, Qt::DashLine));
  fill.setAlpha(40);
  painter.setBrush(fill);
  if (drag_ == Drag::Box) {
    painter.drawRect(QRectF(line_.front(), line_.back()).normalized());
  } else {
    painter.drawPolygon(line_);
  }
  if (inLine_ < 0) return;
  const QString text = tr("%Ln tile(s)", nullptr, inLine_);
  const double wide = fontMetrics().horizontalAdvance(text) + 12, high = fontMetrics().height() + 4;
  QRectF box(line_.back() + QPointF(14, 10), QSizeF(wide, high));
  box.moveLeft(std::clamp(box.left(), 2.0, std::max(2.0, width() - wide - 2)));
  box.moveTop(std::clamp(box.top(), 2.0, std::max(2.0, height() - high - 2)));
  painter.setPen(palette().color(QPalette::Mid));
  painter.setBrush(palette().color(QPalette::Window));
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(box, Qt::AlignCenter, text);
}

QImage ScatterView::picture(const QSize& size) const {
  QImage image(size, QImage::Format_RGB32);
  image.fill(palette().color(QPalette::Base));
  if (!view_ || !colouring_) return image;
  // As seen on the screen, larger: what stood in the view stands in the picture.
  const qreal ratio =
      std::min(size.width() / std::max(1.0, map_.size.width()), size.height() / std::max(1.0, map_.size.height()));
  ViewMap map = map_;
  map.size = QSizeF(size) / ratio;
  const int radius = pointRadius(view_->tiles.size(), map_.scale, fittedScale_);
  const PointSet points{xy_, colouring_->colour, shown_, {}, colouring_->shape};
  image = raster_.draw(points, {map, size, ratio, qRound(radius * ratio), palette().color(QPalette::Base)});
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paintTexts(painter, map);
  paintLabels(painter, map);
  painter.end();
  image.setDevicePixelRatio(1);
  return image;
}

void ScatterView::paintPlot(QPainter& painter, const QSizeF& size, bool points) const {
  if (!view_ || !colouring_) return;
  ViewMap map = map_;
  map.scale *=
      std::min(size.width() / std::max(1.0, map_.size.width()), size.height() / std::max(1.0, map_.size.height()));
  map.size = size;
  painter.fillRect(QRectF(QPointF(0, 0), size), palette().color(QPalette::Base));
  painter.setRenderHint(QPainter::Antialiasing);
  if (points) {
    const double radius = std::max(0.6, 0.8 * pointRadius(view_->tiles.size(), map.scale, map.scale));
    const bool shaped = radius >= 1.2 && !colouring_->shape.empty();
    for (const int point : PointIndex(xy_).inRect(map.seen(), shown_)) {
      const auto at = static_cast<std::size_t>(point);
      QColor colour(colouring_->colour[at]);
      colour.setAlphaF(1.0 - bareUnderOne(static_cast<int>(radius + 0.5)));
      const auto shape = shaped ? static_cast<MarkShape>(colouring_->shape[at]) : MarkShape::Disc;
      painter.fillPath(markPath(shape, map.toView(xy_[2 * at], xy_[2 * at + 1]), radius), colour);
    }
  }
  paintTexts(painter, map);
  paintLabels(painter, map);
}

}  // namespace tilescout::ui
