#include "jobs/scene_sync.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <tuple>

#include "base/error.h"
#include "base/fail_point.h"
#include "base/hash.h"
#include "geo/footprint.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;
using archive::SceneRow;
using archive::SceneState;

namespace {

constexpr const char* kGone = "file no longer there";
constexpr std::size_t kHashBlock = std::size_t{1} << 22;

bool under(const fs::path& file, const fs::path& root) {
  const auto [rootEnd, ignored] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return rootEnd == root.end() || (rootEnd->empty() && std::next(rootEnd) == root.end());
}

// As hashFile, but a stop is noticed within a block: scenes may have hundreds of gigabytes.
void addContent(const fs::path& file, Hasher& hasher, const JobContext& job) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorCode::Io, "cannot be opened for reading", file.string());
  std::vector<char> block(kHashBlock);
  while (in) {
    job.checkpoint();
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    hasher.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad()) throw Error(ErrorCode::Io, "reading failed", file.string());
}

std::string hashOf(const fs::path& scene, const JobContext& job) {
  Hasher hasher;
  for (const fs::path& file : geo::contentFiles(scene)) addContent(file, hasher, job);
  return hasher.hex();
}

class SceneSync {
 public:
  SceneSync(archive::Archive& archive, const SyncOptions& options, JobContext& job)
      : archive_(archive), options_(options), job_(job), key_(sceneKey(options)) {}

  SyncResult run();

 private:
  void splitRoots();
  void markVanished(const std::set<std::string>& files);
  void setOffline(const SceneRow& row, const SceneProblem& problem);
  void syncFile(const fs::path& file);
  bool unchanged(const SceneRow& row, const fs::path& file);
  bool cutAsWanted(const SceneRow& row);
  void scan(const fs::path& file, const std::optional<SceneRow>& row);
  void refuse(const fs::path& file, const std::optional<SceneRow>& row, const SceneProblem& problem);
  void put(SceneInfo info);

  archive::Archive& archive_;
  const SyncOptions& options_;
  JobContext& job_;
  const std::string key_;
  std::vector<fs::path> reachable_, unreachable_;
  SyncResult result_;
};

SyncResult SceneSync::run() {
  splitRoots();
  const std::vector<fs::path> files = geo::findRasterFiles(reachable_);
  std::set<std::string> names;
  for (const fs::path& file : files) names.insert(file.string());
  markVanished(names);
  const auto shards = static_cast<std::size_t>(std::max(1, options_.shards));
  std::vector<fs::path> mine;
  for (std::size_t i = static_cast<std::size_t>(options_.shard); i < files.size(); i += shards)
    mine.push_back(files[i]);
  result_.found = static_cast<std::int64_t>(mine.size());
  job_.report({"scan", 0, result_.found});
  for (std::size_t i = 0; i < mine.size(); ++i) {
    job_.checkpoint();
    syncFile(mine[i]);
    job_.report({"scan", static_cast<std::int64_t>(i + 1), result_.found});
  }
  return std::move(result_);
}

void SceneSync::splitRoots() {
  for (const fs::path& path : options_.roots) {
    const fs::path root = rootOf(path);
    std::error_code status;
    if (fs::exists(root, status)) {
      reachable_.push_back(root);
      continue;
    }
    unreachable_.push_back(root);
    const std::string reason = status ? " (" + status.message() + ")" : "";
    result_.problems.push_back({root.string(), "not_found", "cannot be reached" + reason});
  }
}

void SceneSync::markVanished(const std::set<std::string>& files) {
  const auto beneath = [](const std::vector<fs::path>& roots, const std::string& path) {
    return std::any_of(roots.begin(), roots.end(), [&](const fs::path& root) { return under(path, root); });
  };
  for (const SceneRow& row : archive_.scenes()) {
    const std::string& path = row.info.path;
    if (files.contains(path)) continue;
    if (beneath(unreachable_, path)) {
      setOffline(row, {path, "offline", "its folder cannot be reached"});
    } else if (beneath(reachable_, path)) {
      const SceneProblem problem{path, "offline", kGone};
      setOffline(row, problem);
      result_.problems.push_back(problem);
    }
  }
}

void SceneSync::setOffline(const SceneRow& row, const SceneProblem& problem) {
  if (row.state == SceneState::Offline && row.problemMessage == problem.message) return;
  archive_.setSceneState(row.info.id, SceneState::Offline, &problem);
}

void SceneSync::syncFile(const fs::path& file) {
  const std::optional<SceneRow> row = archive_.sceneByPath(file.string());
  try {
    // A file that was refused is always tried again: the reason may lie in options or rights, not in the file.
    if (row && row->tiles > 0 && unchanged(*row, file)) {
      if (row->state == SceneState::Offline) archive_.setSceneState(row->info.id, SceneState::Pending);
      result_.scenes.push_back(row->info.id);
      return;
    }
    scan(file, row);
  } catch (const Error& error) {
    std::error_code status;
    if (error.subject() == archive_.file().string()) throw;  // the archive's own trouble ends the job
    refuse(file, row, {file.string(), std::string(errorCodeName(error.code())), error.message()});
  }
}

bool SceneSync::unchanged(const SceneRow& row, const fs::path& file) {
  if (!cutAsWanted(row)) return false;
  const FileChange change = fileChange(row.info, job_);
  if (change == FileChange::Touched) {
    const auto [size, modified] = geo::fileStamp(file);
    archive_.updateStamp(row.info.id, size, modified, row.info.contentHash);
  }
  return change != FileChange::Changed;
}

// Another model than the one that a scene was cut for is no reason to cut it anew when its tiles are embedded already:
// `reembed` keeps the tiles, and with them every label's place and every number that a person wrote down.
bool SceneSync::cutAsWanted(const SceneRow& row) {
  if (options_.keepCut || row.tilingKey == key_) return true;
  if (!geo::sameBesideModel(row.tilingKey, key_)) return false;
  const std::vector<archive::ModelRecord> models = archive_.models();
  return std::any_of(models.begin(), models.end(), [&](const archive::ModelRecord& model) {
    return archive_.pendingTileCount(row.info.id, model.id) < row.tiles - row.skippedTiles;
  });
}

void SceneSync::scan(const fs::path& file, const std::optional<SceneRow>& row) {
  geo::ScanResult scanned = geo::scanScene(file, options_.scan, job_);
  if (scanned.problem) {
    refuse(file, row, *scanned.problem);
  } else if (scanned.scene) {
    scanned.scene->contentHash = hashOf(file, job_);
    put(std::move(*scanned.scene));
  }
}

void SceneSync::refuse(const fs::path& file, const std::optional<SceneRow>& row, const SceneProblem& problem) {
  result_.problems.push_back(problem);
  const bool passing =
      problem.code == errorCodeName(ErrorCode::Io) || problem.code == errorCodeName(ErrorCode::NotFound);
  if (row && row->tiles > 0 && passing) {
    setOffline(*row, problem);  // a share that stutters must not cost what is there
    return;
  }
  SceneInfo info;
  info.path = file.string();
  info.name = file.filename().string();
  std::error_code status;
  if (fs::exists(file, status)) std::tie(info.fileSize, info.modifiedNs) = geo::fileStamp(file);
  const bool known = row && row->state == SceneState::Refused && row->tiles == 0 && row->problemCode == problem.code &&
                     row->problemMessage == problem.message && row->info.fileSize == info.fileSize &&
                     row->info.modifiedNs == info.modifiedNs;
  if (known) return;  // storing it again would make every cache of the archive stale
  archive_.putRefusedScene(info, problem);
  failPoint("index.scene_stored");
}

void SceneSync::put(SceneInfo info) {
  const geo::TilePlan plan = geo::planTiles(info, options_.tiling);
  const geo::PixelToGround toGround(info);
  std::vector<archive::StoredTile> tiles;
  tiles.reserve(plan.windows.size());
  for (const TileWindow& window : plan.windows) {
    tiles.push_back({0, window, toGround.valid() ? toGround.ring(window) : Ring()});
  }
  job_.checkpoint();
  result_.scenes.push_back(archive_.putScene(info, key_, tiles, job_));
  failPoint("index.scene_stored");
}

std::string number(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(17);
  text << value;
  return text.str();
}

}  // namespace

fs::path rootOf(const fs::path& path) {
  fs::path root = fs::absolute(path).lexically_normal();
  return root.has_filename() ? root : root.parent_path();
}

FileChange fileChange(const SceneInfo& scene, const JobContext& job) {
  const auto [size, modified] = geo::fileStamp(scene.path);
  if (size != scene.fileSize) return FileChange::Changed;
  if (modified == scene.modifiedNs) return FileChange::None;
  // Copied or touched: the content decides.
  const bool same = !scene.contentHash.empty() && hashOf(scene.path, job) == scene.contentHash;
  return same ? FileChange::Touched : FileChange::Changed;
}

SyncResult syncScenes(archive::Archive& archive, const SyncOptions& options, JobContext& job) {
  return SceneSync(archive, options, job).run();
}

SceneProblem warningOf(const SceneInfo& scene, const geo::TilingOptions& tiling) {
  const std::string warning = geo::planTiles(scene, tiling).warning;
  if (!warning.empty()) return {scene.path, "resolution", warning};
  if (scene.footprint.empty()) {
    return {scene.path, "no_footprint", scene.note.empty() ? "the scene's place on the ground is unknown" : scene.note};
  }
  return {};
}

std::string sceneKey(const SyncOptions& options) {
  std::string key = geo::tilingKey(options.tiling);
  if (options.scan.bands) {
    key += ";bands=";
    for (const int band : *options.scan.bands) key += std::to_string(band) + ",";
  }
  const StretchSpec& stretch = options.scan.stretch;
  if (stretch.kind == StretchSpec::Kind::Auto) return key;
  return key + ";stretch=" + std::to_string(static_cast<int>(stretch.kind)) + "," + number(stretch.a) + "," +
         number(stretch.b);
}

}  // namespace tilescout::jobs
