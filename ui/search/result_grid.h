#pragma once
#include <QAbstractItemView>

namespace tilescout::ui {

/// Grid of equal cells that fill the width, laid out by arithmetic alone: 100,000 rows cost what 20 do. Selection as in
/// a file manager (click, Ctrl, Shift, drag box, Ctrl+A, arrows).
class ResultGrid : public QAbstractItemView {
  Q_OBJECT
 public:
  explicit ResultGrid(QWidget* parent = nullptr);

  /// Smallest side of a picture; cells widen so that a row fills the view.
  void setPictureSize(int pixels);
  int pictureSize() const { return pictureSize_; }
  int columns() const;
  /// Side of the pictures as they are drawn now.
  int drawnPictureSize() const { return cellWidth() - kGap; }
  /// First and last row that is at least partly seen; last < first: none.
  std::pair<int, int> visibleRows() const;

  QRect visualRect(const QModelIndex& index) const override;
  void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
  QModelIndex indexAt(const QPoint& point) const override;
  void setModel(QAbstractItemModel* model) override;
  /// Letters are the window's shortcuts; jumping to a score by typing its digits helps nobody.
  void keyboardSearch(const QString&) override {}

  static constexpr int kGap = 8;
  static constexpr int kFooter = 22;  ///< under the picture: bar and number

 Q_SIGNALS:
  /// Other rows are seen, or the same ones at another size.
  void visibleRowsChanged();
  /// Space, or a double click.
  void previewRequested(const QModelIndex& index);
  void pictureSizeChanged(int pixels);

 protected:
  QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
  int horizontalOffset() const override { return 0; }
  int verticalOffset() const override;
  bool isIndexHidden(const QModelIndex&) const override { return false; }
  void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
  QRegion visualRegionForSelection(const QItemSelection& selection) const override;
  void updateGeometries() override;
  void scrollContentsBy(int dx, int dy) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int cellWidth() const;
  int cellHeight() const { return cellWidth() + kFooter; }
  int rows() const { return model() ? model()->rowCount(rootIndex()) : 0; }
  QRect contentRect(int row) const;

  int pictureSize_ = 144;
  QPoint boxFrom_;
  QRect box_;  ///< drag box in viewport pixels, empty when none
};

}  // namespace tilescout::ui
