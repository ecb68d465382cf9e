#include "jobs/index_preview.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "archive/archive.h"
#include "base/error.h"
#include "geo/scene_scanner.h"
#include "geo/tile_grid.h"
#include "jobs/index_sources.h"
#include "jobs/scene_sync.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostLooked = 400;
constexpr auto kPatience = std::chrono::seconds(10);
constexpr std::int64_t kTileRowBytes = 450;  // of a tile's rows and their keys in SQLite, without the embedding
constexpr int kTimedTiles = 32;

/// 0 … n-1 in an order in which every beginning is spread evenly: multiples of n / φ, modulo n.
std::vector<std::size_t> spreadOrder(std::size_t n) {
  if (n == 0) return {};
  auto step = std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(static_cast<double>(n) / 1.618034)));
  while (std::gcd(step, n) != 1) ++step;
  std::vector<std::size_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = i * step % n;
  return order;
}

/// Files that are scenes already; `options` become those of earlier runs where that is wanted.
std::set<std::string> readKnown(const fs::path& archiveFile, IndexOptions& options) {
  std::set<std::string> known;
  std::error_code status;
  if (archiveFile.empty() || !fs::exists(archiveFile, status)) return known;
  archive::Archive archive = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  for (const archive::SceneRow& row : archive.scenes()) known.insert(row.info.path);
  if (options.cutAsBefore) cutAsBefore(archive, options);
  return known;
}

struct FoundFile {
  fs::path path;
  std::int64_t bytes = 0;
};

}  // namespace

struct PreviewMemory::Content {
  std::vector<fs::path> roots;
  std::vector<FoundFile> found;  ///< under `roots`
  StretchSpec stretch;
  std::optional<std::array<int, 3>> bands;
  bool network = false;
  std::map<fs::path, geo::ScanResult> headers;  ///< read with the three above
  std::string timed;                            ///< model and device that `seconds` are of
  double seconds = 0.0;                         ///< a tile
};

namespace {

class Preview {
 public:
  Preview(LoadedModel& model, const IndexOptions& options, PreviewMemory::Content& memory, JobContext& job)
      : model_(model), options_(options), tiling_(tilingOf(options, model.card())), memory_(memory), job_(job) {}

  IndexPreview run(const std::set<std::string>& known);

 private:
  const std::vector<FoundFile>& found();
  void find(const std::set<std::string>& known);
  const geo::ScanResult& header(const fs::path& file);
  void look(const FoundFile& file);
  void refuse(SceneProblem problem);
  void count(const SceneInfo& scene);
  void noteBands(const SceneInfo& scene);
  void estimate();
  double secondsATile();
  double timeTiles();

  LoadedModel& model_;
  const IndexOptions& options_;
  const geo::TilingOptions tiling_;
  PreviewMemory::Content& memory_;
  JobContext& job_;
  std::vector<FoundFile> files_;
  std::int64_t tilesSeen_ = 0, bytesSeen_ = 0;
  IndexPreview preview_;
};

IndexPreview Preview::run(const std::set<std::string>& known) {
  find(known);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  const std::vector<std::size_t> order = spreadOrder(files_.size());
  const auto most = static_cast<std::int64_t>(std::min(order.size(), kMostLooked));
  for (const std::size_t file : order) {
    if (preview_.looked == most || (preview_.looked > 0 && std::chrono::steady_clock::now() > end)) break;
    job_.checkpoint();
    look(files_[file]);
    job_.report({"look", preview_.looked, most});
  }
  estimate();
  return std::move(preview_);
}

const std::vector<FoundFile>& Preview::found() {
  std::vector<fs::path> roots;
  for (const fs::path& path : options_.paths) {
    const fs::path root = rootOf(path);
    std::error_code status;
    if (!fs::exists(root, status)) throw Error(ErrorCode::NotFound, "cannot be reached", root.string());
    roots.push_back(root);
  }
  if (!memory_.roots.empty() && roots == memory_.roots) return memory_.found;
  memory_.roots.clear();
  memory_.found.clear();
  for (const fs::path& file : geo::findRasterFiles(roots)) {
    job_.checkpoint();
    std::error_code unknown;
    const auto size = static_cast<std::int64_t>(fs::file_size(file, unknown));
    memory_.found.push_back({file, unknown ? 0 : size});
  }
  memory_.roots = roots;
  return memory_.found;
}

void Preview::find(const std::set<std::string>& known) {
  job_.report({"find", 0, 0});
  const std::vector<FoundFile>& found = this->found();
  const auto shards = static_cast<std::size_t>(options_.shards);
  for (std::size_t i = static_cast<std::size_t>(options_.shard); i < found.size(); i += shards) {
    if (known.contains(found[i].path.string())) {
      ++preview_.known;
      continue;
    }
    files_.push_back(found[i]);
    preview_.bytes += found[i].bytes;
  }
  preview_.files = static_cast<std::int64_t>(files_.size());
}

const geo::ScanResult& Preview::header(const fs::path& file) {
  const auto same = [](const StretchSpec& a, const StretchSpec& b) {
    return a.kind == b.kind && a.a == b.a && a.b == b.b;
  };
  if (!same(memory_.stretch, options_.stretch) || memory_.bands != options_.bands ||
      memory_.network != options_.allowNetwork) {
    memory_.headers.clear();
    memory_.stretch = options_.stretch;
    memory_.bands = options_.bands;
    memory_.network = options_.allowNetwork;
  }
  const auto known = memory_.headers.find(file);
  if (known != memory_.headers.end()) return known->second;
  geo::ScanOptions scan = scanOf(options_);
  scan.headersOnly = true;
  return memory_.headers.emplace(file, geo::scanScene(file, scan, job_)).first->second;
}

void Preview::look(const FoundFile& file) {
  const geo::ScanResult& scanned = header(file.path);
  ++preview_.looked;
  bytesSeen_ += file.bytes;
  if (!scanned.scene) return refuse(scanned.problem.value_or(SceneProblem()));
  try {
    count(*scanned.scene);
    noteBands(*scanned.scene);
  } catch (const Error& error) {  // more tiles than a scene can have
    refuse({scanned.scene->path, std::string(errorCodeName(error.code())), error.message()});
  }
}

void Preview::refuse(SceneProblem problem) {
  ++preview_.refused;
  if (preview_.problems.size() < IndexPreview::kMostProblems) preview_.problems.push_back(std::move(problem));
}

void Preview::count(const SceneInfo& scene) {
  const geo::TilePlan plan = geo::planTiles(scene, tiling_);
  tilesSeen_ += static_cast<std::int64_t>(plan.windows.size());
  preview_.unseen += plan.warning.empty() ? 0 : 1;
  preview_.unplaced += scene.footprint.empty() ? 1 : 0;
  const double gsd = scene.gsdMetres;
  if (gsd <= 0.0) return;
  const auto widen = [](double& least, double& most, double value) {
    least = least > 0.0 ? std::min(least, value) : value;
    most = std::max(most, value);
  };
  widen(preview_.finestMetres, preview_.coarsestMetres, gsd);
  for (const TileWindow& window : plan.windows)
    widen(preview_.smallestTileMetres, preview_.largestTileMetres, window.width * gsd);
}

void Preview::noteBands(const SceneInfo& scene) {
  if (scene.bands.size() <= preview_.bands.size()) return;
  preview_.bandScene = scene.name;
  preview_.bands = scene.bands;
  preview_.shown = scene.rendering.bands;
}

void Preview::estimate() {
  double share = 1.0;
  if (preview_.looked < preview_.files) {
    share = bytesSeen_ > 0 ? static_cast<double>(preview_.bytes) / static_cast<double>(bytesSeen_)
                           : static_cast<double>(preview_.files) / static_cast<double>(preview_.looked);
  }
  preview_.tiles = std::llround(static_cast<double>(tilesSeen_) * share);
  preview_.archiveBytes = preview_.tiles * (2 * std::int64_t{model_.card().embedDim} + kTileRowBytes);
  if (preview_.tiles > 0) preview_.seconds = static_cast<double>(preview_.tiles) * secondsATile();
}

double Preview::secondsATile() {
  const std::string timed = model_.card().fingerprint + " " + model_.deviceText();
  if (memory_.timed != timed) {
    memory_.seconds = timeTiles();
    memory_.timed = timed;
  }
  return memory_.seconds;
}

/// Embeds grey tiles: first a few to wake the device, then some by the clock.
double Preview::timeTiles() {
  const int side = model_.card().imageSize;
  const auto embed = [&](int count) {
    job_.checkpoint();
    const std::vector<Image> images(static_cast<std::size_t>(count), Image(side, side));
    const auto start = std::chrono::steady_clock::now();
    model_.encodeImages(images);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / count;
  };
  const int batch = std::max(1, model_.batchSize());
  const double first = embed(batch);
  return first * batch > 2.0 ? first : embed(std::max(batch, kTimedTiles / batch * batch));
}

}  // namespace

IndexPreview previewIndex(const fs::path& archiveFile, LoadedModel& model, const IndexOptions& options,
                          PreviewMemory& memory, JobContext& job) {
  if (options.paths.empty()) throw Error(ErrorCode::InvalidInput, "there is no file or folder to look at");
  checkIndexOptions(options);
  IndexOptions wanted = options;
  const std::set<std::string> known = readKnown(archiveFile, wanted);
  if (!memory.content) memory.content = std::make_shared<PreviewMemory::Content>();
  return Preview(model, wanted, *memory.content, job).run(known);
}

}  // namespace tilescout::jobs
