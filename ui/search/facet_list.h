#pragma once
#include <QWidget>
#include <set>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace tilescout::ui {

/// Values of one kind (scenes, sensors, tags) with how many tiles each has; several are chosen by their ticks. A line
/// above narrows a long list down.
class FacetList : public QWidget {
  Q_OBJECT
 public:
  struct Value {
    qint64 id = 0;
    QString name;
    qint64 tiles = 0;
  };

  explicit FacetList(QWidget* parent = nullptr);

  /// `nothing`: what is said when there are none.
  void setValues(const std::vector<Value>& values, const QString& nothing);
  /// Ticks exactly these; tells nobody.
  void setChosen(const std::set<qint64>& ids);
  std::set<qint64> chosen() const;
  void setTicked(qint64 id, bool ticked);
  QListWidget* list() const { return list_; }

 Q_SIGNALS:
  void chosenChanged();

 private:
  void narrow(const QString& text);

  QLineEdit* line_;
  QListWidget* list_;
  QLabel* nothing_;
};

}  // namespace tilescout::ui
