#include "ui/map/map_canvas.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/map/hit_raster.h"
#include "ui/map/map_accessible.h"
#include "ui/map/map_decor.h"
#include "ui/map/map_tile_loader.h"
#include "ui/selection.h"
#include "ui/support/retranslate.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr double kPictureFrom = 6.0;  ///< smaller footprints show no picture
constexpr int kMostPictured = 60;
constexpr int kParents = 7;
const Ring kWorld = {{-180, 90}, {180, 90}, {180, -90}, {-180, -90}};

/// A painter takes some microseconds for each; more than these are drawn pixel by pixel.
constexpr std::size_t kManyMarks = 1500;

QImage rasterOf(const HitLayer& hits, const QSize& size, double ratio, int fillAlpha) {
  std::array<QRgb, 256> colours{};
  for (std::size_t i = 0; i < colours.size(); ++i) colours[i] = scoreColour(static_cast<double>(i) / 255.0).rgb();
  HitRaster raster(size, ratio);
  for (auto mark = hits.marks().rbegin(); mark != hits.marks().rend(); ++mark) {  // the best, which lies on top, first
    const double place = std::clamp(hits.share(mark->hit->score), 0.0, 1.0) * 255.0;
    const QRgb colour = colours[static_cast<std::size_t>(std::lround(place))];
    mark->upright ? raster.addBelow(mark->bounds, colour, fillAlpha)
                  : raster.addBelow(hits.outlineOf(*mark), colour, fillAlpha);
  }
  return raster.picture();
}

QRectF boundsOf(const std::vector<QPolygonF>& polygons) {
  QRectF bounds;
  for (const QPolygonF& polygon : polygons) bounds |= polygon.boundingRect();
  return bounds;
}

}  // namespace

MapCanvas::MapCanvas(Selection* selection, QWidget* parent) : QWidget(parent), selection_(selection) {
  installMapAccessibility();
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setObjectName(QStringLiteral("mapCanvas"));
  loader_ = new MapTileLoader(2, this);
  connect(loader_, &MapTileLoader::backgroundFailed, this, &MapCanvas::backgroundFailed);
  connect(loader_, &MapTileLoader::changed, this, qOverload<>(&QWidget::update));
  connect(selection, &Selection::tilesChanged, this, qOverload<>(&QWidget::update));
  connect(selection, &Selection::hoveredChanged, this, qOverload<>(&QWidget::update));
  connect(selection, &Selection::currentChanged, this, qOverload<>(&QWidget::update));
  onLanguageChange(this, [this] {
    setAccessibleName(tr("Map of scenes and results"));
    update();
  });
  showCursor();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::setSession(std::shared_ptr<ArchiveSession> session) { loader_->setSession(std::move(session)); }

void MapCanvas::setScenes(const std::vector<jobs::SceneSummary>& scenes) {
  scenes_.clear();
  std::copy_if(scenes.begin(), scenes.end(), std::back_inserter(scenes_),
               [](const jobs::SceneSummary& scene) { return scene.footprint.size() >= 3; });
  // Finer ones lie on top of much coarser ones, and of like ones newer on top of older ones.
  const auto layer = [](const jobs::SceneSummary& scene) {
    return scene.gsdMetres > 0 ? static_cast<int>(std::lround(std::log2(scene.gsdMetres) / 2)) : 99;
  };
  std::stable_sort(scenes_.begin(), scenes_.end(), [&](const jobs::SceneSummary& a, const jobs::SceneSummary& b) {
    return std::pair(-layer(a), a.date) < std::pair(-layer(b), b.date);
  });
  moved();
}

void MapCanvas::setResult(std::shared_ptr<const SearchResult> result) {
  hits_.setResult(std::move(result));
  if (!isVisible()) return;  // arranged when it is shown
  hits_.arrange(view_);
  update();
}

void MapCanvas::setBackground(const std::optional<jobs::BackgroundSource>& source, const QString& attribution) {
  background_ = source.has_value();
  attribution_ = attribution;
  loader_->setBackground(source);
  moved();
}

void MapCanvas::setArea(const std::vector<Ring>& area) {
  if (drag_ == Drag::Corner) return;  // what is dragged is newer
  area_ = area;
  update();
}

void MapCanvas::setPicturesShown(bool shown) {
  pictures_ = shown;
  moved();
}

void MapCanvas::setChosenScenes(const std::vector<SceneId>& scenes) {
  if (scenes == chosen_) return;
  chosen_ = scenes;
  update();
}

void MapCanvas::setTool(MapTool tool) {
  if (tool == tool_) return;
  tool_ = tool;
  drag_ = Drag::None;
  drawn_.clear();
  showCursor();
  update();
  Q_EMIT toolChanged();
}

void MapCanvas::showCursor() {
  const bool hand = tool_ == MapTool::Hand || spaceHeld_;
  setCursor(!hand ? Qt::CrossCursor : drag_ == Drag::Pan ? Qt::ClosedHandCursor : Qt::ArrowCursor);
}

void MapCanvas::moved() {
  hits_.arrange(view_);
  requestPictures();
  update();
  Q_EMIT viewChanged();
}

void MapCanvas::requestPictures() {
  pictured_.clear();
  std::vector<MapTileKey> wanted;
  if (pictures_ && isVisible()) {
    std::vector<std::pair<double, const jobs::SceneSummary*>> shown;
    for (const jobs::SceneSummary& scene : scenes_) {
      if (scene.state == "refused" || scene.state == "offline") continue;
      const QRectF bounds = boundsOf(view_.toScreen(scene.footprint));
      if (std::max(bounds.width(), bounds.height()) >= kPictureFrom)
        shown.push_back({bounds.width() * bounds.height(), &scene});
    }
    // Where there are too many, the largest; in the order in which they lie on each other.
    if (shown.size() > kMostPictured) {
      std::nth_element(shown.begin(), shown.begin() + kMostPictured, shown.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
      shown.resize(kMostPictured);
      std::sort(shown.begin(), shown.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    }
    const int level = levelFor(view_, devicePixelRatioF());
    for (const auto& [area, scene] : shown) pictured_.push_back(scene->id);
    for (auto scene = shown.rbegin(); scene != shown.rend(); ++scene) {  // what lies on top first
      const std::vector<MapTileKey> tiles = tilesInView(view_, scene->second->id, scene->second->footprint, level);
      wanted.insert(wanted.end(), tiles.begin(), tiles.end());
    }
  }
  if (background_ && isVisible()) {
    const int level = levelFor(view_, devicePixelRatioF());
    const std::vector<MapTileKey> tiles = tilesInView(view_, kBackgroundScene, kWorld, level);
    wanted.insert(wanted.end(), tiles.begin(), tiles.end());
  }
  loader_->want(wanted);
}

std::vector<const jobs::SceneSummary*> MapCanvas::scenesInView() const {
  const QRectF screen(rect());
  std::vector<const jobs::SceneSummary*> seen;
  for (auto scene = scenes_.rbegin(); scene != scenes_.rend(); ++scene) {
    const std::vector<QPolygonF> rings = view_.toScreen(scene->footprint);
    if (std::any_of(rings.begin(), rings.end(),
                    [&](const QPolygonF& ring) { return ring.intersects(QPolygonF(screen)); })) {
      seen.push_back(&*scene);
    }
  }
  return seen;
}

bool MapCanvas::fitRings(const std::vector<Ring>& rings) {
  MapBox box;
  if (!boxAround(rings, &box)) return false;
  view_.fit(box);
  moved();
  return true;
}

bool MapCanvas::fitScenes() {
  std::vector<Ring> rings;
  for (const jobs::SceneSummary& scene : scenes_) rings.push_back(scene.footprint);
  return fitRings(rings);
}

bool MapCanvas::fitHits() {
  MapBox box;
  if (!hits_.box(&box)) return false;
  view_.fit(box);
  moved();
  return true;
}

bool MapCanvas::fitScene(SceneId id) {
  const auto found = std::find_if(scenes_.begin(), scenes_.end(), [id](const auto& scene) { return scene.id == id; });
  return found != scenes_.end() && fitRings({found->footprint});
}

void MapCanvas::zoomBy(double factor) {
  view_.zoom(factor, QPointF(width() / 2.0, height() / 2.0));
  moved();
}

bool MapCanvas::takeBack() {
  if (drag_ == Drag::Shape || drag_ == Drag::Corner) {
    if (drag_ == Drag::Corner) area_ = areaBefore_;
    drag_ = Drag::None;
    drawn_.clear();
    update();
    return true;
  }
  if (tool_ == MapTool::Hand) return false;
  setTool(MapTool::Hand);
  return true;
}

// Painting.

void MapCanvas::paintEvent(QPaintEvent*) {
  view_.seen();
  QPainter painter(this);
  painter.fillRect(rect(), pictureGround(palette()));
  painter.setRenderHint(QPainter::Antialiasing);
  if (background_) drawBackground(&painter);
  if (pictures_) drawPictures(&painter);
  drawGraticule(&painter, view_, palette());
  drawFootprints(&painter);
  drawHits(&painter);
  drawArea(&painter);
  drawShape(&painter);
  const double bottom = height() - 14.0;
  drawScaleBar(&painter, view_.metresPerPixel(), QPointF(12, bottom), palette());
  if (!hits_.isEmpty()) {
    drawScoreLegend(&painter, hits_.lowest(), hits_.highest(), QPointF(width() - 10.0, height() - 10.0), tr("Score"),
                    palette());
  }
  if (background_ && !attribution_.isEmpty()) {
    const double left = (width() - fontMetrics().horizontalAdvance(attribution_)) / 2.0;
    drawHaloText(&painter, QPointF(left, height() - 8.0), attribution_, palette());
  }
  if (scenes_.empty()) {
    const QString text = tr("No scene of this archive has a place on the map.");
    drawHaloText(&painter, QPointF((width() - fontMetrics().horizontalAdvance(text)) / 2.0, height() / 2.0), text,
                 palette());
  }
}

void MapCanvas::drawBackground(QPainter* painter) const {
  painter->save();
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  const int level = levelFor(view_, devicePixelRatioF());
  for (const MapTileKey& key : tilesInView(view_, kBackgroundScene, kWorld, level)) drawPicture(painter, key);
  painter->restore();
}

void MapCanvas::drawPictures(QPainter* painter) const {
  painter->save();
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  const int level = levelFor(view_, devicePixelRatioF());
  for (const SceneId id : pictured_) {
    const auto scene = std::find_if(scenes_.begin(), scenes_.end(), [id](const auto& s) { return s.id == id; });
    if (scene == scenes_.end()) continue;
    for (const MapTileKey& key : tilesInView(view_, id, scene->footprint, level)) drawPicture(painter, key);
  }
  painter->restore();
}

/// The picture of a tile; until it is read what there is of the levels above, or of the one below.
void MapCanvas::drawPicture(QPainter* painter, const MapTileKey& key) const {
  const auto areaOf = [this](const MapTileKey& at) {
    const MapBox box = boxOf(at);
    const QPointF middle = view_.toScreen({(box.west + box.east) / 2, (box.south + box.north) / 2});
    const double w = (box.east - box.west) * view_.lonPixels(), h = (box.north - box.south) * view_.latPixels();
    // Whole pixels: neighbours meet without a seam.
    return QRectF(QPointF(std::round(middle.x() - w / 2), std::round(middle.y() - h / 2)),
                  QPointF(std::round(middle.x() + w / 2), std::round(middle.y() + h / 2)));
  };
  if (const QImage* own = loader_->picture(key)) {
    if (!own->isNull()) painter->drawImage(areaOf(key), *own);
    return;
  }
  QRectF part(0, 0, kTilePixels, kTilePixels);
  MapTileKey above = key;
  for (int up = 0; up < kParents && above.level > 0; ++up) {
    const QPointF corner((above.column % 2) * kTilePixels / 2.0, (above.row % 2) * kTilePixels / 2.0);
    part = QRectF(part.topLeft() / 2 + corner, part.size() / 2);
    above = parentOf(above);
    if (const QImage* image = loader_->picture(above)) {
      if (!image->isNull()) painter->drawImage(areaOf(key), *image, part);
      return;
    }
  }
  for (int child = 0; child < 4; ++child) {
    const MapTileKey below{key.scene, key.level + 1, key.column * 2 + child % 2, key.row * 2 + child / 2};
    const QImage* image = loader_->picture(below);
    if (image && !image->isNull()) painter->drawImage(areaOf(below), *image);
  }
}

void MapCanvas::drawFootprints(QPainter* painter) const {
  QColor line = palette().color(QPalette::Text);
  line.setAlpha(170);
  const auto draw = [&](const jobs::SceneSummary& scene, bool chosen) {
    const bool missing =
        scene.state == "refused" || scene.state == "offline" || loader_->unreadable().contains(scene.id);
    const QColor ink = chosen ? palette().color(QPalette::Highlight) : line;
    const double dot = chosen ? 8 : 4;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(ink, chosen ? 3 : 1, missing ? Qt::DashLine : Qt::SolidLine));
    for (const QPolygonF& outline : view_.toScreen(scene.footprint)) {
      const QRectF bounds = outline.boundingRect();
      if (std::max(bounds.width(), bounds.height()) < 3.0) {
        painter->fillRect(QRectF(bounds.center() - QPointF(dot / 2, dot / 2), QSizeF(dot, dot)), ink);
      } else {
        painter->drawPolygon(outline);
      }
    }
  };
  const auto isChosen = [this](const jobs::SceneSummary& scene) {
    return std::find(chosen_.begin(), chosen_.end(), scene.id) != chosen_.end();
  };
  // The same ground of another date must not cover what is chosen.
  for (const bool chosen : {false, true}) {
    for (const jobs::SceneSummary& scene : scenes_) {
      if (isChosen(scene) == chosen) draw(scene, chosen);
    }
  }
}

void MapCanvas::drawHits(QPainter* painter) const {
  constexpr int kFill = 60;
  const auto draw = [&](const HitLayer::Mark& mark, int alpha, double width) {
    const QColor colour = scoreColour(hits_.share(mark.hit->score));
    QColor fill = colour;
    fill.setAlpha(alpha);
    painter->setBrush(fill);
    painter->setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter->drawPolygon(hits_.outlineOf(mark));
  };
  if (hits_.marks().size() > kManyMarks) {
    painter->drawImage(QPointF(0, 0), rasterOf(hits_, size(), devicePixelRatioF(), kFill));
  } else {
    for (const HitLayer::Mark& mark : hits_.marks()) draw(mark, kFill, 1.6);
  }
  for (const HitLayer::Cluster& cluster : hits_.clusters()) drawCluster(painter, cluster);
  if (selection_->isEmpty() && selection_->current() == 0 && selection_->hovered() == 0) return;
  const QColor accent = palette().color(QPalette::Highlight);
  for (const HitLayer::Mark& mark : hits_.marks()) {
    const TileId tile = mark.hit->tile;
    if (tile == selection_->hovered()) draw(mark, 110, 3);
    const bool current = tile == selection_->current();
    if (!current && !selection_->contains(tile)) continue;
    painter->setBrush(Qt::NoBrush);
    const QPolygonF outline = hits_.outlineOf(mark);
    for (const auto& [ink, width] :
         {std::pair{QColor(255, 255, 255, 230), current ? 6.0 : 5.0}, {accent, current ? 3.5 : 2.5}}) {
      painter->setPen(QPen(ink, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
      painter->drawPolygon(outline);
    }
  }
}

void MapCanvas::drawCluster(QPainter* painter, const HitLayer::Cluster& cluster) const {
  const double radius = HitLayer::radiusOf(cluster);
  const QColor fill = scoreColour(hits_.share(cluster.best));
  const bool selected =
      !selection_->isEmpty() && std::any_of(cluster.tiles.begin(), cluster.tiles.end(),
                                            [this](TileId tile) { return selection_->contains(tile); });
  painter->setBrush(fill);
  painter->setPen(selected ? QPen(palette().color(QPalette::Highlight), 4) : QPen(QColor(255, 255, 255, 220), 1.5));
  painter->drawEllipse(cluster.at, radius, radius);
  QFont font = painter->font();
  font.setPixelSize(11);
  painter->setFont(font);
  painter->setPen(qGray(fill.rgb()) > 130 ? Qt::black : Qt::white);
  painter->drawText(
      QRectF(cluster.at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), Qt::AlignCenter,
      cluster.count < 10000 ? QString::number(cluster.count) : QStringLiteral("%1k").arg(cluster.count / 1000));
}

void MapCanvas::drawArea(QPainter* painter) const {
  const QColor accent = palette().color(QPalette::Highlight);
  for (const Ring& ring : area_) {
    for (const QPolygonF& outline : view_.toScreen(ring)) {
      painter->setBrush(Qt::NoBrush);
      painter->setPen(QPen(QColor(255, 255, 255, 200), 4));
      painter->drawPolygon(outline);
      painter->setPen(QPen(accent, 2, Qt::DashLine));
      painter->drawPolygon(outline);
    }
  }
  if (!hasCorners() || tool_ != MapTool::Hand) return;
  painter->setPen(QPen(accent, 1.5));
  painter->setBrush(Qt::white);
  for (const LonLat& corner : area_[0]) {
    QRectF handle(0, 0, 8, 8);
    handle.moveCenter(view_.toScreen(corner));
    painter->drawRect(handle);
  }
}

void MapCanvas::drawShape(QPainter* painter) const {
  const QColor accent = palette().color(QPalette::Highlight);
  QColor wash = accent;
  wash.setAlpha(30);
  if (drag_ != Drag::Shape) return;
  painter->setBrush(wash);
  painter->setPen(QPen(accent, 1.5));
  painter->drawPolygon(shape());
}

QPolygonF MapCanvas::shape() const {
  if (tool_ == MapTool::AreaLasso) return drawn_;
  QRectF box = QRectF(pressed_, last_).normalized();
  if (tool_ == MapTool::Example) {  // models look at squares
    const QPointF middle = box.center();
    box.setSize(QSizeF(1, 1) * std::max(box.width(), box.height()));
    box.moveCenter(middle);
  }
  return QPolygonF(box);
}

}  // namespace tilescout::ui
