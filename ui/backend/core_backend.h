#pragma once
#include <memory>

#include "ui/backend/backend.h"

namespace tilescout::ui {

class ModelCache;

/// The real services of core/jobs.
class CoreBackend : public Backend {
 public:
  CoreBackend();

  void createArchive(const std::filesystem::path& file) override;
  std::shared_ptr<ArchiveSession> openArchive(const std::filesystem::path& file) override;
  std::filesystem::path makeDemo(JobContext& job) override;
  void setCompute(const ComputeChoice& choice) override;
  std::vector<jobs::DiagnosticPart> diagnostics() override;
  ModelCard importModel(const std::filesystem::path& path, const std::string& activation) override;

 private:
  std::shared_ptr<ModelCache> models_;
};

}  // namespace tilescout::ui
