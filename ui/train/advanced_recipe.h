#pragma once
#include <QWidget>
#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace tilescout::train {
struct TrainConfig;
}

namespace tilescout::ui {

class TuningPlan;

/// Every setting of a recipe, in two columns. Takes whatever is typed; the plan says at once what makes no sense.
class AdvancedRecipe : public QWidget {
  Q_OBJECT
 public:
  explicit AdvancedRecipe(TuningPlan* plan, QWidget* parent = nullptr);

 private:
  using Text = std::function<QString()>;
  struct Field {
    QWidget* control;
    QLabel* label;
    Text name, tip;
    std::function<void(const train::TrainConfig&)> show;
  };
  struct Range {
    double low, high, step;
    int digits;
  };
  template <typename Number>
  void number(QFormLayout* form, const char* object, Number train::TrainConfig::*member, Range range, Text name,
              Text tip, Text zero = {});
  void flag(QFormLayout* form, const char* object, bool train::TrainConfig::*member, Text name, Text tip);
  template <typename Choice>
  void choice(QFormLayout* form, const char* object, Choice train::TrainConfig::*member, int count,
              QString (*words)(Choice), Text name, Text tip);
  void addLeft(QFormLayout* form);
  void addObjective(QFormLayout* form);
  void addRight(QFormLayout* form);
  void addData(QFormLayout* form);
  void add(QFormLayout* form, Field field);
  void retranslate();
  void refresh();

  TuningPlan* const plan_;
  std::vector<Field> fields_;
};

}  // namespace tilescout::ui
