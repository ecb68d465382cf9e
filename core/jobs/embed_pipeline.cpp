#include "jobs/embed_pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>

#include "base/bounded_queue.h"
#include "base/error.h"
#include "base/fail_point.h"
#include "base/half.h"
#include "geo/raster_reader.h"
#include "jobs/thumbnail_cache.h"
#include "jobs/tile_picture.h"
#include "jobs/tile_source.h"

namespace tilescout::jobs {

namespace {

constexpr std::size_t kLargestSkippedBatch = 1024;  // over a long stretch of nodata the writer still gets something
constexpr std::size_t kBatchesWaiting = 4;

/// A small picture as a file of the cache.
struct Picture {
  std::string key;
  std::vector<unsigned char> bytes;  ///< empty: none was drawn
};

struct ReadTile {
  SceneId scene = 0;
  TileId tile = 0;
  Image image;  ///< empty: mostly nodata
  Picture picture;
};

struct EncodedBatch {
  std::vector<SceneId> scenes;
  std::vector<TileId> tiles;
  std::vector<SceneId> skippedScenes;
  std::vector<TileId> skippedTiles;
  std::vector<std::uint16_t> rows;
  std::vector<Picture> pictures;
};

class BusyTime {
 public:
  template <typename Body>
  auto measure(Body&& body) {
    const auto start = std::chrono::steady_clock::now();
    struct Stop {
      BusyTime& time;
      std::chrono::steady_clock::time_point start;
      ~Stop() { time.nanoseconds_ += (std::chrono::steady_clock::now() - start).count(); }
    } const stop{*this, start};
    return body();
  }
  double seconds() const { return static_cast<double>(nanoseconds_.load()) * 1e-9; }

 private:
  std::atomic<std::int64_t> nanoseconds_{0};
};

class Pipeline {
 public:
  Pipeline(archive::Archive& archive, LoadedModel& model, const EmbedWork& work, JobContext& job)
      : archive_(archive),
        model_(model),
        work_(work),
        job_(job),
        source_(archive.file(), work.model, work.scenes),
        images_(2 * static_cast<std::size_t>(std::max(model.batchSize(), 16))),
        batches_(kBatchesWaiting),
        cache_(archive.file(), work.pictures.place),
        drawing_(work.pictures.size > 0) {}

  EmbedOutcome run(const std::function<void(SceneId)>& sceneDone);

 private:
  void startThreads();
  void readLoop();
  void readPage(const TilePage& page, std::optional<geo::RasterReader>& reader);
  void readTile(geo::RasterReader& reader, const SceneInfo& scene, const TileWindow& window, ReadTile& read);
  geo::RasterReader::WindowAndPicture readWithPicture(geo::RasterReader& reader, const TileWindow& window, int size);
  void encodeLoop();
  void encode(std::vector<ReadTile>& waiting, EncodedBatch batch);
  void writeLoop(const std::function<void(SceneId)>& sceneDone);
  void write(const EncodedBatch& batch);
  void keep(const std::vector<Picture>& pictures);
  void settle(const EncodedBatch& batch, const std::function<void(SceneId)>& sceneDone);
  void record(const SceneInfo& scene, TileId tile, const Error& error);
  void fail(std::exception_ptr failure);
  template <typename Loop>
  void guard(Loop&& loop);

  archive::Archive& archive_;
  LoadedModel& model_;
  const EmbedWork& work_;
  JobContext& job_;
  TileSource source_;
  BoundedQueue<ReadTile> images_;
  BoundedQueue<EncodedBatch> batches_;
  const ThumbnailCache cache_;
  std::atomic<bool> drawing_;  ///< until the pictures have taken what they may
  std::int64_t pictureBytes_ = 0;
  std::atomic<int> readersLeft_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;  ///< guards failure_ and problems_
  std::exception_ptr failure_;
  std::map<SceneId, std::pair<TileId, SceneProblem>> problems_;
  std::map<SceneId, std::int64_t> pending_;
  EmbedOutcome outcome_;
  BusyTime reading_, embedding_, writing_;
  std::vector<std::jthread> threads_;  ///< last: joined before what they use goes away
};

EmbedOutcome Pipeline::run(const std::function<void(SceneId)>& sceneDone) {
  const auto start = std::chrono::steady_clock::now();
  for (const SceneId scene : work_.scenes) pending_[scene] = archive_.pendingTileCount(scene, work_.model);
  guard([&] {
    startThreads();
    writeLoop(sceneDone);
  });
  for (std::jthread& thread : threads_) thread.join();
  if (failure_) std::rethrow_exception(failure_);
  job_.checkpoint();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  for (auto& [scene, problem] : problems_) outcome_.problems.emplace(scene, std::move(problem.second));
  outcome_.times = {reading_.seconds(), embedding_.seconds(), writing_.seconds(), elapsed.count(), 0.0};
  return std::move(outcome_);
}

void Pipeline::startThreads() {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  // The encoder takes the cores it can get; reading needs a share of them, and more only where there are many.
  const int readers = work_.readers > 0 ? std::min(work_.readers, 64) : std::clamp(cores / 2, 1, 8);
  readersLeft_ = readers;
  for (int i = 0; i < readers; ++i) {
    threads_.emplace_back([this] {
      guard([this] { readLoop(); });
      if (--readersLeft_ == 0) images_.close();
    });
  }
  threads_.emplace_back([this] {
    guard([this] { encodeLoop(); });
    batches_.close();
  });
}

void Pipeline::readLoop() {
  std::optional<geo::RasterReader> reader;
  SceneId open = 0;
  while (!job_.stopRequested() && !failed_) {
    const std::optional<TilePage> page = source_.next();
    if (!page) return;
    try {
      if (open != page->scene->id) {
        open = 0;
        reader.emplace(*page->scene);
        open = page->scene->id;
      }
    } catch (const Error& error) {
      record(*page->scene, page->tiles.front().id, error);
      source_.skip(page->scene->id);
      continue;
    }
    readPage(*page, reader);
  }
}

void Pipeline::readPage(const TilePage& page, std::optional<geo::RasterReader>& reader) {
  for (const archive::StoredTile& tile : page.tiles) {
    if (job_.stopRequested() || failed_ || source_.skipped(page.scene->id)) return;
    ReadTile read{page.scene->id, tile.id, {}, {}};
    try {
      reading_.measure([&] { readTile(*reader, *page.scene, tile.window, read); });
    } catch (const Error& error) {
      // A damaged strip must not cost the rest of the scene; a file that is gone has no rest.
      record(*page.scene, tile.id, error);
      std::error_code status;
      if (!std::filesystem::exists(page.scene->path, status)) source_.skip(page.scene->id);
      continue;
    }
    failPoint("index.tile_read");
    if (!images_.push(std::move(read))) return;
  }
}

void Pipeline::readTile(geo::RasterReader& reader, const SceneInfo& scene, const TileWindow& window, ReadTile& read) {
  const int size = model_.card().imageSize;
  geo::RasterReader::WindowAndPicture both = readWithPicture(reader, window, size);
  if (both.window.validFraction < work_.minValidFraction) return;
  read.image = std::move(both.window.image);
  if (both.picture.empty()) return;
  read.picture = {tilePictureKey(scene, window, work_.pictures.size), ThumbnailCache::encode(both.picture)};
}

/// The model's pixels have its own square and must not change; a list's picture is drawn from the same cells.
geo::RasterReader::WindowAndPicture Pipeline::readWithPicture(geo::RasterReader& reader, const TileWindow& window,
                                                              int size) {
  if (drawing_) {
    try {
      const auto [width, height] = pictureSides(window, work_.pictures.size);
      return reader.readWithPicture(window, size, size, width, height, work_.minValidFraction);
    } catch (const Error&) {
      // It takes in a cell more on each side. A list draws it anew, and tells why it cannot.
    }
  }
  return {reader.read(window, size, size), {}};
}

void Pipeline::encodeLoop() {
  const auto batchSize = static_cast<std::size_t>(std::max(1, model_.batchSize()));
  std::vector<ReadTile> waiting;
  EncodedBatch batch;
  while (std::optional<ReadTile> tile = images_.pop()) {
    if (job_.stopRequested()) return images_.abort();
    if (tile->image.empty()) {
      batch.skippedScenes.push_back(tile->scene);
      batch.skippedTiles.push_back(tile->tile);
    } else {
      waiting.push_back(std::move(*tile));
    }
    if (waiting.size() == batchSize || batch.skippedTiles.size() == kLargestSkippedBatch) {
      encode(waiting, std::exchange(batch, {}));
    }
  }
  if (!job_.stopRequested() && !failed_) encode(waiting, std::move(batch));
}

void Pipeline::encode(std::vector<ReadTile>& waiting, EncodedBatch batch) {
  std::vector<Image> images;
  images.reserve(waiting.size());
  for (ReadTile& tile : waiting) {
    batch.scenes.push_back(tile.scene);
    batch.tiles.push_back(tile.tile);
    if (!tile.picture.bytes.empty()) batch.pictures.push_back(std::move(tile.picture));
    images.push_back(std::move(tile.image));
  }
  waiting.clear();
  if (!images.empty()) {
    const std::vector<float> rows = embedding_.measure([&] { return model_.encodeImages(images); });
    if (rows.size() != images.size() * static_cast<std::size_t>(model_.card().embedDim)) {
      throw Error(ErrorCode::Internal, "the model gave embeddings of a wrong size", model_.card().name);
    }
    batch.rows.reserve(rows.size());
    for (const float value : rows) {
      if (!std::isfinite(value)) {
        throw Error(ErrorCode::Internal, "the model gave an embedding that is no number", model_.card().name);
      }
      batch.rows.push_back(halfFromFloat(value));
    }
  }
  failPoint("index.batch_embedded");
  batches_.push(std::move(batch));
}

void Pipeline::writeLoop(const std::function<void(SceneId)>& sceneDone) {
  std::int64_t total = 0, done = 0;
  for (const auto& [scene, count] : pending_) total += count;
  job_.report({"embed", 0, total});
  while (std::optional<EncodedBatch> batch = batches_.pop()) {
    writing_.measure([&] {
      write(*batch);
      keep(batch->pictures);
    });
    settle(*batch, sceneDone);
    done += static_cast<std::int64_t>(batch->tiles.size() + batch->skippedTiles.size());
    job_.report({"embed", done, total});
  }
}

void Pipeline::write(const EncodedBatch& batch) {
  const auto width = static_cast<std::size_t>(model_.card().embedDim);
  std::vector<archive::Archive::EmbeddedTile> tiles;
  for (std::size_t i = 0; i < batch.tiles.size(); ++i) {
    tiles.push_back({batch.tiles[i], false, std::span(batch.rows.data() + i * width, width)});
  }
  for (const TileId tile : batch.skippedTiles) tiles.push_back({tile, true, {}});
  if (!tiles.empty()) archive_.storeEmbeddings(work_.model, tiles);
  outcome_.embedded += static_cast<std::int64_t>(batch.tiles.size());
  outcome_.skipped += static_cast<std::int64_t>(batch.skippedTiles.size());
}

void Pipeline::keep(const std::vector<Picture>& pictures) {
  for (const Picture& picture : pictures) {
    if (!drawing_) return;
    cache_.putEncoded(picture.key, picture.bytes);
    pictureBytes_ += static_cast<std::int64_t>(picture.bytes.size());
    if (pictureBytes_ > work_.pictures.mostBytes) drawing_ = false;
  }
}

void Pipeline::settle(const EncodedBatch& batch, const std::function<void(SceneId)>& sceneDone) {
  for (const std::vector<SceneId>* scenes : {&batch.scenes, &batch.skippedScenes}) {
    for (const SceneId scene : *scenes) {
      if (--pending_[scene] == 0) sceneDone(scene);
    }
  }
}

void Pipeline::record(const SceneInfo& scene, TileId tile, const Error& error) {
  std::error_code status;
  const bool gone = !std::filesystem::exists(scene.path, status);
  SceneProblem problem{scene.path, std::string(errorCodeName(error.code())), error.message()};
  if (gone) problem = {scene.path, "not_found", "file no longer there"};
  const std::lock_guard lock(mutex_);
  // The first tile's problem counts, whichever thread met it first: a run that was killed and goes on says the same.
  const auto [known, added] = problems_.try_emplace(scene.id, tile, problem);
  if (!added && tile < known->second.first) known->second = {tile, std::move(problem)};
}

void Pipeline::fail(std::exception_ptr failure) {
  {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
  }
  failed_ = true;
  images_.abort();
  batches_.abort();
}

// Whatever ends one stage ends them all; only the first reason counts. A model may be anybody's: what it throws that is
// not ours leaves as ours.
template <typename Loop>
void Pipeline::guard(Loop&& loop) {
  try {
    loop();
  } catch (const Error&) {
    fail(std::current_exception());
  } catch (const Cancelled&) {
    fail(std::current_exception());
  } catch (const std::bad_alloc&) {
    fail(std::make_exception_ptr(Error(ErrorCode::OutOfMemory, "not enough memory to go on")));
  } catch (const std::exception& failure) {
    fail(std::make_exception_ptr(Error(ErrorCode::Internal, failure.what())));
  }
}

}  // namespace

EmbedOutcome embedPending(archive::Archive& archive, LoadedModel& model, const EmbedWork& work, JobContext& job,
                          const std::function<void(SceneId)>& sceneDone) {
  EmbedOutcome outcome = Pipeline(archive, model, work, job).run(sceneDone);
  if (work.pictures.size > 0) trimThumbnails(archive.file(), work.pictures.place, work.pictures.mostBytes);
  return outcome;
}

}  // namespace tilescout::jobs
