#pragma once
#include <QWidget>
#include <map>
#include <memory>
#include <vector>

#include "ui/backend/train_session.h"
#include "ui/support/background.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTimer;
class QTreeWidget;
class QTreeWidgetItem;

namespace tilescout::ui {

class ArchiveSession;
class CurveChart;
class StatePage;

/// All fine-tunings of the archive: their curves over each other, notes about them, and the way to go on with one, to
/// see its result, or to remove it.
class RunsPage : public QWidget {
  Q_OBJECT
 public:
  explicit RunsPage(QWidget* parent = nullptr);
  ~RunsPage() override;

  void setSession(const std::shared_ptr<ArchiveSession>& session);
  void refresh();
  /// The run that the window makes now cannot be removed or taken up here.
  void setBusy(const std::string& run);
  const std::vector<jobs::RunInfo>& runs() const { return runs_; }
  /// The run that is selected; null: none.
  const jobs::RunInfo* current() const;

 Q_SIGNALS:
  void runsChanged();
  /// To go on with, to look at, to watch: whatever its state allows.
  void openRequested(const tilescout::jobs::RunInfo& run);
  void discardRequested(const std::string& run);

 private:
  QWidget* buildBody();
  void retranslate();
  void took(const std::vector<jobs::RunInfo>& runs);
  void fill();
  void currentChanged();
  void checkChanged(QTreeWidgetItem* item);
  void loadCurve(const std::string& run);
  void drawCurves();
  void saveNotes();
  void refreshButtons();

  std::shared_ptr<ArchiveSession> session_;
  std::vector<jobs::RunInfo> runs_;
  std::map<std::string, std::vector<train::TuneEvent>> curves_;
  std::string busy_, notesOf_;
  bool notesRead_ = false;  ///< the field holds the notes of that run
  Background background_;
  QTimer* notesPause_;
  QStackedWidget* stack_;
  StatePage* empty_;
  QTreeWidget* list_ = nullptr;
  CurveChart* chart_ = nullptr;
  QLabel *readout_, *effort_ = nullptr, *notesLabel_ = nullptr;
  QPlainTextEdit* notes_ = nullptr;
  QPushButton *open_ = nullptr, *discard_ = nullptr;
};

}  // namespace tilescout::ui
