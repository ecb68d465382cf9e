#pragma once
#include <QWidget>
#include <vector>

class QButtonGroup;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace tilescout::ui {

class TuningPlan;

/// Second page: which model learns, what of it is trained, where that computes, and what it takes.
class ModelPage : public QWidget {
  Q_OBJECT
 public:
  explicit ModelPage(TuningPlan* plan, QWidget* parent = nullptr);

 private:
  QWidget* buildChoice();
  QWidget* buildCost();
  void fillModels();
  void fillDevices();
  void retranslate();
  void refresh();
  void refreshCost();
  void measureClicked();

  TuningPlan* const plan_;
  QLabel *baseLabel_ = nullptr, *aboutBase_ = nullptr, *methodLabel_ = nullptr, *aboutMethod_ = nullptr;
  QComboBox* base_ = nullptr;
  QButtonGroup* methods_ = nullptr;
  QLabel* variantLabel_ = nullptr;
  QComboBox* variant_ = nullptr;
  QLabel *deviceLabel_ = nullptr, *precisionLabel_ = nullptr;
  QComboBox *device_ = nullptr, *precision_ = nullptr;
  QLabel* costTitle_ = nullptr;
  std::vector<QLabel*> costNames_, costValues_;
  QProgressBar *share_ = nullptr, *trial_ = nullptr;
  QPushButton* measure_ = nullptr;
  QLabel *trialText_ = nullptr, *problem_ = nullptr;
};

}  // namespace tilescout::ui
