#pragma once
#include <QStyledItemDelegate>

namespace tilescout::ui {

/// A line of the command palette: icon and name at the left, kind and key muted at the right.
class PaletteDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  enum Role { HintRole = Qt::UserRole + 1, KindRole };
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  static int rowHeight(const QFontMetrics& metrics) { return metrics.height() + 12; }
};

}  // namespace tilescout::ui
