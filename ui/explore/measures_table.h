#pragma once
#include <QWidget>
#include <memory>

#include "jobs/layout_view.h"

class QGridLayout;

namespace tilescout::ui {

/// The space's figures, each with what it means in plain words, and where to look: duplicates and outliers.
class MeasuresTable : public QWidget {
  Q_OBJECT
 public:
  explicit MeasuresTable(QWidget* parent = nullptr);

  void setView(std::shared_ptr<const jobs::LayoutView> view);

 Q_SIGNALS:
  void duplicatesRequested();
  void outliersRequested();

 private:
  void refresh();
  void addRow(const QString& name, const QString& value, const QString& meaning);

  std::shared_ptr<const jobs::LayoutView> view_;
  QGridLayout* grid_;
  int stretched_ = 0;  ///< the empty row below all others
};

}  // namespace tilescout::ui
