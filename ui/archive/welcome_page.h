#pragma once
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tilescout::ui {

class AppContext;
class ChoiceCard;
class DropPlace;
class RecentArchives;

/// First start: three large choices, where a model file can be dropped, and the archives opened lately. Says how far the
/// demo is and why it failed; archives on a disk that is not connected are shown as such.
class WelcomePage : public QWidget {
  Q_OBJECT
 public:
  WelcomePage(AppContext* context, RecentArchives* recent, QWidget* parent = nullptr);
  ~WelcomePage() override;

 Q_SIGNALS:
  void demoRequested();
  void addScenesRequested();
  void openRequested();
  void importRequested();
  void recentRequested(const QString& file);

 private:
  void build();
  ChoiceCard* choice(const char* name);
  void retranslate();
  void describeDemo();
  void showRecent();

  AppContext* const context_;
  RecentArchives* const recent_;
  QLabel* title_;
  QLabel* intro_;
  ChoiceCard *demo_, *scenes_, *open_;
  DropPlace* drop_;
  QLabel *modelIcon_, *models_;
  QPushButton* import_;
  QLabel* recentTitle_;
  QVBoxLayout* recentRows_;
};

}  // namespace tilescout::ui
