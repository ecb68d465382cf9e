#pragma once
#include <QObject>
#include <memory>
#include <vector>

#include "jobs/compare_job.h"
#include "ui/explore/space_job.h"
#include "ui/support/background.h"

namespace tilescout::ui {

class AppContext;

/// Two models of the open archive side by side: which there are, what is stored of a pair, and the job that compares.
class ComparisonController : public QObject {
  Q_OBJECT
 public:
  explicit ComparisonController(AppContext* context, QObject* parent = nullptr);
  ~ComparisonController() override;

  /// Those whose embeddings the archive holds.
  const std::vector<jobs::SpaceModel>& models() const { return models_; }
  /// Null: nothing is compared.
  const std::shared_ptr<const jobs::ComparisonView>& view() const { return view_; }
  bool isMaking() const { return job_->isRunning(); }

  /// Shows what is stored of the two (fingerprints), or compares them as a job; `anew`: in any case.
  void compare(const std::string& before, const std::string& after, bool anew = false);
  /// The same pair once more: there are new tiles, or another layout's clusters.
  void again();
  /// .csv or .gpkg, as a job.
  void write(const QString& file);
  void close();
  void readModels();

 Q_SIGNALS:
  void modelsChanged();
  void changed();

 private:
  void archiveChanged();
  void make(const jobs::CompareOptions& options);
  void took(std::shared_ptr<const jobs::ComparisonView> view);

  AppContext* const context_;
  std::vector<jobs::SpaceModel> models_;
  std::shared_ptr<const jobs::ComparisonView> view_;
  jobs::CompareOptions asked_;
  SpaceJob* job_ = nullptr;
  Background reader_;
};

}  // namespace tilescout::ui
