#include "ui/palette/palette_delegate.h"

#include <QPainter>

namespace tilescout::ui {

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
  const QPalette& palette = option.palette;
  if (selected) painter->fillRect(option.rect, enabled ? palette.highlight() : palette.midlight());
  const QRect area = option.rect.adjusted(8, 0, -8, 0);
  const QRect iconPlace(area.left(), area.center().y() - 8, 16, 16);
  index.data(Qt::DecorationRole).value<QIcon>().paint(painter, iconPlace, Qt::AlignCenter,
                                                      enabled ? QIcon::Normal : QIcon::Disabled);
  const QColor text = selected && enabled ? palette.color(QPalette::HighlightedText)
                      : enabled           ? palette.color(QPalette::Text)
                                          : palette.color(QPalette::PlaceholderText);
  const QColor muted = selected && enabled ? text : palette.color(QPalette::PlaceholderText);
  QStringList right;
  for (const int role : {static_cast<int>(KindRole), static_cast<int>(HintRole)}) {
    const QString part = index.data(role).toString();
    if (!part.isEmpty()) right.append(part);
  }
  const QFontMetrics& metrics = option.fontMetrics;
  const QString end = metrics.elidedText(right.join(QStringLiteral("  ·  ")), Qt::ElideMiddle, area.width() / 2);
  painter->setFont(option.font);
  painter->setPen(muted);
  painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, end);
  const QRect name = area.adjusted(24, 0, -metrics.horizontalAdvance(end) - 16, 0);
  painter->setPen(text);
  painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                    metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, name.width()));
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {100, rowHeight(option.fontMetrics)};
}

}  // namespace tilescout::ui
