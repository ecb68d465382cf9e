#include "ui/search/other_dates.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "jobs/map_service.h"
#include "ui/backend/backend.h"
#include "ui/backend/map_session.h"
#include "ui/map/map_view.h"
#include "ui/map/masked_picture.h"
#include "ui/support/format.h"

namespace tilescout::ui {

OtherDates::OtherDates(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("otherDates"));
  auto* strip = new QWidget(this);
  row_ = new QHBoxLayout(strip);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(4);
  note_ = new QLabel(strip);
  note_->setWordWrap(true);
  note_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  note_->setForegroundRole(QPalette::PlaceholderText);
  row_->addWidget(note_, 1);
  row_->addStretch();
  scroll_ = new QScrollArea(this);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidgetResizable(true);
  scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setWidget(strip);
  scroll_->setFixedHeight(kSide + fontMetrics().height() + 16 + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll_);
}

OtherDates::~OtherDates() = default;

void OtherDates::setHit(const std::shared_ptr<ArchiveSession>& session, const std::optional<Hit>& hit) {
  const bool same = session == session_ && hit && hit_ && hit->tile == hit_->tile;
  session_ = session;
  hit_ = hit;
  if (same) return;
  asked_ = false;
  clear();
  if (isVisible()) ask();
}

void OtherDates::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!asked_) ask();
}

void OtherDates::clear() {
  ++generation_;
  worker_.cancel();
  for (QToolButton* button : findChildren<QToolButton*>()) button->deleteLater();
  say({});
}

void OtherDates::say(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

void OtherDates::ask() {
  asked_ = true;
  MapBox box;
  if (!session_ || !hit_) return;
  if (hit_->wgs84.empty() || !boxAround({hit_->wgs84}, &box)) {
    say(tr("The place of this scene is not known."));
    return;
  }
  const int pixels = static_cast<int>(kSide * devicePixelRatioF());
  const auto tell = [this, generation = generation_](auto what) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, what] {
          if (generation == generation_) what();
        },
        Qt::QueuedConnection);
  };
  worker_.post(
      [=, this, session = session_, here = hit_->sceneId, place = centreOf(hit_->wgs84)](const std::stop_token& stop) {
        int shown = 0;
        try {
          for (const jobs::SceneView& scene : session->map().scenesAt(place)) {
            if (stop.stop_requested()) return;
            if (scene.id == here || shown == kMost) continue;
            ++shown;
            QImage picture;
            try {
              picture = toQImage(session->map().warped(scene.id, box, pixels, pixels, {}));
            } catch (const Error&) {
              picture = {};  // its file is away: the date still tells that it is there
            }
            const QString name = QString::fromStdString(scene.name);
            const QString title = scene.date.empty() ? name : QString::fromStdString(scene.date);
            tell([this, title, name, picture] { addScene(title, name, picture); });
          }
        } catch (...) {
          shown = 0;
        }
        if (shown == 0) tell([this] { say(tr("No other scene of the archive shows this place.")); });
      });
}

void OtherDates::addScene(const QString& title, const QString& tip, const QImage& picture) {
  auto* button = new QToolButton(scroll_->widget());
  QPixmap pixmap = QPixmap::fromImage(picture);
  if (picture.isNull()) {
    pixmap = QPixmap(kSide, kSide);
    pixmap.fill(palette().color(QPalette::Mid));
  }
  button->setIcon(pixmap);
  button->setIconSize({kSide, kSide});
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
  button->setText(fontMetrics().elidedText(title, Qt::ElideMiddle, kSide));
  button->setToolTip(tr("%1: compare the dates in the large view").arg(tip));
  button->setAccessibleName(tr("The same place in %1").arg(tip));
  connect(button, &QToolButton::clicked, this, &OtherDates::chosen);
  row_->insertWidget(row_->count() - 1, button);
}

}  // namespace tilescout::ui
