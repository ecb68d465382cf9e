#pragma once
#include <memory>

#include "ui/backend/backend.h"
#include "ui/backend/core_model_library.h"

namespace tilescout::ui {

class ModelCache;
class PicturePlace;

/// The real services of core/jobs.
class CoreBackend : public Backend {
 public:
  CoreBackend();

  void createArchive(const std::filesystem::path& file) override;
  std::shared_ptr<ArchiveSession> openArchive(const std::filesystem::path& file) override;
  jobs::IndexPreview previewIndex(const std::filesystem::path& archive, const jobs::IndexOptions& options,
                                  jobs::PreviewMemory& memory, JobContext& job) override;
  std::filesystem::path makeDemo(JobContext& job) override;
  void setCompute(const ComputeChoice& choice) override;
  void setPicturePlace(const std::filesystem::path& folder) override;
  jobs::MovedPictures movePictures(const std::vector<std::filesystem::path>& archives,
                                   const std::filesystem::path& from, const std::filesystem::path& to, bool keep,
                                   JobContext& job) override;
  std::vector<jobs::DiagnosticPart> diagnostics() override;
  ModelLibrary& models() override { return library_; }

 private:
  std::shared_ptr<ModelCache> models_;
  std::shared_ptr<PicturePlace> pictures_;
  CoreModelLibrary library_;
};

}  // namespace tilescout::ui
