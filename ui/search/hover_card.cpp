#include "ui/search/hover_card.h"

#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/search/result_model.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/search/tile_picture.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr int kSide = 320;

}  // namespace

HoverCard::HoverCard(ThumbnailLoader* thumbnails, QWidget* parent)
    : QFrame(parent, Qt::ToolTip | Qt::WindowTransparentForInput), thumbnails_(thumbnails) {
  setObjectName(QStringLiteral("hoverCard"));
  setAttribute(Qt::WA_ShowWithoutActivating);
  setFrameShape(QFrame::StyledPanel);
  picture_ = new TilePicture(this);
  picture_->setFixedSize(kSide, kSide);
  scene_ = new ElidedLabel(this);
  facts_ = new QLabel(this);
  facts_->setForegroundRole(QPalette::PlaceholderText);
  facts_->setWordWrap(true);
  facts_->setTextFormat(Qt::PlainText);
  facts_->setFixedWidth(kSide);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(4);
  for (QWidget* part : {static_cast<QWidget*>(picture_), static_cast<QWidget*>(scene_), static_cast<QWidget*>(facts_)})
    column->addWidget(part);
  connect(thumbnails, &ThumbnailLoader::changed, this, [this](qint64 tile) {
    if (isVisible() && tile == tile_) picture_->showPicture(thumbnails_->pixmap(tile).toImage(), {});
  });
}

void HoverCard::showHit(const Hit& hit, const QRect& cell) {
  tile_ = hit.tile;
  picture_->showPicture(thumbnails_->pixmap(hit.tile).toImage(), {});
  thumbnails_->wantAlso(hit.tile, static_cast<int>(kSide * devicePixelRatioF()));
  scene_->setText(QString::fromStdString(hit.scene));
  QStringList facts;
  for (const std::string& fact : {hit.date, hit.sensor})
    if (!fact.empty()) facts.append(QString::fromStdString(fact));
  const QString size = formatGroundSize(hit.wgs84);
  if (!size.isEmpty()) facts.append(size);
  if (!hit.wgs84.empty()) facts.append(formatPlace(centreOf(hit.wgs84)));
  facts.append(tr("score %1, better than %2").arg(formatScore(hit.score), formatPercentile(hit.percentile)));
  const QString words = describeWords(hit.words);
  if (!words.isEmpty()) facts.append(words);
  facts_->setText(facts.join(QStringLiteral(" · ")));
  facts_->setFixedHeight(facts_->heightForWidth(kSide));  // a window's first size does not ask how words wrap
  layout()->activate();
  adjustSize();
  QPoint place(cell.right() + 8, cell.top());
  if (const QScreen* screen = parentWidget()->screen()) {
    const QRect room = screen->availableGeometry();
    if (place.x() + width() > room.right()) place.setX(cell.left() - width() - 8);
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  }
  move(place);
  show();
}

}  // namespace tilescout::ui
