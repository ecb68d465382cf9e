#pragma once
#include <QStyledItemDelegate>
#include <QVariant>
#include <vector>

namespace tilescout::ui {

/// Paints parts of a whole as one bar: the item's data under `kBarRole` is a list of shares (0 … 1) that stand one
/// behind the other, each in a colour of its own.
class BarDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int kBarRole = Qt::UserRole + 40;

  using QStyledItemDelegate::QStyledItemDelegate;

  static QVariant bar(const std::vector<double>& shares);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace tilescout::ui
