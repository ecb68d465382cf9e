#pragma once
#include <QWidget>
#include <optional>

#include "model/model_card.h"
#include "search/query.h"
#include "ui/page.h"

class QModelIndex;
class QStackedWidget;

namespace tilescout::ui {

class AppContext;
class ExamplesPage;
class GridSelection;
class HoverCard;
class LargeView;
class NoticeBar;
class QueryNotice;
class RefineStripBar;
class ResultGrid;
class ResultModel;
class ResultsHeader;
class StatePage;

/// The middle of the window while an archive is open: notices, count, grid or large view; and what stands there when
/// there are no results (nothing asked, no scenes, loading, nothing found, failed).
class ResultsView : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit ResultsView(AppContext* context, QWidget* parent = nullptr);

  const Hit* currentHit() const;
  ResultGrid* grid() const { return grid_; }
  ResultModel* model() const { return model_; }
  RefineStripBar* strip() const { return strip_; }
  ResultsHeader* header() const { return header_; }
  LargeView* largeView() const { return large_; }
  /// A line above the results that its maker shows and hides.
  void addNotice(NoticeBar* notice);
  void focusResults();
  void showLarge();
  /// Esc: closes the large view, goes back to the best ones from what was offered for marking.
  bool takeBack() override;
  void enter() override { focusResults(); }

 Q_SIGNALS:
  void exampleChosen(const QString& query);
  void addScenesRequested();
  void openRequested();
  void modelRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  enum class Shown { State, Examples, Grid, Large };

  void wire();
  void retranslate();
  void resultChanged();
  void refresh();
  void resultGrown();
  void refreshWords();
  void showNothingFound();
  void relax();
  std::optional<ModelCard> modelToEmbedWith() const;
  void hover(const QModelIndex& index);
  void showPage(Shown page);
  void loadVisible();
  void largeHit();
  void closeLarge();
  void step(int by);
  void actOnPage();

  AppContext* const context_;
  ResultModel* model_;
  ResultGrid* grid_;
  GridSelection* selection_;
  LargeView* large_;
  StatePage* page_;
  ExamplesPage* examples_;
  QStackedWidget* stack_;
  RefineStripBar* strip_;
  ResultsHeader* header_;
  HoverCard* hover_;
  NoticeBar* wordsNotice_;
  QueryNotice* queryNotice_;
  QString shownQuery_;   ///< whose answer is shown
  int firstBefore_ = 0;  ///< row at the top when pictures were asked for last
};

}  // namespace tilescout::ui
