#pragma once
#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace tilescout::ui {

class AdvancedRecipe;
class FoldSection;
class TuningPlan;

/// Third page: how long and how hard is trained, as one of a few presets or setting by setting; and the new model's
/// name.
class RecipePage : public QWidget {
  Q_OBJECT
 public:
  explicit RecipePage(TuningPlan* plan, QWidget* parent = nullptr);

  bool isComplete() const;

 private:
  void buildPresets(QVBoxLayout* column);
  void refresh();

  TuningPlan* const plan_;
  QLabel *presetLabel_ = nullptr, *nameLabel_ = nullptr, *summary_ = nullptr, *problem_ = nullptr;
  QLineEdit* name_ = nullptr;
  QButtonGroup* presets_ = nullptr;
  QList<QLabel*> about_;
  AdvancedRecipe* advanced_ = nullptr;
  FoldSection* fold_ = nullptr;
};

}  // namespace tilescout::ui
