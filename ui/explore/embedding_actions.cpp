// What the Embedding page offers in menus and dialogs.
#include <QActionGroup>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <utility>

#include "ui/app_context.h"
#include "ui/explore/compare_dialog.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/comparison_panel.h"
#include "ui/explore/embedding_bar.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/find_panel.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/plot_export.h"
#include "ui/explore/plot_export_dialog.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/text_layer.h"
#include "ui/label/label_controller.h"
#include "ui/main_window.h"
#include "ui/search/query_bar.h"
#include "ui/selection.h"
#include "ui/support/error_text.h"
#include "ui/support/icons.h"
#include "ui/support/notice_bar.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

const QString kWordsKey = QStringLiteral("embeddingWords");

QStringList ownWords(AppContext* context) { return context->settings().view(kWordsKey).toStringList(); }

QAction* choice(QMenu* menu, const QString& text, const QString& tip, bool checked) {
  QAction* action = menu->addAction(text);
  action->setToolTip(tip);
  action->setCheckable(true);
  action->setChecked(checked);
  return action;
}

}  // namespace

void EmbeddingPage::fillTextsMenu() {
  textsMenu_->clear();
  textsMenu_->setToolTipsVisible(true);
  QAction* query = choice(textsMenu_, tr("The query"),
                          tr("Where the tiles lie that fit the query best; follows your typing"), texts_->showsQuery());
  connect(query, &QAction::toggled, this, [this](bool on) {
    texts_->setShowsQuery(on);
    wantScores();
  });
  textsMenu_->addSeparator();
  auto* group = new QActionGroup(textsMenu_);
  const auto add = [&](TextLayer::Kind kind, const QString& text, const QString& tip) {
    QAction* action = choice(textsMenu_, text, tip, texts_->kind() == kind);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, kind] {
      if (kind == TextLayer::Kind::Words) return askWords();
      texts_->show(kind);
    });
  };
  add(TextLayer::Kind::None, tr("No other texts"), tr("Only the tiles"));
  add(TextLayer::Kind::Captions, tr("Captions"),
      tr("The archive's commonest captions, each at the tiles that fit it best"));
  add(TextLayer::Kind::LandCover, tr("Land cover"), tr("Words for land cover, each at the tiles that fit it best"));
  add(TextLayer::Kind::Words, tr("My own words…"), tr("A list of your own, each word at the tiles that fit it best"));
}

void EmbeddingPage::fillFindMenu() {
  findMenu_->clear();
  findMenu_->setToolTipsVisible(true);
  for (const char* action : {"findDuplicates", "findOutliers", "findWorthLabelling", "findChanged"}) {
    if (QAction* found = window_->actions()->find(action)) findMenu_->addAction(found);
  }
}

void EmbeddingPage::find(FindKind kind) {
  if (kind != FindKind::Changed) return finder_->find(kind, finder_->cosine());
  if (comparing()) return finder_->showChanged(*comparison_->view());
  askModels();
}

void EmbeddingPage::askModels() {
  auto* dialog = new CompareDialog(comparison_->models(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog] { comparison_->compare(dialog->before(), dialog->after()); });
  dialog->open();
}

void EmbeddingPage::askOptions() {
  auto* dialog = new LayoutOptionsDialog(controller_->cost(), ownWords(context_), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWithTexts(controller_->view() && !controller_->view()->texts.empty());
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    if (!dialog->words().isEmpty()) context_->settings().setView(kWordsKey, dialog->words());
    controller_->make(dialog->options());
  });
  dialog->open();
}

void EmbeddingPage::askWords() {
  auto* dialog = new QDialog(this);
  dialog->setObjectName(QStringLiteral("wordsDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("My own words"));
  auto* text = new QPlainTextEdit(ownWords(context_).join(QLatin1Char('\n')), dialog);
  text->setPlaceholderText(tr("One word or short text a line"));
  text->setAccessibleName(tr("Words"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(new QLabel(tr("Words to look for among the tiles, one a line:"), dialog));
  column->addWidget(text, 1);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, this, [this, text] {
    const QStringList words = wordLines(text->toPlainText());
    context_->settings().setView(kWordsKey, words);
    texts_->show(words.isEmpty() ? TextLayer::Kind::None : TextLayer::Kind::Words, words);
  });
  dialog->open();
}

void EmbeddingPage::exportPlot(bool onlySelected) {
  const ScatterView* plot = comparing() ? pair_->after() : plot_;
  PlotExportDialog::Offer offer;
  offer.plot = plot->size();
  offer.all = shownView() ? static_cast<int>(shownView()->tiles.size()) : 0;
  offer.selected = static_cast<int>(plot->selectedPoints().size());
  offer.comparing = comparing();
  offer.folder = context_->settings().lastFolder();
  auto* dialog = new PlotExportDialog(offer, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (onlySelected) dialog->setOnlySelected();
  connect(dialog, &QDialog::accepted, this, [this, dialog] { write(*dialog); });
  dialog->open();
}

void EmbeddingPage::write(const PlotExportDialog& dialog) {
  const QString file = dialog.target();
  context_->settings().setLastFolder(QFileInfo(file).absolutePath());
  if (isPlotPicture(file)) {
    PlotPicture picture;
    picture.width = dialog.width();
    picture.hidden = legend_->hidden();
    if (dialog.withLegend()) picture.legend = colouring_;
    const QString trouble = writePlot(comparing() ? *pair_->after() : *plot_, file, picture);
    if (!trouble.isEmpty()) notice_->setNotice(NoticeBar::Kind::Warning, trouble);
  } else if (comparing()) {
    comparison_->write(file);
  } else {
    controller_->write(file, dialog.onlySelected() ? context_->selection().tiles() : std::vector<TileId>());
  }
}

/// The query looks among these tiles only; without one yet, its line is where to go on.
void EmbeddingPage::searchOnly(const std::vector<TileId>& tiles, const QString& name) {
  if (tiles.empty()) return;
  context_->search().setTiles(tiles, name);
  if (context_->search().draft().hasSubject()) {
    window_->actions()->results->trigger();
  } else {
    window_->queryBar()->focusLine();
  }
}

/// A text of the plot becomes the query.
void EmbeddingPage::searchText(const QString& text) {
  if (text.isEmpty()) return;  // the mark of a query that has none
  QueryDraft draft = context_->search().draft();
  draft.query.text = text.toStdString();
  draft.query.translation.clear();
  context_->search().setDraft(draft);
}

/// The selected tiles as a list of their own.
void EmbeddingPage::showSelected() {
  std::vector<std::pair<TileId, double>> tiles;
  for (const TileId tile : context_->selection().tiles()) tiles.emplace_back(tile, 0.0);
  finder_->showTiles(std::move(tiles), tr("Selected in the plot"));
}

void EmbeddingPage::wireFinder() {
  connect(finder_, &FindController::changed, this, &EmbeddingPage::refreshFound);
  connect(finder_, &FindController::notDecided, this,
          [this](const UiError& error) { notice_->setNotice(NoticeBar::Kind::Warning, errorSentence(error)); });
  connect(finder_, &FindController::shown, this, [this] {
    window_->actions()->results->trigger();
    if (const TileId first = std::exchange(labelFirst_, 0)) startLabelling(first);
  });
  connect(found_, &FindPanel::labelRequested, this, [this](const std::vector<int>& lines) {
    if (lines.empty()) return;
    labelFirst_ = finder_->findings()[static_cast<std::size_t>(lines.front())].tiles.front();
    finder_->showInResults(lines);
  });
  connect(found_, &FindPanel::notForTrainingRequested, this, [this](const std::vector<TileId>& tiles) {
    if (tiles.empty()) return;
    context_->labels().setForTraining(tiles, false);
    notice_->setNotice(NoticeBar::Kind::Information,
                       tr("%Ln tile(s) are not for training from now on. Undo takes that back.", nullptr,
                          static_cast<int>(tiles.size())));
  });
}

/// One tile after the other, in the order of the results: several selected tiles would get one caption together.
void EmbeddingPage::startLabelling(TileId first) {
  context_->selection().set({first}, first);
  if (QAction* label = window_->actions()->find("label")) label->trigger();
}

/// What other parts of the window offer for the selected tiles, when they are there.
void EmbeddingPage::showMenu(const QPoint& at) {
  QMenu menu(this);
  const QString text = comparing() ? QString() : plot_->textUnder(plot_->mapFromGlobal(at));
  if (!text.isEmpty()) {
    QAction* search =
        menu.addAction(themeIcon("edit-find"), tr("Search for this text"), this, [this, text] { searchText(text); });
    search->setToolTip(tr("Make this text the query"));
    menu.addSeparator();
  }
  QAction* results = menu.addAction(tr("Show in results"), this, &EmbeddingPage::showSelected);
  results->setEnabled(!context_->selection().isEmpty());
  for (const char* action :
       {"moreLike", "lessLike", "showMatches", "showMap", "label", "tag", "collect", "forTraining"}) {
    if (QAction* found = window_->actions()->find(action)) menu.addAction(found);
  }
  QAction* only = menu.addAction(themeIcon("edit-find"), tr("Search only the selected"), this, [this] {
    searchOnly(context_->selection().tiles(), tr("the selection of the plot"));
  });
  only->setToolTip(tr("Let the query look among these tiles only"));
  QAction* out =
      menu.addAction(themeIcon("document-export"), tr("Export the selected…"), this, [this] { exportPlot(true); });
  out->setToolTip(tr("Write the selected tiles with their places and clusters to a file"));
  for (QAction* action : {only, out}) action->setEnabled(!context_->selection().isEmpty());
  menu.addSeparator();
  menu.addAction(tr("Select all shown"), this,
                 [this] { context_->selection().set((comparing() ? pair_->after() : plot_)->shownTiles()); });
  menu.addAction(tr("Show all"), this, [this] {
    plot_->fit();
    pair_->fit();
  });
  menu.exec(at);
}

void EmbeddingPage::addTools(WindowActions* actions, QAction* open) {
  bar_->addActions(actions, this, [this, open] {
    open->trigger();
    return bar_->isVisible();  // not while there is no layout
  });
}

namespace {

void addFind(MainWindow* window, EmbeddingPage* page, QAction* open, FindKind kind, ActionSpec spec) {
  QAction* action = window->actions()->add(spec);
  QObject::connect(action, &QAction::triggered, page, [page, open, kind] {
    open->trigger();
    page->find(kind);
  });
}

void addFinds(MainWindow* window, EmbeddingPage* page, QAction* open) {
  ActionSpec spec{
      "findDuplicates",
      "edit-copy",
      {Qt::Key_F6},
      MenuPlace::Search,
      [] { return EmbeddingPage::tr("Find near-duplicates"); },
      [] { return EmbeddingPage::tr("Tiles that are the same picture, the same place, or all but alike"); }};
  spec.newSection = true;
  addFind(window, page, open, FindKind::Duplicates, spec);
  addFind(window, page, open, FindKind::Outliers,
          {"findOutliers",
           "dialog-question",
           {Qt::SHIFT | Qt::Key_F6},
           MenuPlace::Search,
           [] { return EmbeddingPage::tr("Find outliers"); },
           [] { return EmbeddingPage::tr("Tiles that are least like any other, with the reason"); }});
  addFind(window, page, open, FindKind::WorthLabelling,
          {"findWorthLabelling",
           "tag",
           {Qt::Key_F7},
           MenuPlace::Search,
           [] { return EmbeddingPage::tr("Find tiles worth labelling"); },
           [] { return EmbeddingPage::tr("Unlabelled tiles that speak for many others, most telling first"); }});
  addFind(window, page, open, FindKind::Changed,
          {"findChanged",
           "view-refresh",
           {Qt::SHIFT | Qt::Key_F7},
           MenuPlace::Search,
           [] { return EmbeddingPage::tr("Find tiles that changed most"); },
           [] { return EmbeddingPage::tr("Tiles that another model sees among other neighbours"); }});
}

}  // namespace

void addEmbeddingPage(MainWindow* window, AppContext* context) {
  auto* page = new EmbeddingPage(context, window);
  const ActionSpec spec{"embedding",
                        "view-statistics",
                        {Qt::Key_E},
                        MenuPlace::Pages,
                        [] { return EmbeddingPage::tr("Embedding"); },
                        [] { return EmbeddingPage::tr("Show all tiles by likeness"); }};
  QAction* open = window->actions()->add(spec);
  window->addPage(
      page, "embedding", [] { return EmbeddingPage::tr("Embedding"); }, open);
  addFinds(window, page, open);
  page->addTools(window->actions(), open);
  QAction* compare = window->actions()->add(
      {"compareModels",
       "view-split-left-right",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_K},
       MenuPlace::Model,
       [] { return EmbeddingPage::tr("Compare two models…"); },
       [] { return EmbeddingPage::tr("Lay out two models together and see what has changed"); }});
  QObject::connect(compare, &QAction::triggered, page, [page, open] {
    open->trigger();
    page->askModels();
  });
}

}  // namespace tilescout::ui
