#pragma once
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "search/query.h"
#include "ui/page.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTreeWidget;

namespace tilescout::ui {

class AppContext;
class GridSelection;
class MainWindow;
class ResultGrid;
class ResultModel;
class StatePage;
class TilePicture;

/// Image and text both ways: the current tile at the left, the archive's captions (or pasted texts) ranked for it at
/// the right, and the tiles ranked for the chosen text below them.
class MatchesPage : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit MatchesPage(AppContext* context, QWidget* parent = nullptr);
  ~MatchesPage() override;

  void enter() override;
  ResultGrid* tiles() const { return grid_; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* buildTile();
  QWidget* buildTexts();
  QWidget* buildTiles();
  void retranslate();
  void tileChanged();
  void rankTexts();
  void tookTexts(quint64 generation, const std::vector<TextMatch>& matches);
  void failed(quint64 generation, const UiError& error);
  void showState(bool table);
  void textChosen();
  void rankTiles(const QString& text);
  void loadThumbnails();

  static constexpr int kTexts = 100;
  static constexpr int kTiles = 200;

  AppContext* const context_;
  TilePicture* picture_;
  QLabel *scene_, *textsTitle_, *tilesTitle_;
  QComboBox* source_;
  QPlainTextEdit* own_;
  QStackedWidget* stack_;
  StatePage* state_;
  QTreeWidget* texts_;
  ResultModel* model_;
  ResultGrid* grid_;
  GridSelection* selection_;
  TileId tile_ = 0;
  QString chosenText_;
  bool loading_ = false;
  std::optional<UiError> error_;
  quint64 generation_ = 0, tilesGeneration_ = 0;
  LatestWorker textWorker_, tileWorker_;
};

/// Makes the page with its action and hangs it into the window.
void addMatchesPage(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
