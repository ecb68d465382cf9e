#include "ui/map/map_tile_loader.h"

#include <algorithm>
#include <utility>

#include "ui/backend/backend.h"
#include "ui/backend/map_session.h"
#include "ui/map/masked_picture.h"
#include "ui/support/give_way.h"

namespace tilescout::ui {

namespace {

constexpr int kCacheKilobytes = 256 * 1024;

}  // namespace

MapTileLoader::MapTileLoader(int threads, QObject* parent) : QObject(parent), pictures_(kCacheKilobytes) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this](const std::stop_token& quit) { loop(quit); });
}

MapTileLoader::~MapTileLoader() {
  for (std::jthread& thread : threads_) thread.request_stop();
  wake_.notify_all();
  threads_.clear();
}

void MapTileLoader::setSession(std::shared_ptr<ArchiveSession> session) {
  session_ = std::move(session);
  ++generation_;
  pictures_.clear();
  unreadable_.clear();
  asked_.clear();
  missing_ = 0;
  {
    const std::lock_guard lock(mutex_);
    queue_.clear();
  }
  Q_EMIT changed();
}

void MapTileLoader::setBackground(const std::optional<jobs::BackgroundSource>& source) {
  background_ = source;
  ++backgroundGeneration_;
  forgetBackground();
  Q_EMIT changed();
}

void MapTileLoader::forgetBackground() {
  unreadable_.remove(kBackgroundScene);
  for (const MapTileKey& key : pictures_.keys())
    if (key.scene == kBackgroundScene) pictures_.remove(key);
}

void MapTileLoader::want(const std::vector<MapTileKey>& tiles) {
  std::deque<Request> wanted;
  missing_ = 0;
  asked_.clear();
  for (const MapTileKey& key : tiles) {
    if (!session_ || pictures_.contains(key) || unreadable_.contains(key.scene)) continue;
    ++missing_;
    asked_.insert(key);
    const bool behind = key.scene == kBackgroundScene;
    wanted.push_back({{key, generation_, behind ? backgroundGeneration_ : 0},
                      session_,
                      behind ? background_ : std::nullopt});
  }
  const std::lock_guard lock(mutex_);
  // What runs for an archive or a background of before will be dropped when it comes: only its equal is under way.
  std::erase_if(wanted, [&](const Request& request) {
    return std::find(running_.begin(), running_.end(), request.what) != running_.end();
  });
  queue_ = std::move(wanted);
  wake_.notify_all();
}

const QImage* MapTileLoader::picture(const MapTileKey& key) const { return pictures_.object(key); }

void MapTileLoader::loop(const std::stop_token& quit) {
  giveWay();
  while (true) {
    Request request;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, quit, [&] { return !queue_.empty(); })) return;
      request = std::move(queue_.front());
      queue_.pop_front();
      running_.push_back(request.what);
    }
    load(request);
  }
}

void MapTileLoader::load(const Request& request) {
  QImage image;
  std::optional<UiError> failure;
  try {
    MapSession& map = request.session->map();
    const MapBox box = boxOf(request.what.key);
    image = toQImage(request.background ? map.background(*request.background, box, kTilePixels, kTilePixels)
                                        : map.warped(request.what.key.scene, box, kTilePixels, kTilePixels, std::nullopt));
  } catch (...) {
    // The footprint of a scene still shows; the scene list says what is wrong with it.
    failure = uiErrorOf(std::current_exception());
  }
  {
    const std::lock_guard lock(mutex_);
    std::erase(running_, request.what);
  }
  // Without the session: its last reference must not go on the interface's thread, where closing would stall it.
  QMetaObject::invokeMethod(
      this, [this, what = request.what, image, failure] { took(what, image, failure); }, Qt::QueuedConnection);
}

void MapTileLoader::took(const Wanted& what, const QImage& image, const std::optional<UiError>& failure) {
  if (what.generation != generation_) return;
  const bool behind = what.key.scene == kBackgroundScene;
  if (behind && what.background != backgroundGeneration_) return;
  // Of one failure the user hears once, not for every tile in view.
  const bool first = failure && !unreadable_.contains(what.key.scene);
  if (failure) unreadable_.insert(what.key.scene);
  if (first && behind) Q_EMIT backgroundFailed(*failure);
  if (asked_.remove(what.key)) --missing_;
  const auto kilobytes = static_cast<int>(std::max<qsizetype>(1, image.sizeInBytes() / 1024));
  if (!failure) pictures_.insert(what.key, new QImage(image), kilobytes);
  Q_EMIT changed();
}

}  // namespace tilescout::ui
