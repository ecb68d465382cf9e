#include "ui/search/hit_delegate.h"

#include <QPainter>
#include <QPixmap>
#include <cmath>

#include "ui/search/result_model.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr int kBarHeight = 4;
constexpr int kFontSize = 11;
constexpr int kScoreHeight = 16, kOriginHeight = 14;
constexpr double kBadge = 18;

}  // namespace

QSize HitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const { return option.rect.size(); }

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  const QRect cell = option.rect;
  const QRect picture(cell.topLeft(), QSize(cell.width(), cell.width()));
  paintPicture(painter, option, index, picture);
  if (!index.data(ResultModel::PlaceholderRole).toBool()) {
    paintMarks(painter, option, index, picture);
    QFont font = option.font;
    font.setPixelSize(kFontSize);
    painter->setFont(font);
    const QRect score(cell.left(), picture.bottom() + 2, cell.width(), kScoreHeight);
    paintScore(painter, option, index, score);
    painter->setPen(option.palette.color(QPalette::PlaceholderText));
    const QRect origin(cell.left(), score.bottom() + 1, cell.width(), kOriginHeight);
    painter->drawText(origin, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(ResultModel::OriginRole).toString(), Qt::ElideRight,
                                                        origin.width()));
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
  const bool noise = index.data(ResultModel::BandRole).toInt() == static_cast<int>(ScoreBand::Noise);
  painter->setBrush(option.palette.color(noise ? QPalette::PlaceholderText : QPalette::Highlight));
  painter->drawRoundedRect(bar, 2, 2);
}

void HitDelegate::paintMarks(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                             const QRect& picture) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QColor ground = option.palette.color(QPalette::Window), ink = option.palette.color(QPalette::WindowText);
  const auto badge = [&](int place) {
    const QRectF disc(picture.right() - kBadge - 4, picture.top() + 5 + place * (kBadge + 3), kBadge, kBadge);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawEllipse(disc);
    painter->setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    return disc.adjusted(5, 5, -5, -5);
  };
  int place = 0;
  if (const int mark = index.data(ResultModel::MarkRole).toInt(); mark != 0) {
    const QRectF box = badge(place++);
    if (mark > 0) {
      painter->drawPolyline(
          QPolygonF({{box.left(), box.center().y()}, {box.center().x() - 1, box.bottom()}, box.topRight()}));
    } else {
      painter->drawLine(box.topLeft(), box.bottomRight());
      painter->drawLine(box.topRight(), box.bottomLeft());
    }
  }
  if (index.data(ResultModel::CaptionsRole).toInt() > 0) {
    const QRectF box = badge(place++);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->drawEllipse(box.adjusted(1, 1, -1, -1));
  }
  if (index.data(ResultModel::CollectionRole).toBool()) {
    const QRectF box = badge(place).adjusted(-1, -1, 1, 1);
    QPolygonF star;
    for (int corner = 0; corner < 10; ++corner) {
      const double angle = corner * M_PI / 5 - M_PI / 2;
      const double radius = box.width() / 2 * (corner % 2 == 0 ? 1.0 : 0.42);
      star.append(box.center() + QPointF(radius * std::cos(angle), radius * std::sin(angle)));
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->drawPolygon(star);
  }
  painter->restore();
}

}  // namespace tilescout::ui
