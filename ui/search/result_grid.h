#pragma once
#include <QAbstractItemView>
#include <QTimer>
#include <vector>

namespace tilescout::ui {

/// Grid of equal cells that fill the width, laid out by arithmetic alone: 100,000 rows cost what 20 do. Selection as in
/// a file manager (click, Ctrl, Shift, drag box, Ctrl+A, arrows).
/// Where the model has sections, each begins on a line of its own under its heading.
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
  /// The cell that the mouse points at in another view gets a frame; an invalid index: none.
  void setPointedAt(const QModelIndex& index);
  /// Headings of a ResultModel that groups; called by itself when the model is reset.
  void readSections();
  /// Letters are the window's shortcuts; jumping to a score by typing its digits helps nobody.
  void keyboardSearch(const QString&) override {}

  static constexpr int kGap = 8;
  static constexpr int kFooter = 36;  ///< under the picture: bar and number, date and scene
  static constexpr int kHeading = 28;  ///< above a section
  static constexpr int kHoverMs = 400;

 Q_SIGNALS:
  /// Other rows are seen, or the same ones at another size.
  void visibleRowsChanged();
  /// Space, or a double click.
  void previewRequested(const QModelIndex& index);
  void pictureSizeChanged(int pixels);
  /// The mouse has rested on a cell; an invalid index: it has left.
  void rested(const QModelIndex& index);
  /// The menu key or the right button, on a cell that is selected by then.
  void menuRequested(const QPoint& globalPlace);

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
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  /// A run of rows laid out together: a section, or all rows when there are none.
  struct Block {
    int first = 0, count = 0;
    int top = 0;  ///< of the first line of cells, content pixels
    QString title;
  };
  void layOut();
  const Block& blockOfRow(int row) const;
  /// The block at or above a height; the first one for anything higher.
  const Block& blockAt(int y) const;
  void paintHeadings(QPainter* painter) const;
  int rowBelow(int row, int lines) const;
  void watchHover(const QPoint& place);
  int cellWidth() const;
  int cellHeight() const { return cellWidth() + kFooter; }
  int rows() const { return model() ? model()->rowCount(rootIndex()) : 0; }
  QRect contentRect(int row) const;

  int pictureSize_ = 144;
  std::vector<Block> blocks_;
  int contentHeight_ = 0;
  QTimer hoverTimer_;
  QPersistentModelIndex hovered_, pointedAt_;
  QPoint boxFrom_;
  QRect box_;  ///< drag box in viewport pixels, empty when none
};

}  // namespace tilescout::ui
