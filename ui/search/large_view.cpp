#include "ui/search/large_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/search/band_panel.h"
#include "ui/search/example_file.h"
#include "ui/search/results_view.h"
#include "ui/search/scene_canvas.h"
#include "ui/search/scene_reader.h"
#include "ui/search/time_canvas.h"
#include "ui/search/time_panel.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

LargeView::LargeView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setObjectName(QStringLiteral("largeView"));
  reader_ = new SceneReader(this);
  canvas_ = new SceneCanvas(this);
  canvas_->setContextMenuPolicy(Qt::CustomContextMenu);
  time_ = new TimePanel(this);
  bands_ = new BandPanel(this);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(canvas_);
  stack_->addWidget(time_);
  buildBar();
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(place_, 1);
  bottom->addWidget(opacityLabel_);
  bottom->addWidget(opacity_);
  bottom->addWidget(copy_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 4);
  column->setSpacing(4);
  column->addWidget(bar_);
  column->addWidget(bands_);
  column->addWidget(stack_, 1);
  column->addLayout(bottom);
  setFocusProxy(canvas_);
  bands_->hide();
  wire();
  wireReader();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    previous_->setIcon(themeIcon("go-previous"));
    next_->setIcon(themeIcon("go-next"));
    close_->setIcon(themeIcon("view-list-icons"));
    heat_->setIcon(themeIcon("color-management"));
    example_->setIcon(themeIcon("transform-crop"));
    dates_->setIcon(themeIcon("view-calendar-timeline"));
    adjust_->setIcon(themeIcon("adjustlevels"));
    copy_->setIcon(themeIcon("edit-copy"));
  });
  showMode();
}

LargeView::~LargeView() = default;

QToolButton* LargeView::button(const char* name, bool checkable) {
  auto* made = new QToolButton(this);
  made->setObjectName(QString::fromLatin1(name));
  made->setAutoRaise(true);
  made->setCheckable(checkable);
  if (checkable) made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  return made;
}

void LargeView::buildBar() {
  previous_ = button("largePrevious", false);
  next_ = button("largeNext", false);
  heat_ = button("largeHeat", true);
  example_ = button("largeExample", true);
  dates_ = button("largeDates", true);
  adjust_ = button("largeBands", true);
  close_ = button("largeClose", false);
  close_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  copy_ = button("largeCopy", false);
  caption_ = new ElidedLabel(this);
  place_ = new ElidedLabel(this);
  place_->setObjectName(QStringLiteral("largePlace"));
  place_->setForegroundRole(QPalette::PlaceholderText);
  opacityLabel_ = new QLabel(this);
  opacity_ = new QSlider(Qt::Horizontal, this);
  opacity_->setRange(0, 100);
  opacity_->setValue(60);
  opacity_->setFixedWidth(80);
  bar_ = new QWidget(this);
  auto* row = new QHBoxLayout(bar_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(previous_);
  row->addWidget(next_);
  row->addWidget(caption_, 1);
  for (QToolButton* made : {example_, heat_, dates_, adjust_, close_}) row->addWidget(made);
}

void LargeView::wire() {
  connect(previous_, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
  connect(close_, &QToolButton::clicked, this, &LargeView::closeRequested);
  connect(copy_, &QToolButton::clicked, this, &LargeView::copyPlace);
  connect(adjust_, &QToolButton::toggled, this, &LargeView::showMode);
  connect(dates_, &QToolButton::toggled, this, [this](bool on) {
    showMode();
    if (on) askSeries();
    (on ? static_cast<QWidget*>(time_->canvas()) : canvas_)->setFocus();
  });
  connect(heat_, &QToolButton::toggled, this, [this](bool on) {
    showMode();
    on ? askHeat() : canvas_->setHeat({});
  });
  connect(example_, &QToolButton::toggled, canvas_, &SceneCanvas::setCropping);
  connect(canvas_, &SceneCanvas::cropDrawn, this,
          [this](const QRectF& part) { reader_->askCrop(part, canvas_->rendering()); });
  connect(canvas_, &SceneCanvas::hotSpotClicked, this, [this](qint64 tile, Qt::KeyboardModifiers modifiers) {
    Q_EMIT hotSpotChosen(tile, !modifiers.testFlag(Qt::AltModifier));
  });
  connect(opacity_, &QSlider::valueChanged, this, [this](int percent) { canvas_->setHeatOpacity(percent / 100.0); });
  connect(canvas_, &SceneCanvas::opacityChanged, this,
          [this] { opacity_->setValue(static_cast<int>(canvas_->heatOpacity() * 100 + 0.5)); });
  connect(canvas_, &SceneCanvas::cursorMoved, this, [this](double x, double y, bool inside) {
    if (inside) reader_->askCoordinates(x, y);
  });
  connect(canvas_, &QWidget::customContextMenuRequested, this, &LargeView::showMenu);
  connect(bands_, &BandPanel::changed, this, &LargeView::bandsChanged);
}

void LargeView::wireReader() {
  connect(reader_, &SceneReader::viewReady, this, [this](const jobs::SceneView& view) {
    canvas_->setScene(view);
    bands_->setScene(view);
  });
  connect(reader_, &SceneReader::stretchReady, canvas_, &SceneCanvas::setRendering);
  connect(reader_, &SceneReader::heatReady, this, [this](const SceneHeat& heat) {
    if (heat_->isChecked()) canvas_->setHeat(heat);
  });
  connect(reader_, &SceneReader::heatFailed, this,
          [this](const UiError& error) { place_->setText(errorSentence(error)); });
  connect(reader_, &SceneReader::cropReady, this, [this](const QImage& picture) {
    if (hit_) Q_EMIT exampleDrawn(picture, QString::fromStdString(hit_->scene));
    example_->setChecked(false);
  });
  connect(reader_, &SceneReader::cropFailed, this,
          [this](const UiError& error) { place_->setText(errorSentence(error)); });
  connect(reader_, &SceneReader::coordinatesReady, this, &LargeView::showCoordinates);
  connect(reader_, &SceneReader::seriesReady, this, [this](const std::vector<jobs::SceneView>& scenes) {
    if (hit_) time_->setScenes(scenes, hit_->sceneId);
  });
}

void LargeView::retranslate() {
  const auto name = [](QToolButton* made, const QString& text, const QString& tip) {
    made->setText(text);
    made->setAccessibleName(text);
    made->setToolTip(tip);
  };
  name(previous_, tr("Previous result"), tr("Previous result (Left)"));
  name(next_, tr("Next result"), tr("Next result (Right)"));
  name(close_, tr("Back"), tr("Back to the results (Esc)"));
  close_->setAccessibleName(tr("Back to the results"));
  name(heat_, tr("Heat"),
       tr("Score of every tile of the scene for the query, over the picture ([ and ] change the opacity). Click a hot "
          "spot to search for more like it, with Alt for less."));
  name(example_, tr("Example"), tr("Draw a rectangle: what lies in it becomes an example to search with (D)"));
  name(dates_, tr("Other dates"), tr("The same place in the archive's other scenes"));
  name(adjust_, tr("Bands"), tr("Choose bands and stretch"));
  name(copy_, tr("Copy coordinates"), tr("Copy the coordinates shown here (Ctrl+C)"));
  opacityLabel_->setText(tr("Opacity"));
  opacity_->setAccessibleName(tr("Opacity of the heat"));
  showCaption();
  showCoordinates(cursor_);
}

void LargeView::addActions(WindowActions* actions, QAction* show) {
  const auto ready = [this, show] {
    if (!isVisible()) show->trigger();
    return isVisible();
  };
  const auto add = [&](QToolButton* button, const char* name, const char* icon, const QKeySequence& key) {
    ActionSpec spec{name, icon, {key}, MenuPlace::Large};
    spec.scope = this;
    actions->addButton(button, spec, ready);
  };
  add(previous_, "largePrevious", "go-previous", Qt::CTRL | Qt::Key_Left);
  add(next_, "largeNext", "go-next", Qt::CTRL | Qt::Key_Right);
  add(heat_, "largeHeat", "color-management", Qt::Key_H);
  add(dates_, "largeDates", "view-calendar-timeline", Qt::Key_O);
  add(adjust_, "largeBands", "adjustlevels", Qt::Key_K);
  add(copy_, "largeCopy", "edit-copy", QKeySequence::Copy);
}

void LargeView::setQuerySource(std::function<std::optional<Query>()> source) { query_ = std::move(source); }

void LargeView::showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, int count,
                        const QImage& thumbnail) {
  const bool otherScene = !hit_ || hit_->sceneId != hit.sceneId || session != session_;
  const bool other = otherScene || hit_->tile != hit.tile;
  session_ = session;
  hit_ = hit;
  count_ = count;
  if (otherScene) {
    cursor_.reset();
    bands_->expectScene();
    reader_->setScene(session, hit.sceneId);
  }
  canvas_->showTile(session, hit.sceneId, hit.window, thumbnail);
  showCaption();
  showCoordinates(cursor_);
  if (!other) return;
  dates_->setEnabled(!hit.wgs84.empty());
  if (dates_->isChecked()) askSeries();
  if (otherScene && heat_->isChecked()) askHeat();
}

void LargeView::showCaption() {
  if (!hit_) return;
  QStringList parts;
  if (hit_->rank > 0) {
    parts = {tr("%1 of %2").arg(formatCount(hit_->rank), formatCount(count_)),
             tr("score %1").arg(formatScore(hit_->score))};
  }
  parts.append(QString::fromStdString(hit_->scene));
  if (!hit_->date.empty()) parts.append(QString::fromStdString(hit_->date));
  caption_->setText(parts.join(QStringLiteral(" · ")));
}

void LargeView::showCoordinates(const std::optional<jobs::SceneCoordinates>& coordinates) {
  cursor_ = coordinates;
  if (!coordinates) {
    const bool placed = hit_ && !hit_->wgs84.empty();
    place_->setText(placed ? tr("Middle of the tile: %1").arg(formatPlace(centreOf(hit_->wgs84)))
                           : tr("The place of this scene is not known."));
    copy_->setEnabled(placed);
    return;
  }
  const QLocale locale;
  const int digits = coordinates->degrees ? 6 : 1;
  place_->setText(QStringLiteral("%1 · %2, %3 (%4)")
                      .arg(formatPlace(coordinates->ground), locale.toString(coordinates->crs.x, 'f', digits),
                           locale.toString(coordinates->crs.y, 'f', digits),
                           QString::fromStdString(coordinates->crsName)));
  copy_->setEnabled(true);
}

void LargeView::copyPlace() {
  if (cursor_) {
    QGuiApplication::clipboard()->setText(placeForCopying(cursor_->ground));
  } else if (hit_ && !hit_->wgs84.empty()) {
    QGuiApplication::clipboard()->setText(placeForCopying(centreOf(hit_->wgs84)));
  }
}

void LargeView::showMenu(const QPoint& at) {
  QMenu menu(this);
  QAction* ground = menu.addAction(themeIcon("edit-copy"), tr("Copy latitude and longitude"));
  QAction* own = menu.addAction(tr("Copy coordinates of the scene's system"));
  own->setEnabled(cursor_.has_value());
  menu.addSeparator();
  QAction* tile = menu.addAction(tr("Go to the tile (End)"));
  QAction* scene = menu.addAction(tr("Show the whole scene (Home)"));
  const std::optional<jobs::SceneCoordinates> here = cursor_;
  const QAction* chosen = menu.exec(canvas_->mapToGlobal(at));
  if (chosen == ground) copyPlace();
  if (chosen == own && here) {
    QGuiApplication::clipboard()->setText(
        QStringLiteral("%1, %2").arg(QString::number(here->crs.x, 'f', 3), QString::number(here->crs.y, 'f', 3)));
  }
  if (chosen == tile) canvas_->fitTile();
  if (chosen == scene) canvas_->fitScene();
}

void LargeView::askHeat() {
  const std::optional<Query> query = query_ ? query_() : std::nullopt;
  if (!query || !hit_) {
    place_->setText(tr("Search for something first: the heat shows how well each tile answers it."));
    return;
  }
  reader_->askHeat(*query, hit_->window.level);
}

void LargeView::queryChanged() {
  if (showsHeat() && hit_) askHeat();
}

void LargeView::drawExample() {
  if (example_->isEnabled()) example_->toggle();
}

bool LargeView::showsHeat() const { return heat_->isChecked() && !dates_->isChecked(); }

bool LargeView::takeBack() {
  if (!example_->isChecked()) return false;
  example_->setChecked(false);
  return true;
}

void LargeView::askSeries() {
  if (!hit_ || hit_->wgs84.empty()) return;
  time_->setPlace(session_, hit_->wgs84);
  reader_->askSeries(centreOf(hit_->wgs84));
}

void LargeView::bandsChanged() {
  if (bands_->isOriginal()) {
    reader_->dropStretch();
    canvas_->setRendering(bands_->original());
  } else {
    reader_->askStretch(bands_->bands(), bands_->stretch());
  }
}

void LargeView::showMode() {
  const bool dates = dates_->isChecked();
  stack_->setCurrentIndex(dates ? 1 : 0);
  bands_->setVisible(adjust_->isChecked() && !dates);
  adjust_->setEnabled(!dates);
  heat_->setEnabled(!dates);
  example_->setEnabled(!dates);
  if (dates) example_->setChecked(false);
  for (QWidget* part : {static_cast<QWidget*>(opacityLabel_), static_cast<QWidget*>(opacity_)})
    part->setVisible(heat_->isChecked() && !dates);
}

void LargeView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) {
    copyPlace();
    return;
  }
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: Q_EMIT stepRequested(-1); break;
    case Qt::Key_Right:
    case Qt::Key_Down: Q_EMIT stepRequested(1); break;
    case Qt::Key_Escape:
      if (!takeBack()) Q_EMIT closeRequested();
      break;
    case Qt::Key_Space: Q_EMIT closeRequested(); break;
    default: QWidget::keyPressEvent(event);
  }
}

void connectLargeView(MainWindow* window, AppContext* context) {
  auto* view = window->results()->findChild<LargeView*>();
  if (!view) return;
  view->setQuerySource([context]() -> std::optional<Query> {
    const QueryDraft& draft = context->search().draft();
    if (!draft.hasSubject()) return std::nullopt;
    return draft.asked();
  });
  QObject::connect(
      view, &LargeView::exampleDrawn, context, [view, context](const QImage& picture, const QString& from) {
        const ExampleImage example = exampleOf(picture, ExampleKind::Part, from, context->dataFolder() / "examples");
        keepExample(example);
        context->search().addPicture(example);
        Q_EMIT view->closeRequested();  // to the results that look like it
      });
  QObject::connect(view, &LargeView::hotSpotChosen, context, [context](qint64 tile, bool more) {
    more ? context->search().addExamples({tile}) : context->search().addCounterExamples({tile});
  });
  QObject::connect(&context->search(), &SearchController::resultChanged, view, &LargeView::queryChanged);
  view->addActions(window->actions(), window->actions()->large);
}

}  // namespace tilescout::ui
