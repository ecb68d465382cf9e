#include "ui/search/matches_page.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/backend/match_session.h"
#include "ui/main_window.h"
#include "ui/search/grid_selection.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/tile_picture.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kPastePauseMs = 400;
constexpr int kPicturePixels = 320;

std::vector<std::string> linesOf(const QString& text) {
  std::vector<std::string> lines;
  for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    if (!line.trimmed().isEmpty()) lines.push_back(line.trimmed().toStdString());
  return lines;
}

}  // namespace

MatchesPage::MatchesPage(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  setObjectName(QStringLiteral("matchesPage"));
  auto* right = new QSplitter(Qt::Vertical, this);
  right->addWidget(buildTexts());
  right->addWidget(buildTiles());
  right->setStretchFactor(0, 1);
  right->setStretchFactor(1, 1);
  auto* whole = new QSplitter(Qt::Horizontal, this);
  whole->addWidget(buildTile());
  whole->addWidget(right);
  whole->setStretchFactor(1, 1);
  whole->setSizes({240, 480});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->addWidget(whole);

  auto* pause = new QTimer(this);
  pause->setSingleShot(true);
  pause->setInterval(kPastePauseMs);
  connect(own_, &QPlainTextEdit::textChanged, pause, qOverload<>(&QTimer::start));
  connect(pause, &QTimer::timeout, this, &MatchesPage::rankTexts);
  connect(source_, &QComboBox::currentIndexChanged, this, [this](int source) {
    own_->setVisible(source == 1);
    if (source == 1) own_->setFocus();
    rankTexts();
  });
  connect(texts_, &QTreeWidget::currentItemChanged, this, &MatchesPage::textChosen);
  connect(grid_, &ResultGrid::visibleRowsChanged, this, &MatchesPage::loadThumbnails);
  connect(&context->currentTile(), &CurrentTile::changed, this, &MatchesPage::tileChanged);
  connect(&context->archive(), &ArchiveController::archiveChanged, this, [this] {
    model_->setResult(nullptr);
    texts_->clear();
    tileChanged();
  });
  connect(&context->thumbnails(), &ThumbnailLoader::changed, this, [this](qint64 tile) {
    if (tile == tile_ && isVisible()) picture_->showPicture(context_->thumbnails().pixmap(tile).toImage(), {});
  });
  onLanguageChange(this, [this] { retranslate(); });
}

MatchesPage::~MatchesPage() = default;

QWidget* MatchesPage::buildTile() {
  auto* side = new QWidget(this);
  picture_ = new TilePicture(side);
  picture_->setRatio(1.0);
  scene_ = new ElidedLabel(side);
  scene_->setObjectName(QStringLiteral("matchScene"));
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 4, 0);
  column->addWidget(picture_);
  column->addWidget(scene_);
  column->addStretch(1);
  side->setMinimumWidth(160);
  return side;
}

QWidget* MatchesPage::buildTexts() {
  auto* side = new QWidget(this);
  textsTitle_ = new QLabel(side);
  source_ = new QComboBox(side);
  source_->setObjectName(QStringLiteral("matchSource"));
  textsTitle_->setBuddy(source_);
  own_ = new QPlainTextEdit(side);
  own_->setObjectName(QStringLiteral("matchOwnTexts"));
  own_->setTabChangesFocus(true);
  own_->setFixedHeight(84);
  own_->hide();
  texts_ = new QTreeWidget(side);
  texts_->setObjectName(QStringLiteral("matchTexts"));
  texts_->setRootIsDecorated(false);
  texts_->setUniformRowHeights(true);
  texts_->setColumnCount(3);
  texts_->header()->setStretchLastSection(false);
  texts_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  texts_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  texts_->header()->setSectionResizeMode(2, QHeaderView::Stretch);
  state_ = new StatePage(side);
  state_->setObjectName(QStringLiteral("matchState"));
  stack_ = new QStackedWidget(side);
  stack_->addWidget(state_);
  stack_->addWidget(texts_);
  auto* row = new QHBoxLayout;
  row->addWidget(textsTitle_);
  row->addWidget(source_);
  row->addStretch(1);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(4, 0, 0, 0);
  column->addLayout(row);
  column->addWidget(own_);
  column->addWidget(stack_, 1);
  return side;
}

QWidget* MatchesPage::buildTiles() {
  auto* side = new QWidget(this);
  tilesTitle_ = new ElidedLabel(side);
  tilesTitle_->setObjectName(QStringLiteral("matchTilesTitle"));
  model_ = new ResultModel(&context_->thumbnails(), this);
  grid_ = new ResultGrid(side);
  grid_->setObjectName(QStringLiteral("matchTiles"));
  grid_->setPictureSize(112);
  grid_->setModel(model_);
  selection_ = new GridSelection(grid_, model_, &context_->selection());
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(4, 4, 0, 0);
  column->addWidget(tilesTitle_);
  column->addWidget(grid_, 1);
  return side;
}

void MatchesPage::retranslate() {
  textsTitle_->setText(tr("&Texts of this tile, from"));
  const int source = std::max(0, source_->currentIndex());
  const QSignalBlocker quiet(source_);
  source_->clear();
  source_->addItems({tr("the archive's captions"), tr("a list of your own")});
  source_->setCurrentIndex(source);
  own_->setPlaceholderText(tr("Write or paste texts here, one a line"));
  own_->setAccessibleName(tr("Texts to compare, one a line"));
  texts_->setAccessibleName(tr("Texts, best first"));
  texts_->setHeaderLabels({tr("Rank"), tr("Score"), tr("Text")});
  grid_->setAccessibleName(tr("Tiles of the chosen text, best first"));
  picture_->setAccessibleName(tr("The tile"));
  tilesTitle_->setText(chosenText_.isEmpty() ? tr("Choose a text to see its tiles")
                                             : tr("Tiles of “%1”").arg(chosenText_));
  showState(texts_->topLevelItemCount() > 0);
}

void MatchesPage::enter() {
  if (texts_->topLevelItemCount() > 0) {
    texts_->setFocus(Qt::ShortcutFocusReason);
  } else {
    source_->setFocus(Qt::ShortcutFocusReason);
  }
}

void MatchesPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  tileChanged();
  loadThumbnails();
}

void MatchesPage::tileChanged() {
  if (!isVisible()) return;
  const Hit* hit = context_->currentTile().hit();
  const TileId now = hit ? hit->tile : 0;
  // A tile chosen below in the grid is one to look at, not one to rank texts for: the text stays the subject.
  if (now != 0 && now != tile_ && grid_->hasFocus()) return;
  if (now == tile_ && (now != 0 || !texts_->topLevelItemCount())) {
    showState(texts_->topLevelItemCount() > 0);
    return;
  }
  tile_ = now;
  texts_->clear();
  if (hit) {
    scene_->setText(QString::fromStdString(hit->scene) +
                    (hit->date.empty() ? QString() : QStringLiteral(" · ") + QString::fromStdString(hit->date)));
    picture_->showPicture(context_->thumbnails().pixmap(tile_).toImage(), {});
    context_->thumbnails().wantAlso(tile_, static_cast<int>(kPicturePixels * devicePixelRatioF()));
  } else {
    scene_->clear();
    picture_->showLoading();
  }
  rankTexts();
}

void MatchesPage::rankTexts() {
  const quint64 generation = ++generation_;
  error_.reset();
  loading_ = tile_ != 0 && context_->archive().state() == ArchiveState::Open;
  const bool own = source_->currentIndex() == 1;
  const std::vector<std::string> lines = own ? linesOf(own_->toPlainText()) : std::vector<std::string>();
  if (!loading_ || (own && lines.empty())) {
    loading_ = false;
    textWorker_.cancel();
    texts_->clear();
    showState(false);
    return;
  }
  showState(texts_->topLevelItemCount() > 0);
  textWorker_.post(
      [this, generation, session = context_->archive().session(), tile = tile_, own, lines](const std::stop_token&) {
        try {
          const auto matches = session->match().rank(tile, own ? lines : session->match().captions(), kTexts);
          QMetaObject::invokeMethod(
              this, [this, generation, matches] { tookTexts(generation, matches); }, Qt::QueuedConnection);
        } catch (const Cancelled&) {
          // another tile has taken its place
        } catch (...) {
          const UiError error = uiErrorOf(std::current_exception());
          QMetaObject::invokeMethod(
              this, [this, generation, error] { failed(generation, error); }, Qt::QueuedConnection);
        }
      });
}

void MatchesPage::tookTexts(quint64 generation, const std::vector<TextMatch>& matches) {
  if (generation != generation_) return;
  loading_ = false;
  texts_->clear();
  for (const TextMatch& match : matches) {
    auto* item =
        new QTreeWidgetItem({formatCount(match.rank), formatScore(match.score), QString::fromStdString(match.text)});
    item->setToolTip(2, QString::fromStdString(match.text));
    item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
    texts_->addTopLevelItem(item);
  }
  showState(!matches.empty());
  if (!matches.empty()) texts_->setCurrentItem(texts_->topLevelItem(0));
}

void MatchesPage::failed(quint64 generation, const UiError& error) {
  if (generation != generation_) return;
  loading_ = false;
  error_ = error;
  showState(false);
}

void MatchesPage::showState(bool table) {
  stack_->setCurrentIndex(table ? 1 : 0);
  if (table) return;
  if (error_) {
    state_->showError(*error_, {});
  } else if (loading_) {
    state_->showEmpty("view-refresh", tr("Comparing texts with the tile…"), {});
  } else if (tile_ == 0) {
    state_->showEmpty("edit-find", tr("No tile is selected"),
                      tr("Select a tile in the results or on the map to see which texts fit it."));
  } else if (source_->currentIndex() == 1) {
    state_->showEmpty("document-edit", tr("No texts yet"), tr("Write or paste texts above, one a line."));
  } else {
    state_->showEmpty("tag", tr("This archive has no captions yet"),
                      tr("Label tiles, import captions, or compare with a list of your own."));
  }
}

void MatchesPage::textChosen() {
  const QTreeWidgetItem* item = texts_->currentItem();
  if (item) rankTiles(item->text(2));
}

void MatchesPage::rankTiles(const QString& text) {
  if (text == chosenText_ && model_->rowCount() > 0) return;
  chosenText_ = text;
  tilesTitle_->setText(tr("Tiles of “%1”").arg(text));
  const quint64 generation = ++tilesGeneration_;
  Query query;
  query.text = text.toStdString();
  query.top = kTiles;
  tileWorker_.post([this, generation, session = context_->archive().session(), query](const std::stop_token& stop) {
    std::shared_ptr<const SearchResult> result;
    try {
      result = std::make_shared<const SearchResult>(session->search(query, stop));
    } catch (const Cancelled&) {
      return;
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this,
          [this, generation, error] {
            if (generation == tilesGeneration_) tilesTitle_->setText(errorSentence(error));
          },
          Qt::QueuedConnection);
      return;
    }
    QMetaObject::invokeMethod(
        this,
        [this, generation, result] {
          if (generation != tilesGeneration_) return;
          model_->setResult(result);
          selection_->showAgain();
        },
        Qt::QueuedConnection);
  });
}

void MatchesPage::loadThumbnails() {
  if (!isVisible()) return;
  QList<TileId> tiles;
  const auto [first, last] = grid_->visibleRows();
  for (int row = first; row <= last; ++row)
    if (const Hit* hit = model_->hitAt(model_->index(row))) tiles.append(hit->tile);
  context_->thumbnails().want(tiles, static_cast<int>(grid_->drawnPictureSize() * devicePixelRatioF()));
  if (tile_ != 0) context_->thumbnails().wantAlso(tile_, static_cast<int>(kPicturePixels * devicePixelRatioF()));
}

void addMatchesPage(MainWindow* window, AppContext* context) {
  auto* page = new MatchesPage(context, window);
  QAction* show = window->actions()->add(
      {"showMatches",
       "view-list-text",
       {Qt::Key_B},
       MenuPlace::Pages,
       [] { return MatchesPage::tr("Matc&hes"); },
       [] { return MatchesPage::tr("Which texts fit the tile, and which tiles fit the text"); }});
  window->addPage(
      page, "matches", [] { return MatchesPage::tr("Matches"); }, show);
}

}  // namespace tilescout::ui
