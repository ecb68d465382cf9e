#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "jobs/catalog_service.h"
#include "jobs/search_service.h"

namespace tilescout::ui {

class SharedModel;

/// The model that is in memory. Thread-safe.
class ModelCache {
 public:
  /// For what is loaded from now on.
  void setDevice(const model::DeviceChoice& device);
  /// The named model when the store has it, else the default one; where the settings leave it open, on the device and
  /// in the precision that the archive's tiles were embedded with.
  std::shared_ptr<jobs::LoadedModel> get(const std::string& name, const std::filesystem::path& archive);
  /// Loads a model that get() does not know of, for a job of its own. Throws Error{NotFound}.
  std::shared_ptr<jobs::LoadedModel> loadAnother(const std::string& name);

 private:
  std::mutex mutex_;
  model::DeviceChoice device_, loadedOn_;
  std::filesystem::path archive_;  ///< that it was loaded for
  bool stale_ = false;             ///< loaded for another device than device_
  std::shared_ptr<SharedModel> model_;
};

/// The folder of all archives' small pictures; empty: beside each. Thread-safe.
class PicturePlace {
 public:
  std::filesystem::path get() const {
    const std::lock_guard lock(mutex_);
    return folder_;
  }
  void set(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    folder_ = folder;
  }

 private:
  mutable std::mutex mutex_;
  std::filesystem::path folder_;
};

/// Catalogue connections for the interface's worker threads: each takes one for a call and gives it back.
class CatalogPool {
 public:
  CatalogPool(std::filesystem::path file, std::shared_ptr<const PicturePlace> pictures)
      : file_(std::move(file)), pictures_(std::move(pictures)) {}

  template <typename Call>
  auto with(Call&& call) {
    Connection connection = take();
    auto answer = call(*connection.catalog);  // a connection whose call threw is dropped
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    return answer;
  }

 private:
  struct Connection {
    std::filesystem::path pictures;  ///< where they were when it was made
    std::unique_ptr<jobs::CatalogService> catalog;
  };
  Connection take() {
    const std::filesystem::path pictures = pictures_->get();
    const std::unique_lock lock(mutex_);
    std::erase_if(idle_, [&](const Connection& idle) { return idle.pictures != pictures; });
    if (idle_.empty()) return {pictures, std::make_unique<jobs::CatalogService>(file_, pictures)};
    Connection connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  const std::filesystem::path file_;
  const std::shared_ptr<const PicturePlace> pictures_;
  std::mutex mutex_;
  std::vector<Connection> idle_;
};

/// What the area sessions of one open archive share. Thread-safe.
struct CoreParts {
  CoreParts(const std::filesystem::path& archive, std::shared_ptr<ModelCache> cache,
            std::shared_ptr<const PicturePlace> place)
      : file(archive), models(std::move(cache)), pictures(std::move(place)), catalogs(archive, pictures) {}

  /// The archive's model; loads it when it is not loaded yet.
  std::shared_ptr<jobs::LoadedModel> loadedModel();
  /// Begins to load it, where there is one.
  void expectModel();

  /// Calls with the search service of the archive's model, one caller at a time. Throws Cancelled when `stop` was asked
  /// for while waiting.
  template <typename Call>
  auto withSearch(const std::stop_token& stop, Call&& call) {
    const std::shared_ptr<jobs::LoadedModel> loaded = loadedModel();
    const std::lock_guard lock(searchMutex);
    if (stop.stop_requested()) throw Cancelled();
    if (!search || searchModel != loaded) {
      search = std::make_unique<jobs::SearchService>(file, loaded);
      searchModel = loaded;
    }
    return call(*search);
  }

  const std::filesystem::path file;
  const std::shared_ptr<ModelCache> models;
  const std::shared_ptr<const PicturePlace> pictures;
  CatalogPool catalogs;
  std::mutex searchMutex;  ///< guards the two below
  std::shared_ptr<jobs::LoadedModel> searchModel;
  std::unique_ptr<jobs::SearchService> search;
};

}  // namespace tilescout::ui
