#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "archive/training_run.h"

namespace tilescout::archive {

/// The fine-tuning runs of an archive. A connection of its own, for one thread; each edit is one transaction. Throws as
/// Archive does.
class TrainingStore {
 public:
  TrainingStore(const std::filesystem::path& file, OpenMode mode);
  ~TrainingStore();
  TrainingStore(TrainingStore&&) noexcept;
  TrainingStore& operator=(TrainingStore&&) noexcept;

  std::int64_t add(const TrainingRun& run);
  /// Writes `run` over the one of this id, whose notes stay; where there is none it is added. Returns its id.
  std::int64_t put(std::int64_t id, const TrainingRun& run);
  std::vector<TrainingRun> all();                    ///< newest first, without curves
  std::optional<TrainingRun> byId(std::int64_t id);  ///< with curves
  std::vector<std::pair<TileId, std::string>> split(std::int64_t id);
  void setNotes(std::int64_t id, const std::string& notes);
  void remove(std::int64_t id);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::archive
