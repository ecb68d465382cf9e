#include "ui/search/query_bar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>
#include <utility>

#include "ui/app_context.h"
#include "ui/archive/drop_content.h"
#include "ui/search/area_term.h"
#include "ui/search/example_file.h"
#include "ui/search/filter_panel.h"
#include "ui/search/query_chips.h"
#include "ui/search/query_history.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kSavePauseMs = 500;
const QLatin1String kQueryKey("query");
const QLatin1String kPolygonFiles("geojson json gpkg shp kml");
const QLatin1String kPictureFiles("png jpg jpeg tif tiff webp bmp jp2 gif");

bool isOneOf(QLatin1String suffixes, const QString& path) {
  return QString(suffixes).split(QLatin1Char(' ')).contains(QFileInfo(path).suffix().toLower());
}

/// By names alone: the mouse must not wait for a disk. With anything else among the files they are the window's.
bool isForQuery(const QMimeData& data) {
  const QStringList paths = localPaths(data);
  if (!data.hasUrls()) return data.hasImage();
  return !paths.isEmpty() && std::all_of(paths.begin(), paths.end(), [](const QString& path) {
    return isOneOf(kPolygonFiles, path) || isOneOf(kPictureFiles, path);
  });
}

}  // namespace

QueryBar::QueryBar(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  setAcceptDrops(true);
  build();
  buildMenus();
  wire();
  setFocusProxy(line_);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    icon_->setIcon(themeIcon("edit-find"));
    for (auto* made : {back_, forward_, pictures_, area_, filters_})
      made->setIcon(themeIcon(made->property("iconName").toByteArray().constData()));
  });
}

QToolButton* QueryBar::button(const char* name, const char* icon) {
  auto* made = new QToolButton(this);
  made->setObjectName(QString::fromLatin1(name));
  made->setProperty("iconName", QByteArray(icon));
  made->setIcon(themeIcon(icon));
  made->setAutoRaise(true);
  made->setMinimumSize(32, 32);
  return made;
}

void QueryBar::build() {
  back_ = button("queryBack", "go-previous");
  forward_ = button("queryForward", "go-next");
  pictures_ = button("queryPictures", "insert-image");
  area_ = button("queryArea", "draw-polygon");
  filters_ = button("queryFilters", "view-filter");
  line_ = new QLineEdit(this);
  line_->setObjectName(QStringLiteral("queryLine"));
  line_->setClearButtonEnabled(true);
  line_->setMinimumHeight(32);
  QFont font = line_->font();
  font.setPixelSize(14);
  line_->setFont(font);
  icon_ = line_->addAction(themeIcon("edit-find"), QLineEdit::LeadingPosition);
  asked_ = new QueryHistory(context_, this);
  openHistory_ = line_->addAction(themeIcon("arrow-down"), QLineEdit::TrailingPosition);
  openHistory_->setObjectName(QStringLiteral("queryHistoryOpen"));
  historyMenu_ = new QMenu(this);
  historyMenu_->setObjectName(QStringLiteral("queryHistoryMenu"));
  history_ = new QStringListModel(context_->settings().queryHistory(), this);
  auto* completer = new QCompleter(history_, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchStartsWith);
  completer->setMaxVisibleItems(8);
  line_->setCompleter(completer);
  count_ = new QLabel(this);
  count_->setObjectName(QStringLiteral("queryCount"));
  count_->setForegroundRole(QPalette::PlaceholderText);
  busy_ = new QFrame(this);
  busy_->setFixedHeight(2);
  busy_->setAutoFillBackground(true);
  busy_->setBackgroundRole(QPalette::Highlight);
  QSizePolicy keepsItsPlace = busy_->sizePolicy();
  keepsItsPlace.setRetainSizeWhenHidden(true);
  busy_->setSizePolicy(keepsItsPlace);
  busy_->hide();
  busyDelay_.setSingleShot(true);
  busyDelay_.setInterval(150);
  chips_ = new QueryChips(context_, this);
  panel_ = new FilterPanel(context_, this);
  areaTerm_ = new AreaTerm(context_, this);
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  row->addWidget(back_);
  row->addWidget(forward_);
  row->addWidget(line_, 1);
  for (QToolButton* made : {pictures_, area_, filters_}) row->addWidget(made);
  row->addSpacing(6);
  row->addWidget(count_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 6, 8, 2);
  column->setSpacing(2);
  column->addLayout(row);
  column->addWidget(chips_);
  column->addWidget(busy_);
}

void QueryBar::buildMenus() {
  pictureMenu_ = new QMenu(this);
  areaMenu_ = new QMenu(this);
  pictures_->setMenu(pictureMenu_);
  area_->setMenu(areaMenu_);
  for (QToolButton* made : {pictures_, area_}) made->setPopupMode(QToolButton::InstantPopup);
}

void QueryBar::wire() {
  SearchController& search = context_->search();
  line_->installEventFilter(this);
  connect(line_, &QLineEdit::textChanged, &search, &SearchController::setText);
  connect(line_, &QLineEdit::textChanged, this, &QueryBar::textChanged);
  connect(line_, &QLineEdit::returnPressed, this, &QueryBar::submit);
  connect(openHistory_, &QAction::triggered, this, &QueryBar::openHistory);
  connect(&search, &SearchController::textReplaced, this, [this] {
    if (line_->text().simplified() != context_->search().text()) line_->setText(context_->search().text());
  });
  connect(&search, &SearchController::stateChanged, this, &QueryBar::refreshButtons);
  connect(&search, &SearchController::draftChanged, this, &QueryBar::refreshButtons);
  connect(&search, &SearchController::resultChanged, this, &QueryBar::refreshCount);
  connect(&busyDelay_, &QTimer::timeout, busy_, &QWidget::show);
  connect(back_, &QToolButton::clicked, &search, &SearchController::goBack);
  connect(forward_, &QToolButton::clicked, &search, &SearchController::goForward);
  connect(filters_, &QToolButton::clicked, this, &QueryBar::openFilters);
  connect(chips_, &QueryChips::filtersRequested, this, &QueryBar::openFilters);
  connect(chips_, &QueryChips::templatesRequested, this, [this] { panel_->open(filters_, true); });
  connect(chips_, &QueryChips::areaRequested, areaTerm_, &AreaTerm::openMenu);
  connect(areaTerm_, &AreaTerm::mapRequested, this, &QueryBar::showAreaRequested);
  connect(areaTerm_, &AreaTerm::failed, this,
          [this](const QString& sentence) {
            auto* box = new QMessageBox(QMessageBox::Warning, tr("Area"), sentence, QMessageBox::Ok, window());
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
          });
  connect(chips_, &QueryChips::translationRequested, this, &QueryBar::editTranslation);
  savePause_.setSingleShot(true);
  savePause_.setInterval(kSavePauseMs);
  connect(&search, &SearchController::draftChanged, &savePause_, qOverload<>(&QTimer::start));
  connect(&savePause_, &QTimer::timeout, this,
          [this] { context_->settings().setView(kQueryKey, context_->search().draft().toJson()); });
  connect(context_, &AppContext::restored, this, &QueryBar::restore);
}

void QueryBar::retranslate() {
  line_->setPlaceholderText(ready_ ? tr("Describe what you are looking for; a minus keeps away: airport -clouds")
                                   : tr("Open an archive or add scenes to search them"));
  line_->setAccessibleName(tr("Search text"));
  line_->setToolTip(tr("Searches as you type. Enter searches at once, Down goes to the results."));
  openHistory_->setText(tr("Queries of before"));
  openHistory_->setToolTip(tr("What was asked of this archive lately (Alt+Down)"));
  historyMenu_->setAccessibleName(tr("Queries of before"));
  busy_->setAccessibleName(tr("Searching…"));
  const auto name = [](QToolButton* made, const QString& text, const QString& tip) {
    made->setAccessibleName(text);
    made->setToolTip(tip);
  };
  name(back_, tr("Query before"), tr("Back to the query before (Alt+Left)"));
  name(forward_, tr("Query after"), tr("Forward to the next query (Alt+Right)"));
  name(pictures_, tr("Examples"), tr("Search with pictures and tiles as examples; exclude words"));
  name(area_, tr("Area"), tr("Only in an area"));
  name(filters_, tr("Filters"), tr("Dates, scenes, scores, places, words, templates"));
  refreshCount();
}

void QueryBar::setMenus(const QList<QAction*>& pictures, const QList<QAction*>& areas) {
  const auto fill = [](QMenu* menu, const QList<QAction*>& actions) {
    menu->setToolTipsVisible(true);
    for (QAction* action : actions) {
      if (action) {
        menu->addAction(action);
      } else {
        menu->addSeparator();
      }
    }
  };
  fill(pictureMenu_, pictures);
  fill(areaMenu_, areas);
}

void QueryBar::openFilters() { panel_->open(filters_); }

void QueryBar::setReady(bool ready) {
  ready_ = ready;
  line_->setEnabled(ready);
  openHistory_->setEnabled(ready);
  for (QToolButton* made : {pictures_, area_, filters_}) made->setEnabled(ready);
  retranslate();
  refreshButtons();
}

void QueryBar::refreshButtons() {
  const SearchController& search = context_->search();
  back_->setEnabled(ready_ && search.canGoBack());
  forward_->setEnabled(ready_ && search.canGoForward());
  if (search.state() != SearchState::Searching) {
    busyDelay_.stop();
    busy_->hide();
  } else if (!busy_->isVisible()) {
    busyDelay_.start();
  }
}

void QueryBar::refreshCount() {
  const auto& result = context_->search().result();
  if (!result || result->searched == 0) {
    count_->clear();
    return;
  }
  count_->setText(tr("%1 of %2").arg(formatCount(result->accepted), formatCount(result->searched)));
  count_->setToolTip(
      tr("%1 tiles are an answer, of %2 that pass the filters and %3 in the archive")
          .arg(formatCount(result->accepted), formatCount(result->passed), formatCount(result->searched)));
}

void QueryBar::setText(const QString& text) { line_->setText(text); }

QString QueryBar::text() const { return line_->text(); }

void QueryBar::focusLine() {
  line_->setFocus(Qt::ShortcutFocusReason);
  line_->selectAll();
}

void QueryBar::submit() {
  context_->search().searchNow();
  const QString text = context_->search().text();
  asked_->keep();
  if (!text.isEmpty()) {
    context_->settings().addQuery(text);
    history_->setStringList(context_->settings().queryHistory());
  }
  Q_EMIT submitted();
}

void QueryBar::openHistory() {
  if (!ready_) return;
  asked_->fill(historyMenu_);
  historyMenu_->setMinimumWidth(line_->width());
  historyMenu_->popup(line_->mapToGlobal(QPoint(0, line_->height())));
  historyMenu_->setActiveAction(historyMenu_->actions().first());
}

void QueryBar::restore() {
  const auto draft = QueryDraft::fromJson(context_->settings().view(kQueryKey).toString());
  if (!draft) return;
  const auto restored = std::make_shared<QueryDraft>(*draft);
  const std::vector<ExampleImage> images = std::exchange(restored->query.images, {});
  context_->search().setDraft(*restored);
  // The pictures' files may have gone since, or their disk. They come back to a query that nobody has changed.
  for (const ExampleImage& image : images) {
    askDisk(this, QString::fromStdString(image.name), [this, restored, image](const PathFacts& facts) {
      if (!facts.exists() || !(context_->search().draft() == *restored)) return;
      restored->query.images.push_back(image);
      context_->search().setDraft(*restored);
    });
  }
}

void QueryBar::openPicture() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Search with a picture"), context_->settings().lastFolder(),
                                   tr("Pictures (*.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.jp2);;All files (*)"));
  if (file.isEmpty()) return;
  context_->settings().setLastFolder(QFileInfo(file).absolutePath());
  context_->search().addPicture({{}, file.toStdString()});
}

bool QueryBar::pastePicture() {
  const QImage image = QGuiApplication::clipboard()->image();
  if (image.isNull()) return false;
  addPasted(image);
  return true;
}

void QueryBar::addPasted(const QImage& picture) {
  const ExampleImage example = exampleOf(picture, ExampleKind::Pasted, {}, context_->dataFolder() / "examples");
  keepExample(example);
  context_->search().addPicture(example);
}

void QueryBar::openPolygons() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Only inside polygons"), context_->settings().lastFolder(),
                                   tr("Polygons (*.geojson *.json *.gpkg *.shp *.kml);;All files (*)"));
  if (file.isEmpty()) return;
  context_->settings().setLastFolder(QFileInfo(file).absolutePath());
  context_->search().setAreaFile(file);
}

void QueryBar::excludeWords() {
  bool ok = false;
  const QString text =
      QInputDialog::getText(this, tr("Exclude words"), tr("Tiles like this move down:"), QLineEdit::Normal, {}, &ok);
  if (ok) context_->search().addExclusion(text);
}

void QueryBar::editTranslation() {
  const auto& result = context_->search().result();
  if (!result) return;
  bool ok = false;
  const QString text = QInputDialog::getText(this, tr("Text in English"), tr("The model reads this instead:"),
                                             QLineEdit::Normal, QString::fromStdString(result->translation), &ok);
  if (ok)
    context_->search().change([&](QueryDraft& draft) { draft.query.translation = text.simplified().toStdString(); });
}

bool QueryBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == line_ && event->type() == QEvent::DragEnter) {
    // The line would take a file's address as text; text alone is still its own.
    const QMimeData* mime = static_cast<QDragEnterEvent*>(event)->mimeData();
    event->setAccepted(false);
    return mime->hasUrls() || mime->hasImage();
  }
  if (watched != line_ || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  auto* key = static_cast<QKeyEvent*>(event);
  if (key->key() == Qt::Key_Down && !line_->completer()->popup()->isVisible()) {
    Q_EMIT resultsRequested();
    return true;
  }
  if (key->matches(QKeySequence::Paste) && QGuiApplication::clipboard()->mimeData()->hasImage() && pastePicture())
    return true;
  return QWidget::eventFilter(watched, event);
}

void QueryBar::dragEnterEvent(QDragEnterEvent* event) { event->setAccepted(ready_ && isForQuery(*event->mimeData())); }

void QueryBar::dropEvent(QDropEvent* event) {
  const QMimeData& mime = *event->mimeData();
  event->setAccepted(ready_ && isForQuery(mime));
  if (!event->isAccepted()) return;
  for (const QString& file : localPaths(mime)) {
    if (isOneOf(kPolygonFiles, file)) {
      context_->search().setAreaFile(file);
    } else {
      context_->search().addPicture({{}, file.toStdString()});
    }
  }
  if (!mime.hasUrls()) addPasted(qvariant_cast<QImage>(mime.imageData()));
}

}  // namespace tilescout::ui
