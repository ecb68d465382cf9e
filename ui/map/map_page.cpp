#include "ui/map/map_page.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "base/paths.h"
#include "ui/app_context.h"
#include "ui/backend/map_session.h"
#include "ui/backend/query_session.h"
#include "ui/main_window.h"
#include "ui/map/area_file.h"
#include "ui/map/map_background.h"
#include "ui/map/map_canvas.h"
#include "ui/map/map_list.h"
#include "ui/page_tabs.h"
#include "ui/search/area_term.h"
#include "ui/search/example_file.h"
#include "ui/search/query_bar.h"
#include "ui/search/results_view.h"
#include "ui/support/error_text.h"
#include "ui/support/format.h"
#include "ui/support/image_convert.h"
#include "ui/support/notice_bar.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kExamplePixels = 512;

}  // namespace

MapPage::MapPage(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  canvas_ = new MapCanvas(&context->selection(), this);
  place_ = new QLabel(this);
  place_->setObjectName(QStringLiteral("mapCursor"));
  place_->setForegroundRole(QPalette::PlaceholderText);
  place_->setContentsMargins(8, 0, 8, 0);
  notice_ = new NoticeBar(this);
  background_ = new MapBackground(context, canvas_, notice_, this);
  list_ = new MapList(canvas_, this);
  split_ = new QSplitter(Qt::Vertical, this);
  split_->addWidget(canvas_);
  split_->addWidget(list_);
  split_->setCollapsible(0, false);
  split_->setStretchFactor(0, 3);
  split_->setStretchFactor(1, 2);
  split_->setSizes({600, 300});  // of whatever height there is, two parts to one
  buildTools();
  auto* row = new QHBoxLayout;
  row->setContentsMargins(4, 0, 0, 0);
  row->addWidget(bar_, 1);
  row->addWidget(place_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(notice_);
  column->addWidget(split_, 1);
  setFocusProxy(canvas_);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  archiveChanged();
}

QAction* MapPage::tool() {
  auto* action = new QAction(this);
  bar_->addAction(action);
  return action;
}

void MapPage::buildTools() {
  bar_ = new QToolBar(this);
  bar_->setIconSize({16, 16});
  bar_->setToolButtonStyle(Qt::ToolButtonIconOnly);
  auto* tools = new QActionGroup(this);
  for (QAction** action : {&hand_, &select_, &box_, &lasso_, &example_}) {
    *action = tool();
    (*action)->setCheckable(true);
    tools->addAction(*action);
  }
  hand_->setChecked(true);
  bar_->addSeparator();
  inView_ = tool();
  clear_ = tool();
  bar_->addSeparator();
  for (QAction** action : {&all_, &hits_, &selected_, &scene_}) *action = tool();
  bar_->addSeparator();
  pictures_ = tool();
  pictures_->setCheckable(true);
  pictures_->setChecked(true);
  asList_ = tool();
  asList_->setCheckable(true);
  bar_->addAction(background_->toggle());
  bar_->addAction(background_->chooser());
  next_ = new QAction(this);
  previous_ = new QAction(this);
  if (auto* button = qobject_cast<QToolButton*>(bar_->widgetForAction(inView_)))
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  // A tool bar leaves its buttons to the mouse.
  for (QToolButton* button : bar_->findChildren<QToolButton*>()) button->setFocusPolicy(Qt::TabFocus);
}

void MapPage::wire() {
  connect(hand_, &QAction::triggered, canvas_, [this] { canvas_->setTool(MapTool::Hand); });
  connect(select_, &QAction::triggered, canvas_, [this] { canvas_->setTool(MapTool::Select); });
  connect(box_, &QAction::triggered, canvas_, [this] { canvas_->setTool(MapTool::AreaBox); });
  connect(lasso_, &QAction::triggered, canvas_, [this] { canvas_->setTool(MapTool::AreaLasso); });
  connect(example_, &QAction::triggered, canvas_, [this] { canvas_->setTool(MapTool::Example); });
  connect(canvas_, &MapCanvas::exampleDrawn, this, &MapPage::exampleDrawn);
  connect(canvas_, &MapCanvas::toolChanged, this, &MapPage::showTool);
  connect(canvas_, &MapCanvas::areaDrawn, this, &MapPage::areaDrawn);
  connect(canvas_, &MapCanvas::cursorMoved, this, &MapPage::showCursor);
  connect(canvas_, &MapCanvas::hitActivated, this, [this](qint64 tile) {
    context_->selection().set({tile}, tile);
    Q_EMIT largeRequested();
  });
  connect(inView_, &QAction::triggered, this, &MapPage::searchInView);
  connect(clear_, &QAction::triggered, this, &MapPage::clearArea);
  connect(all_, &QAction::triggered, canvas_, &MapCanvas::fitScenes);
  connect(hits_, &QAction::triggered, canvas_, &MapCanvas::fitHits);
  connect(selected_, &QAction::triggered, this, &MapPage::fitSelection);
  connect(scene_, &QAction::triggered, this, [this] {
    if (const Hit* hit = context_->currentTile().hit()) canvas_->fitScene(hit->sceneId);
  });
  connect(pictures_, &QAction::toggled, canvas_, &MapCanvas::setPicturesShown);
  connect(asList_, &QAction::toggled, this, &MapPage::showList);
  connect(list_, &MapList::hitActivated, canvas_, &MapCanvas::hitActivated);
  asList_->setChecked(context_->settings().view(QStringLiteral("mapList"), false).toBool());
  list_->setVisible(asList_->isChecked());
  connect(next_, &QAction::triggered, canvas_, [this] { canvas_->stepInView(1); });
  connect(previous_, &QAction::triggered, canvas_, [this] { canvas_->stepInView(-1); });
  ArchiveController* archive = &context_->archive();
  connect(archive, &ArchiveController::archiveChanged, this, &MapPage::archiveChanged);
  connect(archive, &ArchiveController::contentChanged, this, &MapPage::contentChanged);
  for (const auto signal : {&SearchController::resultChanged, &SearchController::resultGrown}) {
    connect(&context_->search(), signal, this, [this] {
      canvas_->setResult(context_->search().result());
      list_->contentChanged();
      refresh();
    });
  }
  connect(&context_->search(), &SearchController::draftChanged, this, &MapPage::draftChanged);
  connect(&context_->selection(), &Selection::tilesChanged, this, &MapPage::refresh);
  connect(&context_->currentTile(), &CurrentTile::changed, this, &MapPage::refresh);
}

void MapPage::retranslate() {
  place_->setAccessibleName(tr("Coordinates under the mouse"));
  showCursor(0, 0, false);
}

void MapPage::archiveChanged() {
  fitted_ = false;
  reader_.drop();
  areaFile_.clear();
  showAreas({});
  canvas_->setSession(context_->archive().session());
  contentChanged();
  canvas_->setResult(context_->search().result());
  list_->contentChanged();
}

void MapPage::contentChanged() {
  canvas_->setScenes(context_->archive().scenes());
  if (!fitted_) fitted_ = canvas_->fitScenes();
  refresh();
}

void MapPage::refresh() {
  const bool open = context_->archive().state() == ArchiveState::Open;
  inView_->setEnabled(open);
  box_->setEnabled(open);
  lasso_->setEnabled(open);
  example_->setEnabled(open);
  clear_->setEnabled(!area_.empty());
  all_->setEnabled(open);
  for (QAction* action : {hits_, next_, previous_}) action->setEnabled(!canvas_->hits().isEmpty());
  selected_->setEnabled(!context_->selection().isEmpty());
  scene_->setEnabled(context_->currentTile().hit() != nullptr);
}

void MapPage::showTool() {
  const MapTool now = canvas_->tool();
  (now == MapTool::Hand      ? hand_
   : now == MapTool::Select  ? select_
   : now == MapTool::AreaBox ? box_
   : now == MapTool::Example ? example_
                             : lasso_)
      ->setChecked(true);
  canvas_->setFocus();
}

void MapPage::showCursor(double lon, double lat, bool inside) {
  place_->setText(inside ? formatPlace({lon, lat}) : QString());
}

void MapPage::areaDrawn(const Ring& ring) {
  showAreas({ring});
  try {
    areaFile_ = writeAreaFile(ring, paths::userData() / "areas");
    // An area that had a name keeps it while its corners move.
    const QString before = context_->search().draft().areaName;
    Q_EMIT polygonChosen(areaFile_, before.isEmpty() ? tr("area on the map") : before);
  } catch (...) {
    const UiError error = uiErrorOf(std::current_exception());
    QMessageBox::warning(this, tr("Area"), errorSentence(error) + QLatin1Char(' ') + errorAdvice(error));
  }
}

void MapPage::searchInView() {
  const MapBox seen = canvas_->view().visible();
  showAreas({{{seen.west, seen.north}, {seen.east, seen.north}, {seen.east, seen.south}, {seen.west, seen.south}}});
  const double east = seen.east > 180.0 ? seen.east - 360.0 : seen.east;
  const bool all = seen.east - seen.west >= 360.0;
  Q_EMIT boxChosen({all ? -180.0 : seen.west, seen.south, all ? 180.0 : east, seen.north}, tr("map view"));
}

void MapPage::clearArea() {
  showAreas({});
  Q_EMIT areaCleared();
}

/// The query's area may have been given or taken off elsewhere: by a chip, a saved search, Back.
void MapPage::draftChanged() {
  const Query& query = context_->search().draft().query;
  const QString file = QString::fromStdString(query.withinFile);
  if (query.bbox) {
    areaFile_.clear();
    showAreas(polygonOf(*query.bbox));
  } else if (file.isEmpty()) {
    areaFile_.clear();
    showAreas({});
  } else if (file != areaFile_) {
    readArea(file);
  }
}

/// Outlines of an area that was not drawn here. A file that cannot be read says so when it is searched in.
void MapPage::readArea(const QString& file) {
  areaFile_ = file;
  showAreas({});
  const auto session = context_->archive().session();
  if (!session) return;
  reader_.call(
      [session, file](const std::stop_token&) {
        std::vector<Ring> rings;
        for (const AreaPolygon& polygon : session->query().readPolygons(file.toStdString()))
          rings.insert(rings.end(), polygon.begin(), polygon.end());
        return rings;
      },
      [this, file](const std::vector<Ring>& rings) {
        if (file == areaFile_) showAreas(rings);
      });
}

void MapPage::showAreas(const std::vector<Ring>& rings) {
  area_ = rings;
  canvas_->setArea(area_);
  refresh();
}

void MapPage::showArea() {
  if (!area_.empty()) canvas_->fitRings(area_);
  canvas_->setTool(MapTool::Hand);
}

void MapPage::exampleDrawn(SceneId scene, const MapBox& box) {
  const auto session = context_->archive().session();
  if (!session) return;
  if (scene == 0) {
    notice_->setNotice(NoticeBar::Kind::Information, tr("No scene lies there; draw over a scene's picture."));
    return;
  }
  reader_.call(
      [session, scene, box, folder = context_->dataFolder() / "examples"](const std::stop_token&) {
        const MaskedImage read = session->map().warped(scene, box, kExamplePixels, kExamplePixels, std::nullopt);
        if (read.empty()) throw Error(ErrorCode::NotFound, "shows nothing there");
        const QString name = QString::fromStdString(session->map().view(scene).name);
        return exampleOf(toQImage(read.image), ExampleKind::Part, name, folder);
      },
      [this](const ExampleImage& example) {
        keepExample(example);
        context_->search().addPicture(example);
      },
      [this](const UiError& error) { notice_->setNotice(NoticeBar::Kind::Warning, errorSentence(error)); });
}

void MapPage::fitSelection() {
  std::vector<Ring> rings;
  for (const TileId tile : context_->selection().tiles()) {
    if (const Hit* hit = canvas_->hits().find(tile)) rings.push_back(hit->wgs84);
  }
  const Hit* current = context_->currentTile().hit();
  if (rings.empty() && current && !current->wgs84.empty()) rings.push_back(current->wgs84);
  canvas_->fitRings(rings);
}

/// Whoever asks for the list wants to be in it.
void MapPage::showList(bool shown) {
  context_->settings().setView(QStringLiteral("mapList"), shown);
  const bool keys = list_->isAncestorOf(focusWidget());
  list_->setVisible(shown);
  if (shown && isVisible()) list_->setFocus(Qt::ShortcutFocusReason);
  if (!shown && keys) canvas_->setFocus(Qt::ShortcutFocusReason);
}

bool MapPage::takeBack() { return canvas_->takeBack(); }

void MapPage::enter() { canvas_->setFocus(Qt::ShortcutFocusReason); }

void addMapPage(MainWindow* window, AppContext* context) {
  auto* page = new MapPage(context, window);
  QAction* show = window->actions()->add({"showMap",
                                          "map-globe",
                                          {Qt::Key_M},
                                          MenuPlace::Pages,
                                          [] { return MapPage::tr("Ma&p"); },
                                          [] { return MapPage::tr("Scenes and results on the map"); }});
  page->addActions(window->actions(), show);
  window->addPage(
      page, "map", [] { return MapPage::tr("Map"); }, show);
  QObject::connect(page, &MapPage::largeRequested, window->actions()->large, &QAction::trigger);
  SearchController* search = &context->search();
  QObject::connect(page, &MapPage::boxChosen, search, &SearchController::setArea);
  QObject::connect(page, &MapPage::polygonChosen, search, &SearchController::setAreaFile);
  QObject::connect(page, &MapPage::areaCleared, search, &SearchController::clearArea);
  QObject::connect(window->queryBar(), &QueryBar::showAreaRequested, page, [page, show] {
    show->trigger();
    page->showArea();
  });
}

}  // namespace tilescout::ui
