#pragma once
#include <QFrame>
#include <QScrollArea>
#include <vector>

#include "jobs/finetune_job.h"

class QLabel;
class QListWidget;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tilescout::ui {

/// One thing that is doubtful about the data: a sentence, what it is about, and what can be done.
class IssueRow : public QFrame {
  Q_OBJECT
 public:
  IssueRow(jobs::DataIssue issue, const train::TrainConfig& config, QWidget* parent = nullptr);

  const jobs::DataIssue& issue() const { return issue_; }

 Q_SIGNALS:
  void fixRequested(const std::string& code);
  /// The archive's tiles that it is about are to be shown among the results.
  void tilesRequested(const std::vector<TileId>& tiles, const QString& about);

 private:
  const jobs::DataIssue issue_;
  const train::TrainConfig config_;
  QLabel *icon_, *text_;
  QToolButton *show_, *open_;
  QPushButton* fix_;
  QListWidget* subjects_;
};

/// All of them, the ones that forbid training first; scrolls.
class IssueList : public QScrollArea {
  Q_OBJECT
 public:
  explicit IssueList(QWidget* parent = nullptr);

  /// Under `config`: what it answers already needs no button.
  void setIssues(std::vector<jobs::DataIssue> issues, const train::TrainConfig& config);
  const std::vector<IssueRow*>& rows() const { return rows_; }

 Q_SIGNALS:
  void fixRequested(const std::string& code);
  void tilesRequested(const std::vector<TileId>& tiles, const QString& about);

 private:
  std::vector<IssueRow*> rows_;
  QLabel* fine_;
  QVBoxLayout* column_;
};

}  // namespace tilescout::ui
