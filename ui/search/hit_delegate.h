#pragma once
#include <QAbstractItemDelegate>

namespace tilescout::ui {

/// A result cell: the picture to the edge; under it the score as a bar and as a number. No text over the picture.
class HitDelegate : public QAbstractItemDelegate {
  Q_OBJECT
 public:
  using QAbstractItemDelegate::QAbstractItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  static void paintPicture(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                           const QRect& area);
  static void paintScore(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                         const QRect& area);
};

}  // namespace tilescout::ui
