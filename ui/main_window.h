#pragma once
#include <QMainWindow>

class QDockWidget;
class QLabel;
class QMenuBar;
class QStackedWidget;
class QToolButton;

namespace tilescout::ui {

class AppContext;
class DetailsPanel;
class JobPanel;
class ModelCardDialog;
class QueryBar;
class ResultsView;
class ScenesPanel;
class WelcomePage;
class WindowActions;

/// The window: puts the parts in their places and passes requests between them. What happens is decided in AppContext's
/// controllers.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(AppContext* context, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens or adds what was named on the command line or dropped.
  void take(const QStringList& paths);
  ResultsView* results() const { return results_; }
  DetailsPanel* details() const { return details_; }
  WindowActions* actions() const { return actions_; }
  QueryBar* queryBar() const { return query_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void buildTop();
  void buildCentre();
  void showWelcome(bool welcome);
  void buildDocks();
  void buildStatusBar();
  void wireActions();
  void wireParts();
  void wireRequests();
  void retranslate();
  void archiveChanged();
  void refreshStatus();
  void showDetails();
  void chooseNewArchive();
  void chooseArchive();
  void chooseFolder();
  void chooseFiles();
  void chooseModel();
  void showModelCard();
  void stepBack();
  void remember(const QString& path);

  AppContext* const context_;
  WindowActions* actions_;
  QMenuBar* menu_ = nullptr;
  QueryBar* query_ = nullptr;
  QStackedWidget* centre_ = nullptr;
  WelcomePage* welcome_ = nullptr;
  ResultsView* results_ = nullptr;
  ScenesPanel* scenes_ = nullptr;
  DetailsPanel* details_ = nullptr;
  JobPanel* jobs_ = nullptr;
  QDockWidget *scenesDock_ = nullptr, *detailsDock_ = nullptr, *jobsDock_ = nullptr;
  QToolButton* modelButton_ = nullptr;
  QLabel *deviceLabel_ = nullptr, *archiveLabel_ = nullptr;
  ModelCardDialog* modelCard_ = nullptr;
  QByteArray layout_;  ///< of the docks while the welcome page hides them; else empty
};

}  // namespace tilescout::ui
