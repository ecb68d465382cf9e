#include "ui/backend/loaded_backend.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibrary>
#include <utility>

#include "base/error.h"

namespace tilescout::ui {

LoadedBackend::LoadedBackend(Make make) : make_(std::move(make)) {}

LoadedBackend::~LoadedBackend() = default;

void LoadedBackend::begin() {
  thread_ = std::jthread([this] { load(); });
}

void LoadedBackend::load() {
  std::unique_ptr<Backend> backend;
  std::exception_ptr failure;
  try {
    backend = make_();
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  if (backend && compute_) backend->setCompute(*compute_);
  if (backend && pictures_) backend->setPicturePlace(*pictures_);
  backend_ = std::move(backend);
  failure_ = failure;
  came_.notify_all();
}

Backend& LoadedBackend::there() {
  std::unique_lock lock(mutex_);
  came_.wait(lock, [this] { return backend_ || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  return *backend_;
}

void LoadedBackend::setCompute(const ComputeChoice& choice) {
  const std::lock_guard lock(mutex_);
  compute_ = choice;
  if (backend_) backend_->setCompute(choice);
}

void LoadedBackend::setPicturePlace(const std::filesystem::path& folder) {
  const std::lock_guard lock(mutex_);
  pictures_ = folder;
  if (backend_) backend_->setPicturePlace(folder);
}

void LoadedBackend::createArchive(const std::filesystem::path& file) { there().createArchive(file); }

std::shared_ptr<ArchiveSession> LoadedBackend::openArchive(const std::filesystem::path& file) {
  return there().openArchive(file);
}

jobs::IndexPreview LoadedBackend::previewIndex(const std::filesystem::path& archive, const jobs::IndexOptions& options,
                                               jobs::PreviewMemory& memory, JobContext& job) {
  return there().previewIndex(archive, options, memory, job);
}

std::filesystem::path LoadedBackend::makeDemo(JobContext& job) { return there().makeDemo(job); }

jobs::MovedPictures LoadedBackend::movePictures(const std::vector<std::filesystem::path>& archives,
                                                const std::filesystem::path& from, const std::filesystem::path& to,
                                                bool keep, JobContext& job) {
  return there().movePictures(archives, from, to, keep, job);
}

std::vector<jobs::DiagnosticPart> LoadedBackend::diagnostics() { return there().diagnostics(); }

std::filesystem::path backendModule() {
  const QDir program(QCoreApplication::applicationDirPath());
  for (const char* place : {"", TILESCOUT_MODULE_FOLDER "/"}) {
    const QFileInfo file(program.filePath(QString::fromLatin1(place) + QStringLiteral("tilescout-services.so")));
    if (file.exists()) return file.canonicalFilePath().toStdString();
  }
  return {};
}

std::unique_ptr<Backend> loadBackendModule(const std::filesystem::path& file) {
  if (file.empty()) {
    throw Error(ErrorCode::NotFound, "a part of the program is neither beside it nor where it belongs; install it again", "tilescout-services.so");
  }
  QLibrary library(QString::fromStdString(file.string()));
  library.setLoadHints(QLibrary::PreventUnloadHint);
  using MakeBackend = Backend* (*)();
  const auto make = reinterpret_cast<MakeBackend>(library.resolve("tilescoutBackend"));
  if (make == nullptr) {
    const std::string reason = library.errorString().toStdString();
    throw Error(ErrorCode::Incompatible, "a part of the program cannot be loaded; install it again (" + reason + ")",
                file.string());
  }
  return std::unique_ptr<Backend>(make());
}

}  // namespace tilescout::ui
