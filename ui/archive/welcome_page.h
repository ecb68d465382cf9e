#pragma once
#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/support/background.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tilescout::ui {

class AppContext;
class ChoiceCard;
class DropPlace;

/// First start: three large choices, where a model file can be dropped, and the archives opened lately. Says how far the
/// demo is and why it failed; archives on a disk that is not connected are shown as such.
class WelcomePage : public QWidget {
  Q_OBJECT
 public:
  explicit WelcomePage(AppContext* context, QWidget* parent = nullptr);
  ~WelcomePage() override;

  /// Asks anew which archives there are, beside everything else: a disk that hangs holds up nothing.
  void refreshRecent();

 Q_SIGNALS:
  void demoRequested();
  void addScenesRequested();
  void openRequested();
  void importRequested();
  void recentRequested(const QString& file);

 private:
  struct Recent {
    QString file;
    bool there = false;
  };
  void build();
  ChoiceCard* choice(const char* name);
  void retranslate();
  void describeDemo();
  void showRecent();

  AppContext* const context_;
  QLabel* title_;
  QLabel* intro_;
  ChoiceCard *demo_, *scenes_, *open_;
  DropPlace* drop_;
  QLabel *modelIcon_, *models_;
  QPushButton* import_;
  QLabel* recentTitle_;
  QVBoxLayout* recentRows_;
  std::vector<Recent> recent_;
  Background calls_;
};

}  // namespace tilescout::ui
