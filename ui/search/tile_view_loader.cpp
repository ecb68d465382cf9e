#include "ui/search/tile_view_loader.h"

#include <utility>

#include "ui/backend/backend.h"
#include "ui/support/image_convert.h"

namespace tilescout::ui {

namespace {

void readView(ArchiveSession& session, double margin, int pixels, TileViewData& data) {
  try {
    data.view = toQImage(session.tileView(data.tile, margin, pixels));
    const double side = 1.0 / (1.0 + 2.0 * margin);
    data.frame = margin > 0 ? QRectF(margin * side, margin * side, side, side) : QRectF();
  } catch (...) {
    data.error = uiErrorOf(std::current_exception());
  }
}

void readScene(ArchiveSession& session, const Hit& hit, int pixels, TileViewData& data) {
  try {
    data.scene = session.scene(hit.sceneId);
    if (pixels <= 0 || !data.scene || data.scene->width <= 0 || data.scene->height <= 0) return;
    data.overview = toQImage(session.sceneOverview(hit.sceneId, pixels));
    const double width = data.scene->width;
    const double height = data.scene->height;
    data.place = QRectF(hit.window.x / width, hit.window.y / height, hit.window.width / width,
                        hit.window.height / height);
  } catch (...) {
    // The overview is an extra: without it the panel says that the scene is not reachable.
  }
}

}  // namespace

TileViewLoader::TileViewLoader(QObject* parent) : QObject(parent) {}

TileViewLoader::~TileViewLoader() = default;

void TileViewLoader::cancel() {
  ++generation_;
  worker_.cancel();
}

void TileViewLoader::load(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, double margin,
                          int viewPixels, int overviewPixels) {
  const quint64 generation = ++generation_;
  worker_.post([=, this](const std::stop_token& stop) {
    TileViewData data;
    data.tile = hit.tile;
    readView(*session, margin, viewPixels, data);
    QMetaObject::invokeMethod(this, [this, generation, data] {
      if (generation == generation_) Q_EMIT viewReady(data);
    }, Qt::QueuedConnection);
    if (stop.stop_requested()) return;
    readScene(*session, hit, overviewPixels, data);
    QMetaObject::invokeMethod(this, [this, generation, data] {
      if (generation == generation_) Q_EMIT sceneReady(data);
    }, Qt::QueuedConnection);
  });
}

}  // namespace tilescout::ui
