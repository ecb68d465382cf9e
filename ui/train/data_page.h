#pragma once
#include <QWidget>
#include <vector>

#include "base/ids.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace tilescout::ui {

class ElidedLabel;
class IssueList;
class SamplePictures;
class SampleTile;
class StatePage;
class TuningPlan;

/// First page of the wizard: which labelled tiles there are, how they are divided, and what is doubtful about them.
class DataPage : public QWidget {
  Q_OBJECT
 public:
  explicit DataPage(TuningPlan* plan, QWidget* parent = nullptr);

  /// Whether the data allow to go on.
  bool isComplete() const;

 Q_SIGNALS:
  void completeChanged();
  /// The user wants to label tiles, or to look at the places that no tile covers.
  void labelRequested();
  void updateIndexRequested();
  void tileRequested(qint64 tile);
  void tilesRequested(const std::vector<TileId>& tiles, const QString& about);

 private:
  void buildSource();
  QWidget* buildContent();
  void chooseFolder(bool images);
  void sourceChosen(int index);
  void refresh();
  void refreshSource();
  void showReport();
  void showClasses();
  void showExamples();
  void showEmpty();
  void fix(const std::string& code);

  TuningPlan* const plan_;
  SamplePictures* pictures_;
  QLabel* sourceLabel_ = nullptr;
  QComboBox* source_ = nullptr;
  ElidedLabel* folder_ = nullptr;
  QPushButton* images_ = nullptr;
  QToolButton* again_ = nullptr;
  QLabel *counts_ = nullptr, *division_ = nullptr, *examplesTitle_ = nullptr, *issuesTitle_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QLabel* progressText_ = nullptr;
  QTreeWidget* classes_ = nullptr;
  std::vector<SampleTile*> tiles_;
  IssueList* issues_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QWidget* content_ = nullptr;
  StatePage* state_ = nullptr;
  bool failed_ = false;
};

}  // namespace tilescout::ui
