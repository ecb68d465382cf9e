#include "fake_backend.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <sstream>
#include <thread>

#include "base/error.h"
#include "fake_explore_session.h"
#include "fake_map_session.h"
#include "fake_match_session.h"
#include "fake_query_session.h"
#include "fake_relink_session.h"
#include "fake_saved_session.h"

namespace tilescout::test {

namespace {

using namespace std::chrono_literals;

constexpr int kScenePixels = 1600;
constexpr int kColumns = 8;
constexpr int kTilePixels = 200;

Image plainColour(std::int64_t seed, int size) {
  Image image(size, size);
  for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
    image.pixels[i] = static_cast<std::uint8_t>(60 + seed * 37 % 150);
    image.pixels[i + 1] = static_cast<std::uint8_t>(60 + seed * 53 % 150);
    image.pixels[i + 2] = static_cast<std::uint8_t>(60 + seed * 71 % 150);
  }
  return image;
}

/// Waits while `held`, or until stopped.
void waitWhile(const std::atomic<bool>& held, const std::function<bool()>& stopped) {
  while (held && !stopped()) std::this_thread::sleep_for(2ms);
  if (stopped()) throw Cancelled();
}

class FakeSession : public ui::ArchiveSession {
 public:
  FakeSession(std::filesystem::path file, std::shared_ptr<FakeWorld> world)
      : file_(std::move(file)),
        world_(std::move(world)),
        query_(world_, [this](const Query& query) { return answer(query); }),
        saved_(world_),
        train_(world_->training, world_->pictures) {}

  std::filesystem::path file() const override { return file_; }

  jobs::ArchiveSummary summary() override {
    jobs::ArchiveSummary summary;
    summary.scenes = world_->scenes;
    summary.tiles = static_cast<std::int64_t>(world_->scenes) * world_->tilesPerScene;
    summary.pendingTiles = world_->pendingTiles;
    summary.activeModel = world_->activeModel;
    summary.indexed = world_->indexed;
    return summary;
  }

  std::vector<jobs::SceneSummary> scenes() override {
    std::vector<jobs::SceneSummary> all;
    for (SceneId id = 1; id <= world_->scenes; ++id) all.push_back(*scene(id));
    return all;
  }

  std::optional<jobs::SceneSummary> scene(SceneId id) override {
    jobs::SceneSummary scene;
    scene.id = id;
    scene.name = "naip_m_4709963_se_20" + std::to_string(10 + 5 * id) + "0629.tif";
    scene.path = fakeScenePath(id);
    scene.date = std::to_string(2010 + 5 * id) + "-06-29";
    scene.dateSource = "name";
    const auto sensor = world_->sensors.find(id);
    scene.sensor = sensor == world_->sensors.end() ? "NAIP" : sensor->second;
    scene.bands = 4;
    scene.crsName = "NAD83 / UTM zone 14N";
    scene.state = isOffline(id) ? "offline" : "indexed";
    scene.width = kScenePixels;
    scene.height = kScenePixels;
    scene.gsdMetres = 5.0;
    scene.tiles = world_->tilesPerScene;
    if (world_->placed) scene.footprint = fakeFootprint();
    return scene;
  }

  std::optional<TileInfo> tile(TileId id) override {
    TileInfo tile;
    tile.id = id;
    const Hit known = hit(id, 1, 1);
    tile.scene = known.sceneId;
    tile.window = known.window;
    tile.footprint = known.wgs84;
    return tile;
  }

  Image thumbnail(TileId tile, int size) override {
    while (world_->holdThumbnails) std::this_thread::sleep_for(2ms);
    {
      const std::lock_guard lock(world_->mutex);
      world_->thumbnailsRead.push_back(tile);
    }
    return picture(tile, size);
  }
  Image tileView(TileId tile, double, int size) override { return picture(tile, size); }
  Image sceneOverview(SceneId id, int maxSize) override { return picture(id * 1000, maxSize); }

  ui::ModelInfo model() override {
    if (world_->modelError) throw *world_->modelError;
    ui::ModelInfo info;
    info.card.name = world_->shipped ? "tilescout-base" : "remoteclip-b32";
    info.card.title = world_->shipped ? "Tilescout base (shipped)" : "RemoteCLIP ViT-B/32";
    info.card.architecture = "custom";
    info.card.shipped = world_->shipped;
    info.card.parameters = 11'534'336;
    info.card.groundExtent = {100, 800};
    info.card.source = "trained by Tilescout on RSICD's train images and painted tiles";
    info.card.notes = {{"Data", "RSICD train (research use), painted tiles"}, {"Licence", "research use"}};
    info.device = "cpu bf16";
    return info;
  }

  void prepareSearch(std::stop_token) override { ++world_->searchesPrepared; }

  SearchResult search(const Query& query, std::stop_token stop) override {
    {
      const std::lock_guard lock(world_->mutex);
      world_->searched.push_back(query.text);
      world_->asked.push_back(query);
    }
    try {
      waitWhile(world_->holdSearches, [&] { return stop.stop_requested(); });
    } catch (const Cancelled&) {
      ++world_->searchesCancelled;
      throw;
    }
    if (world_->searchError) throw *world_->searchError;
    return answer(query);
  }

  void backUp(const std::filesystem::path& target, JobContext& job) override {
    job.report({"copy", 10, 10});
    const std::lock_guard lock(world_->mutex);
    world_->backups.push_back(target.string());
  }

  void trimThumbnails(std::int64_t bytes) override { world_->trimmedTo = bytes; }

  jobs::ReembedReport reembed(const std::string& model, JobContext& job) override {
    {
      const std::lock_guard lock(world_->mutex);
      world_->reembedded.push_back(model);
    }
    job.report({"embed", 60, 120, 35, 2});
    waitWhile(world_->holdReembed, [&] { return job.stopRequested(); });
    world_->shipped = model == "tilescout-base";
    jobs::ReembedReport report;
    report.before = "tilescout-base";
    report.after = model;
    report.tiles = report.newTiles = 120;
    report.switched = true;
    return report;
  }

  ui::LabelSession& labels() override { return world_->labels; }
  ui::MatchSession& match() override { return match_; }
  ui::QuerySession& query() override { return query_; }
  ui::SavedSession& saved() override { return saved_; }
  ui::ExploreSession& explore() override { return explore_; }
  ui::MapSession& map() override { return map_; }
  ui::RelinkSession& relink() override { return relink_; }
  ui::TrainSession* train() override { return world_->training->able ? &train_ : nullptr; }

  jobs::IndexReport index(const jobs::IndexOptions& options, JobContext& job) override {
    {
      const std::lock_guard lock(world_->mutex);
      world_->indexedWith.push_back(options);
      for (const auto& path : options.paths) world_->indexedPaths.push_back(path.string());
      if (options.update) ++world_->updates, world_->newFiles = 0;
    }
    job.report({"scan", 3, 3, 0, -1});
    job.report({"embed", 41022, 98311, 35, 1630});
    waitWhile(world_->holdIndex, [&] { return job.stopRequested(); });
    job.checkpoint();
    if (world_->indexError) throw *world_->indexError;
    jobs::IndexReport report;
    report.scenes = world_->scenes + static_cast<std::int64_t>(world_->problems.size());
    report.indexed = world_->scenes;
    report.tiles = static_cast<std::int64_t>(world_->scenes) * world_->tilesPerScene;
    report.newTiles = report.tiles;
    report.problems = world_->problems;
    return report;
  }

 private:
  bool isOffline(SceneId scene) const {
    const std::lock_guard lock(world_->mutex);
    return world_->offlineScenes.contains(scene);
  }

  Image picture(std::int64_t seed, int size) {
    const SceneId scene = seed / 1000;
    if (isOffline(scene)) throw Error(ErrorCode::NotFound, "no such file", "/data/naip/scene.tif");
    if (world_->pictures.empty()) return plainColour(seed, size);
    return world_->pictures[static_cast<std::size_t>(seed * 7919) % world_->pictures.size()];
  }

  static double scoreAt(int rank, std::int64_t searched) { return 0.345 - 0.12 * rank / static_cast<double>(searched); }

  /// As many tiles at each score: what the fake's scores are.
  static ScoreProfile fakeProfile(std::int64_t searched) {
    ScoreProfile profile;
    constexpr std::size_t bins = 120;
    profile.lowest = 0.225;
    profile.step = 0.001;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      const auto upTo = [&](std::size_t edge) {
        return searched * static_cast<std::int64_t>(edge) / static_cast<std::int64_t>(bins);
      };
      profile.all.push_back(upTo(bin + 1) - upTo(bin));
    }
    profile.passing = profile.all;
    profile.noiseCentre = 0.25;
    profile.noiseSpread = 0.01;
    profile.possibleFrom = 0.285;
    profile.likelyFrom = 0.325;
    return profile;
  }

  SearchResult answer(const Query& query) {
    SearchResult result;
    result.model = "tilescout-base";
    result.tookMs = 12;
    result.searched = static_cast<std::int64_t>(world_->scenes) * world_->tilesPerScene;
    result.passed = query.sceneGlob.empty() ? result.searched : world_->tilesPerScene;
    if (query.sceneGlob == "none*") result.passed = 0;
    result.profile = fakeProfile(result.searched);
    const double least =
        std::max(query.minScore.value_or(-1.0), query.minBand == ScoreBand::Noise      ? -1.0
                                                : query.minBand == ScoreBand::Possible ? result.profile.possibleFrom
                                                                                       : result.profile.likelyFrom);
    const auto all = static_cast<int>(result.passed);
    for (int rank = 1; rank <= all; ++rank) {
      if (scoreAt(rank, result.searched) < least) break;
      ++result.accepted;
      if (rank <= query.top) result.hits.push_back(hit(fakeTileAt(*world_, query.text, rank), rank, result.searched));
      if (rank <= query.top) result.hits.back().band = result.profile.bandOf(result.hits.back().score);
    }
    result.wordMatches = world_->wordMatches;
    result.translation = query.translation.empty() ? world_->translation : query.translation;
    result.notice = world_->notice;
    std::istringstream words(query.text);
    for (std::string word; words >> word;) {
      if (world_->unknownWords.contains(word)) result.unknownWords.push_back(word);
    }
    return result;
  }

  Hit hit(TileId tile, int rank, std::int64_t searched) {
    Hit hit;
    hit.rank = rank;
    hit.tile = tile;
    hit.sceneId = hit.tile / 1000;
    const auto inScene = static_cast<int>(hit.tile % 1000);
    const jobs::SceneSummary from = *scene(hit.sceneId);
    hit.scene = from.name;
    hit.scenePath = from.path;
    hit.date = from.date;
    hit.sensor = from.sensor;
    hit.score = scoreAt(rank, searched);
    hit.percentile = 100.0 * static_cast<double>(searched - rank) / static_cast<double>(searched);
    hit.window.x = inScene % kColumns * kTilePixels;
    hit.window.y = inScene / kColumns % kColumns * kTilePixels;
    hit.window.width = hit.window.height = kTilePixels;
    const double lon = -97.2 + 0.0132 * (inScene % kColumns);
    const double lat = 47.3 - 0.009 * (inScene / kColumns);
    hit.wgs84 = {{lon, lat}, {lon + 0.0132, lat}, {lon + 0.0132, lat - 0.009}, {lon, lat - 0.009}};
    return hit;
  }

  const std::filesystem::path file_;
  const std::shared_ptr<FakeWorld> world_;
  FakeMatchSession match_;
  FakeQuerySession query_;
  FakeSavedSession saved_;
  FakeExploreSession explore_{world_->space};
  FakeMapSession map_{world_};
  FakeRelinkSession relink_{world_};
  FakeTrainSession train_;
};

}  // namespace

TileId fakeTileAt(const FakeWorld& world, const std::string& text, int rank) {
  const std::int64_t all = static_cast<std::int64_t>(world.scenes) * world.tilesPerScene;
  const std::int64_t shifted = (rank - 1 + static_cast<std::int64_t>(text.size()) * 17) % all;
  return (shifted % world.scenes + 1) * 1000 + shifted / world.scenes;
}

void FakeBackend::createArchive(const std::filesystem::path& file) {
  const std::lock_guard lock(world_->mutex);
  world_->created.push_back(file.string());
}

std::shared_ptr<ui::ArchiveSession> FakeBackend::openArchive(const std::filesystem::path& file) {
  {
    const std::lock_guard lock(world_->mutex);
    world_->opened.push_back(file.string());
  }
  if (world_->openError) throw *world_->openError;
  return std::make_shared<FakeSession>(file, world_);
}

jobs::IndexPreview FakeBackend::previewIndex(const std::filesystem::path&, const jobs::IndexOptions& options,
                                             jobs::PreviewMemory&, JobContext& job) {
  job.report({"look", 3, 3, 0, -1});
  job.checkpoint();
  const std::lock_guard lock(world_->mutex);
  world_->previewed.push_back(options);
  if (world_->previewError) throw *world_->previewError;
  return world_->preview;
}

void FakeBackend::setPicturePlace(const std::filesystem::path& folder) {
  const std::lock_guard lock(world_->mutex);
  world_->picturePlace = folder;
}

jobs::MovedPictures FakeBackend::movePictures(const std::vector<std::filesystem::path>& archives,
                                              const std::filesystem::path& from, const std::filesystem::path& to,
                                              bool keep, JobContext&) {
  const std::lock_guard lock(world_->mutex);
  world_->picturesMoved.push_back({archives, from, to, keep});
  return {1200, 2, {from / "old-0123abcd.thumbs-v1"}};
}

std::filesystem::path FakeBackend::makeDemo(JobContext& job) {
  job.report({"paint", 6, 6, 0, -1});
  job.checkpoint();
  ++world_->demosMade;
  return "/tmp/tilescout-fake-demo";
}

void FakeBackend::setCompute(const ui::ComputeChoice& choice) {
  if (choice.precision == "half") throw Error(ErrorCode::InvalidInput, "no such precision", choice.precision);
  const std::lock_guard lock(world_->mutex);
  world_->computes.push_back(choice);
}

std::vector<jobs::DiagnosticPart> FakeBackend::diagnostics() {
  return {{"program", {{"Tilescout", "1.2.3"}}},
          {"libraries", {{"LibTorch", "1.13.0"}, {"BLAS", "OpenBLAS 0.3.21"}}},
          {"devices", {{"cpu", "2 cores, bf16 in hardware"}, {"cuda:0", ""}}},
          {"log", {{"", "10:00:00.000 warning: one line"}}}};
}

}  // namespace tilescout::test
