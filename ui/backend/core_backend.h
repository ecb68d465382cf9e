#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "ui/backend/backend.h"

namespace tilescout::jobs {
class LoadedModel;
}

namespace tilescout::ui {

/// Models that are in memory, each loaded once. Thread-safe.
class ModelCache {
 public:
  /// The named model when the store has it, else the default one.
  std::shared_ptr<jobs::LoadedModel> get(const std::string& name);

 private:
  std::mutex mutex_;
  std::shared_ptr<jobs::LoadedModel> model_;
};

/// The real services of core/jobs.
class CoreBackend : public Backend {
 public:
  CoreBackend();

  void createArchive(const std::filesystem::path& file) override;
  std::shared_ptr<ArchiveSession> openArchive(const std::filesystem::path& file) override;
  std::filesystem::path makeDemo(JobContext& job) override;
  ModelCard importModel(const std::filesystem::path& path, const std::string& activation) override;

 private:
  std::shared_ptr<ModelCache> models_;
};

}  // namespace tilescout::ui
