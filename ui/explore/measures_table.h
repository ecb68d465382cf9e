#pragma once
#include <QWidget>
#include <memory>

#include "jobs/compare_job.h"
#include "jobs/layout_view.h"

class QGridLayout;

namespace tilescout::ui {

/// The space's figures, each with what it means in plain words, and where to look: duplicates and outliers. Or those of
/// two models beside one another, with what has changed.
class MeasuresTable : public QWidget {
  Q_OBJECT
 public:
  explicit MeasuresTable(QWidget* parent = nullptr);

  void setView(std::shared_ptr<const jobs::LayoutView> view);
  void setComparison(std::shared_ptr<const jobs::ComparisonView> comparison);

  /// "Images have spread: they are easier to tell apart." for a measure by its name; "" for one it does not know.
  static QString reading(const QString& measure, double before, double after);

 Q_SIGNALS:
  void duplicatesRequested();
  void outliersRequested();

 private:
  void refresh();
  void clearRows();
  void showView();
  void showComparison();
  void addRow(const QStringList& cells);
  void addChart(std::vector<double> shares, std::vector<double> later, const QString& reading);
  void finish(int row);

  std::shared_ptr<const jobs::LayoutView> view_;
  std::shared_ptr<const jobs::ComparisonView> comparison_;
  QGridLayout* grid_;
  int stretched_ = 0;  ///< the empty row below all others
};

}  // namespace tilescout::ui
