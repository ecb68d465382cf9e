#include "ui/train/bar_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/support/theme.h"
#include "ui/train/curve_chart.h"

namespace tilescout::ui {

namespace {

constexpr int kBarHeight = 10;

}  // namespace

QVariant BarDelegate::bar(const std::vector<double>& shares) {
  QVariantList list;
  for (const double share : shares) list.append(share);
  return list;
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem empty = option;
  initStyleOption(&empty, index);
  empty.text.clear();
  const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);
  const QRect area = option.rect.adjusted(4, 0, -4, 0);
  double x = area.left();
  const QVariantList shares = index.data(kBarRole).toList();
  for (qsizetype i = 0; i < shares.size(); ++i) {
    const double width = shares[i].toDouble() * area.width();
    painter->fillRect(QRectF(x, area.center().y() - kBarHeight / 2.0, std::max(0.0, width - 1), kBarHeight),
                      curveColour(static_cast<std::size_t>(i), isDark(option.palette)));
    x += width;
  }
}

}  // namespace tilescout::ui
