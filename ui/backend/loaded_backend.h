#pragma once
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "ui/backend/backend.h"
#include "ui/backend/model_library.h"

namespace tilescout::ui {

/// A backend that comes after the window: LibTorch and what it brings along take the better part of a second to load.
/// What is called on worker threads waits for it and throws what kept it from coming; what the interface's own thread
/// sets is kept until then.
class LoadedBackend : public Backend {
 public:
  using Make = std::function<std::unique_ptr<Backend>()>;

  explicit LoadedBackend(Make make);
  ~LoadedBackend() override;

  /// Calls `make` on a thread of its own. Best when the window has been painted: libraries are loaded one after the
  /// other, and threads that begin, and Qt's plugins, wait meanwhile.
  void begin();

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
  /// Its models, which wait as the rest does.
  class Library : public ModelLibrary {
   public:
    explicit Library(LoadedBackend* owner) : owner_(owner) {}
    std::vector<ModelCard> list() override { return there().list(); }
    std::string defaultName() override { return there().defaultName(); }
    void use(const std::string& name) override { there().use(name); }
    void remove(const std::string& name) override { there().remove(name); }
    ModelCard import(const jobs::ImportOptions& options) override { return there().import(options); }
    std::string modelOf(const std::filesystem::path& archive) override { return there().modelOf(archive); }

   private:
    ModelLibrary& there() { return owner_->there().models(); }

    LoadedBackend* owner_;
  };

  void load();
  Backend& there();

  const Make make_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::unique_ptr<Backend> backend_;
  std::exception_ptr failure_;
  std::optional<ComputeChoice> compute_;
  std::optional<std::filesystem::path> pictures_;
  Library library_{this};
  std::jthread thread_;
};

/// The module with the real services: beside this program as it was built, or where it is installed; empty: nowhere.
std::filesystem::path backendModule();

/// The backend of a module. Throws Error{NotFound, Incompatible} that names the file.
std::unique_ptr<Backend> loadBackendModule(const std::filesystem::path& file);

}  // namespace tilescout::ui
