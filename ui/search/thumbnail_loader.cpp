#include "ui/search/thumbnail_loader.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "jobs/thumbnail_cache.h"
#include "ui/backend/backend.h"
#include "ui/support/give_way.h"
#include "ui/support/image_convert.h"

namespace tilescout::ui {

namespace {

constexpr int kCacheKilobytes = 128 * 1024;

}  // namespace

ThumbnailLoader::ThumbnailLoader(int threads, QObject* parent) : QObject(parent), pictures_(kCacheKilobytes) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this](const std::stop_token& quit) { loop(quit); });
  }
}

ThumbnailLoader::~ThumbnailLoader() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();  // joins before the queue goes
}

void ThumbnailLoader::setSession(std::shared_ptr<ArchiveSession> session) {
  session_ = std::move(session);
  ++generation_;
  pictures_.clear();
  troubles_.clear();
  const std::lock_guard lock(mutex_);
  queue_.clear();
}

void ThumbnailLoader::want(const QList<TileId>& tiles, int pixels) {
  if (!session_) return;
  const int bucket = jobs::pictureSizeFor(pixels);
  if (!tiles.isEmpty()) size_ = bucket;
  std::deque<Request> wanted;
  for (const TileId tile : tiles) {
    const Picture* known = pictures_.object(tile);
    if ((known && known->pixels >= bucket) || troubles_.contains(tile)) continue;
    wanted.push_back({tile, bucket, generation_, session_});
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(wanted, [&](const Request& request) {
    return std::any_of(running_.begin(), running_.end(), [&](const Request& other) {
      return other.tile == request.tile && other.pixels == request.pixels && other.generation == request.generation;
    });
  });
  queue_ = std::move(wanted);
  wake_.notify_all();
}

void ThumbnailLoader::wantAlso(TileId tile, int pixels) {
  const int bucket = jobs::pictureSizeFor(pixels);
  const Picture* known = pictures_.object(tile);
  if (!session_ || (known && known->pixels >= bucket) || troubles_.contains(tile)) return;
  const std::lock_guard lock(mutex_);
  queue_.push_front({tile, bucket, generation_, session_});
  wake_.notify_one();
}

void ThumbnailLoader::retry() { troubles_.clear(); }

PictureState ThumbnailLoader::state(TileId tile) const {
  if (pictures_.contains(tile)) return PictureState::Ready;
  return troubles_.value(tile, PictureState::Unknown);
}

QPixmap ThumbnailLoader::pixmap(TileId tile) const {
  const Picture* known = pictures_.object(tile);
  return known ? known->pixmap : QPixmap();
}

void ThumbnailLoader::loop(const std::stop_token& quit) {
  giveWay();
  while (true) {
    Request request;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, quit, [&] { return !queue_.empty(); })) return;
      if (quit.stop_requested()) return;
      request = std::move(queue_.front());
      queue_.pop_front();
      running_.push_back(request);
    }
    load(request);
  }
}

void ThumbnailLoader::load(const Request& request) {
  QImage image;
  PictureState state = PictureState::Failed;
  try {
    image = toQImage(request.session->thumbnail(request.tile, request.pixels));
    if (!image.isNull()) state = PictureState::Ready;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::NotFound) state = PictureState::Offline;
  } catch (const std::exception&) {
    // shown as a picture that cannot be read; the details panel says why
  }
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(running_, [&](const Request& other) {
      return other.tile == request.tile && other.pixels == request.pixels && other.generation == request.generation;
    });
  }
  Request bare = request;
  bare.session.reset();  // the last reference must not go on the interface's thread, where closing would stall it
  QMetaObject::invokeMethod(this, [this, bare, image, state] { took(bare, image, state); }, Qt::QueuedConnection);
}

void ThumbnailLoader::took(const Request& request, const QImage& image, PictureState state) {
  if (request.generation != generation_) return;
  if (state == PictureState::Ready) {
    const auto kilobytes = std::max<qsizetype>(1, image.sizeInBytes() / 1024);
    pictures_.insert(request.tile, new Picture{QPixmap::fromImage(image), request.pixels}, kilobytes);
  } else if (!pictures_.contains(request.tile)) {
    troubles_.insert(request.tile, state);
  }
  Q_EMIT changed(request.tile);
}

}  // namespace tilescout::ui
