// Draws pages of the window and every page of the fine-tuning wizard over a real archive and a real training, for the
// guide and to be looked at.
//   ui_real_gallery ARCHIVE OUT en|zh_CN light|dark [desk] [space] [pages] [train] [runs]
// ARCHIVE must have captions, and scenes of one place on several dates. Models, settings and runs are those of
// $TILESCOUT_HOME, which should be a folder of its own. `train` needs tilescout-cli beside this program, `runs` a run
// that has ended.
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>
#include <iostream>
#include <iterator>

#include "base/paths.h"
#include "gallery_support.h"
#include "ui/app_context.h"
#include "ui/backend/core_backend.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/find_controller.h"
#include "ui/explore/layout_controller.h"
#include "ui/export/export_dialog.h"
#include "ui/main_window.h"
#include "ui/map/map_canvas.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/search/time_panel.h"
#include "ui/selection.h"
#include "ui/settings/settings_dialog.h"
#include "ui/support/fold_section.h"
#include "ui/train/finetune_window.h"
#include "ui/window_actions.h"

namespace {

using namespace tilescout;
using test::spin;
using test::spinUntil;
using ui::FinetuneWindow;

constexpr int kPatienceMs = 600'000;

class Gallery {
 public:
  Gallery(QString out, QString suffix, ui::AppContext* context, ui::MainWindow* window)
      : out_(std::move(out)), suffix_(std::move(suffix)), context_(context), window_(window) {}

  bool open(const QString& archive) {
    context_->archive().open(archive);
    spinUntil([&] { return context_->archive().state() == ui::ArchiveState::Open && context_->archive().model(); },
              kPatienceMs);
    return context_->archive().model().has_value();
  }

  void desk() {
    ask("a river between dark trees");
    ui::ResultGrid* grid = window_->results()->grid();
    grid->setCurrentIndex(grid->model()->index(3, 0));
    save("results");
    if (suffix_.endsWith(QLatin1String("_dark"))) return;
    trigger("palette");
    window_->findChild<QLineEdit*>(QStringLiteral("paletteLine"))->setText(QStringLiteral("map"));
    save("palette");
    window_->findChild<QWidget*>(QStringLiteral("commandPalette"))->hide();
    trigger("exportResults");
    auto* dialog = window_->findChild<ui::ExportDialog*>();
    save("export", dialog);
    dialog->reject();
    ui::SettingsDialog settings(context_, window_);
    settings.show();
    save("settings", &settings);
    settings.close();
    dates();
    map();
    ui::ModelCardDialog models(context_, window_);
    models.show();
    save("models", &models);
  }

  /// Stores layouts in the archive, and a comparison when it has embeddings of two models.
  void space() {
    for (const char* dock : {"detailsDock", "labelDock"}) {
      window_->findChild<QDockWidget*>(QString::fromLatin1(dock))->hide();
    }
    trigger("embedding");
    page_ = window_->findChild<ui::EmbeddingPage*>();
    layOut("umap", false);
    save("embedding");
    page_->find(ui::FindKind::Duplicates);
    spinUntil([&] { return !page_->finder()->isFinding() && !page_->finder()->isEmpty(); }, kPatienceMs);
    auto* keep = page_->findChild<QComboBox*>(QStringLiteral("findKeep"));
    keep->setCurrentIndex(keep->findData(static_cast<int>(jobs::KeepRule::Newest)));
    if (QListWidgetItem* line = page_->findChild<QListWidget*>(QStringLiteral("findList"))->item(2))
      line->setSelected(true);
    save("found");
    page_->finder()->clear();
    context_->selection().clear();
    compare();
    layOut("pca", true);
    save("embedding_texts");
  }

  /// What is asked before a training.
  void pages() {
    openWizard();
    spinUntil([&] { return wizard_->plan().dataState() == ui::FactState::Ready && wizard_->plan().estimate(); },
              kPatienceMs);
    save("wizard_data", wizard_);
    wizard_->goTo(FinetuneWindow::Model);
    spin(500);
    save("wizard_model", wizard_);
    wizard_->goTo(FinetuneWindow::Recipe);
    save("wizard_recipe", wizard_);
  }

  void train() {
    openWizard();
    spinUntil([&] { return wizard_->plan().dataState() == ui::FactState::Ready && wizard_->plan().estimate(); },
              kPatienceMs);
    wizard_->plan().change([](train::TrainConfig& config) { config.epochs = 3; });
    wizard_->run().start(wizard_->plan().session(), wizard_->plan().request());
    wizard_->goTo(FinetuneWindow::Run);
    spinUntil([&] { return wizard_->run().lastStep() && wizard_->run().lastStep()->epoch >= 1.9; }, kPatienceMs);
    save("wizard_run", wizard_);
    spinUntil([&] { return wizard_->step() == FinetuneWindow::Result; }, kPatienceMs);
  }

  /// The runs that there are, and the result of the one that changed last.
  void runs() {
    openWizard();
    wizard_->showRuns();
    auto* open = wizard_->findChild<QPushButton*>(QStringLiteral("runOpen"));
    spinUntil([&] { return open->isEnabled(); }, kPatienceMs);
    spin(1000);
    save("wizard_runs", wizard_);
    open->click();
    spinUntil([&] { return wizard_->step() == FinetuneWindow::Result && !wizard_->showsRuns(); }, kPatienceMs);
    auto* tabs = wizard_->findChild<QTabWidget*>(QStringLiteral("resultTabs"));
    for (int i = 0; i < tabs->count(); ++i) {
      tabs->setCurrentIndex(i);
      spin(800);
      save(qPrintable(QStringLiteral("wizard_result%1").arg(i + 1)), wizard_);
    }
  }

 private:
  void layOut(const char* method, bool texts) {
    jobs::ExploreOptions options;
    options.method = method;
    options.withTexts = texts;
    page_->controller()->make(options);
    spinUntil(
        [&] {
          const auto& view = page_->controller()->view();
          return view && !page_->controller()->isMaking() && view->method == method && view->texts.empty() != texts;
        },
        kPatienceMs);
    spin(1500);  // pictures
  }
  /// The archive's first model beside the one that it answers with.
  void compare() {
    ui::ComparisonController* comparison = page_->comparison();
    spinUntil([&] { return !comparison->models().empty(); }, kPatienceMs);
    const auto& models = comparison->models();
    const auto after = std::find_if(models.begin(), models.end(), [](const auto& model) { return model.active; });
    if (models.size() < 2 || after == models.end()) return;
    const auto before = after == models.begin() ? std::next(after) : models.begin();
    comparison->compare(before->fingerprint, after->fingerprint);
    spinUntil([&] { return comparison->view() && !comparison->isMaking(); }, kPatienceMs);
    auto* measures = page_->findChild<ui::FoldSection*>();
    measures->setOpen(true);
    spin(1500);
    save("compare");
    measures->setOpen(false);
    comparison->close();
  }
  void openWizard() {
    wizard_ = window_->findChild<FinetuneWindow*>();
    wizard_->resize(980, 640);
    wizard_->bringUp();
  }
  void dates() {
    window_->results()->showLarge();
    spin(1500);
    trigger("largeDates");
    spin(2500);
    save("dates_beside");
    auto* panel = window_->findChild<ui::TimePanel*>();
    panel->findChild<QToolButton*>(QStringLiteral("timeSwipe"))->click();
    save("dates_swipe");
    trigger("largeDates");
  }
  void map() {
    trigger("showMap");
    auto* canvas = window_->findChild<ui::MapCanvas*>();
    canvas->fitScenes();
    spin(2500);
    trigger("mapList");
    save("map_list");
    trigger("mapList");
    save("map");
  }
  void ask(const char* text) {
    window_->queryBar()->setText(QString::fromUtf8(text));
    spinUntil([&] { return context_->search().answeredText() == QString::fromUtf8(text); }, kPatienceMs);
    spin(1500);  // pictures
  }
  void trigger(const char* name) {
    if (QAction* action = window_->actions()->find(name))
      action->trigger();
    else
      std::cerr << "no action " << name << '\n';
  }
  void save(const char* name, QWidget* widget = nullptr) {
    window_->findChild<QDockWidget*>(QStringLiteral("jobsDock"))->hide();  // says what was done for this picture
    window_->resize(1280, 720);
    spin(700);
    QWidget* shown = widget ? widget : static_cast<QWidget*>(window_);
    shown->grab().save(QStringLiteral("%1/%2_%3.png").arg(out_, QString::fromLatin1(name), suffix_));
  }

  const QString out_, suffix_;
  ui::AppContext* const context_;
  ui::MainWindow* const window_;
  FinetuneWindow* wizard_ = nullptr;
  ui::EmbeddingPage* page_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 6) {
    std::cerr << "usage: ui_real_gallery ARCHIVE OUT en|zh_CN light|dark desk|space|pages|train|runs …\n";
    return 2;
  }
  QDir().mkpath(arguments[2]);
  const bool dark = arguments[4] == QLatin1String("dark");
  ui::AppContext context(std::make_unique<ui::CoreBackend>(), paths::userData());
  context.setTheme(dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
  context.setLanguage(arguments[3]);
  ui::MainWindow window(&context);
  window.resize(1280, 720);
  window.show();
  Gallery gallery(arguments[2], arguments[3].left(2) + (dark ? QStringLiteral("_dark") : QString()), &context, &window);
  if (!gallery.open(arguments[1])) return 1;
  if (arguments.contains(QLatin1String("desk"))) gallery.desk();
  if (arguments.contains(QLatin1String("space"))) gallery.space();
  if (arguments.contains(QLatin1String("pages"))) gallery.pages();
  if (arguments.contains(QLatin1String("train"))) gallery.train();
  if (arguments.contains(QLatin1String("runs"))) gallery.runs();
  return 0;
}
