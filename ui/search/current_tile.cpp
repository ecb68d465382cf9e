#include "ui/search/current_tile.h"

#include <algorithm>

#include "ui/archive/archive_controller.h"
#include "ui/search/search_controller.h"
#include "ui/selection.h"

namespace tilescout::ui {

namespace {

std::optional<Hit> readHit(ArchiveSession& session, TileId id) {
  const std::optional<TileInfo> tile = session.tile(id);
  if (!tile) return std::nullopt;
  Hit hit;
  hit.tile = id;
  hit.sceneId = tile->scene;
  hit.window = tile->window;
  hit.wgs84 = tile->footprint;
  if (const std::optional<jobs::SceneSummary> scene = session.scene(tile->scene)) {
    hit.scene = scene->name;
    hit.scenePath = scene->path;
    hit.date = scene->date;
    hit.sensor = scene->sensor;
  }
  return hit;
}

}  // namespace

CurrentTile::CurrentTile(Selection* selection, SearchController* search, ArchiveController* archive, QObject* parent)
    : QObject(parent), selection_(selection), search_(search), archive_(archive) {
  connect(selection, &Selection::currentChanged, this, &CurrentTile::refresh);
  connect(search, &SearchController::resultChanged, this, &CurrentTile::refresh);
}

CurrentTile::~CurrentTile() = default;

void CurrentTile::refresh() {
  ++generation_;
  worker_.cancel();
  const TileId tile = selection_->current();
  const TileId before = hit_ ? hit_->tile : 0;
  hit_.reset();
  if (tile != 0 && search_->result()) {
    const auto& hits = search_->result()->hits;
    const auto found = std::find_if(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.tile == tile; });
    if (found != hits.end()) hit_ = *found;
  }
  if (tile != 0 && !hit_) read(tile);
  if (hit_ || before != 0) Q_EMIT changed();
}

void CurrentTile::read(TileId tile) {
  if (!archive_->session()) return;
  worker_.post([this, session = archive_->session(), tile, generation = generation_](std::stop_token) {
    std::optional<Hit> hit;
    try {
      hit = readHit(*session, tile);
    } catch (...) {
      return;  // a tile that cannot be read has nothing to show
    }
    QMetaObject::invokeMethod(this, [this, hit, generation] {
      if (generation != generation_ || !hit) return;
      hit_ = hit;
      Q_EMIT changed();
    }, Qt::QueuedConnection);
  });
}

}  // namespace tilescout::ui
