#pragma once
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace tilescout::ui {

class ChoiceCard;
class Settings;

/// First start: three large choices, the archives opened lately, and where a model file can be dropped.
class WelcomePage : public QWidget {
  Q_OBJECT
 public:
  explicit WelcomePage(const Settings* settings, QWidget* parent = nullptr);

  void refreshRecent();

 Q_SIGNALS:
  void demoRequested();
  void addScenesRequested();
  void openRequested();
  void recentRequested(const QString& file);

 private:
  ChoiceCard* choice(const char* name);
  void retranslate();

  const Settings* const settings_;
  QLabel* title_;
  QLabel* intro_;
  ChoiceCard *demo_, *scenes_, *open_;
  QLabel* recentTitle_;
  QVBoxLayout* recent_;
  QLabel* models_;
};

}  // namespace tilescout::ui
