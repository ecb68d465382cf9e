#include "ui/search/hit_delegate.h"

#include <QPainter>
#include <QPixmap>

#include "ui/search/result_model.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr int kBarHeight = 4;
constexpr int kFontSize = 11;

}  // namespace

QSize HitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const { return option.rect.size(); }

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  const QRect cell = option.rect;
  const QRect picture(cell.topLeft(), QSize(cell.width(), cell.width()));
  paintPicture(painter, option, index, picture);
  if (!index.data(ResultModel::PlaceholderRole).toBool()) {
    paintScore(painter, option, index,
               QRect(cell.left(), picture.bottom() + 1, cell.width(), cell.bottom() - picture.bottom()));
  }
  painter->restore();
}

void HitDelegate::paintPicture(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                               const QRect& area) {
  painter->fillRect(area, pictureGround(option.palette));
  const auto pixmap = index.data(Qt::DecorationRole).value<QPixmap>();
  if (!pixmap.isNull()) {
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const QSizeF size = QSizeF(pixmap.size()).scaled(area.size(), Qt::KeepAspectRatio);
    QRectF target(QPointF(), size);
    target.moveCenter(QRectF(area).center());
    painter->drawPixmap(target, pixmap, QRectF(pixmap.rect()));
  } else {
    const auto state = static_cast<PictureState>(index.data(ResultModel::PictureRole).toInt());
    if (state == PictureState::Offline || state == PictureState::Failed) {
      QRect icon(0, 0, 22, 22);
      icon.moveCenter(area.center());
      themeIcon(state == PictureState::Offline ? "network-disconnect" : "dialog-warning").paint(painter, icon);
    }
  }
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool focused = option.state.testFlag(QStyle::State_HasFocus);
  const QColor accent = option.palette.color(QPalette::Highlight);
  if (selected || focused) {
    painter->setPen(QPen(accent, selected ? 3 : 1, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter->drawRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5));
  } else if (option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(QPen(option.palette.color(QPalette::PlaceholderText), 1));
    painter->drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5));
  }
}

void HitDelegate::paintScore(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                             const QRect& area) {
  QFont font = option.font;
  font.setPixelSize(kFontSize);
  painter->setFont(font);
  const QString number = index.data(Qt::DisplayRole).toString();
  const int numberWidth = painter->fontMetrics().horizontalAdvance(number);
  const QRect numberArea(area.right() - numberWidth + 1, area.top(), numberWidth, area.height());
  painter->setPen(option.palette.color(QPalette::WindowText));
  painter->drawText(numberArea, Qt::AlignCenter, number);

  QRectF bar(area.left(), area.top() + (area.height() - kBarHeight) / 2.0, area.width() - numberWidth - 8.0,
             kBarHeight);
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(option.palette.color(QPalette::Mid));
  painter->drawRoundedRect(bar, 2, 2);
  bar.setWidth(bar.width() * index.data(ResultModel::BarRole).toDouble());
  painter->setBrush(option.palette.color(QPalette::Highlight));
  painter->drawRoundedRect(bar, 2, 2);
}

}  // namespace tilescout::ui
