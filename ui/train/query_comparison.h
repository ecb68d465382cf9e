#pragma once
#include <QScrollArea>
#include <vector>

#include "jobs/finetune_job.h"

class QLabel;
class QVBoxLayout;

namespace tilescout::ui {

class SamplePictures;

/// The user's saved searches over the labelled tiles that were not trained on: what the model found before, and what it
/// finds now, one under the other. New among the first are marked.
class QueryComparison : public QScrollArea {
  Q_OBJECT
 public:
  explicit QueryComparison(QWidget* parent = nullptr);

  void setQueries(SamplePictures* pictures, const std::vector<train::QueryChange>& queries);

 Q_SIGNALS:
  void tileRequested(qint64 tile);

 private:
  void fill();
  QWidget* rowOf(const QString& title, const std::vector<train::QueryHit>& hits,
                 const std::vector<train::QueryHit>& others, bool after);

  SamplePictures* pictures_ = nullptr;
  std::vector<train::QueryChange> queries_;
  QVBoxLayout* column_;
};

}  // namespace tilescout::ui
