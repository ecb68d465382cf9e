#pragma once
#include <QAbstractItemDelegate>

namespace tilescout::ui {

/// A result cell: the picture to the edge; under it the score as a bar and as a number, then date and scene; marks in
/// the corner. No text over the picture.
class HitDelegate : public QAbstractItemDelegate {
  Q_OBJECT
 public:
  using QAbstractItemDelegate::QAbstractItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  static void paintPicture(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                           const QRect& area);
  /// Corner marks: right or wrong (told apart by shape), captioned, in a collection.
  static void paintMarks(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                         const QRect& picture);
  static void paintScore(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                         const QRect& area);
};

}  // namespace tilescout::ui
