// Draws every page of the window over the fake backend, in both languages and palettes, into PNG files to look at.
//   ui_gallery OUT [FOLDER OF PICTURES [PAGE…]]     PAGE: the name of a function below, "view" say; none: all
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <chrono>
#include <iostream>
#include <thread>

#include "base/error.h"
#include "fake_backend.h"
#include "gallery.h"
#include "gallery_support.h"
#include "ui/app_context.h"
#include "ui/archive/archive_jobs.h"
#include "ui/archive/recent_archives.h"
#include "ui/archive/relink_dialog.h"
#include "ui/help/diagnostics_dialog.h"
#include "ui/label/label_controller.h"
#include "ui/label/label_export_dialog.h"
#include "ui/label/label_import_dialog.h"
#include "ui/main_window.h"
#include "ui/map/background_dialog.h"
#include "ui/map/map_background.h"
#include "ui/map/map_canvas.h"
#include "ui/map/map_page.h"
#include "ui/model/import_dialog.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/example_popup.h"
#include "ui/search/filter_panel.h"
#include "ui/search/hover_card.h"
#include "ui/search/large_view.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_panel.h"
#include "ui/search/time_panel.h"
#include "ui/settings/keys_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/support/fold_section.h"
#include "ui/window_actions.h"

namespace tilescout::test {

void Gallery::draw(const QString& language, ui::ThemeChoice theme) {
  suffix_ = language + (theme == ui::ThemeChoice::Dark ? QStringLiteral("_dark") : QStringLiteral("_light"));
  using Page = void (Gallery::*)();
  const std::vector<std::pair<const char*, Page>> pages = {
      {"welcome", &Gallery::welcome},      {"noScenes", &Gallery::noScenes},
      {"examples", &Gallery::examples},    {"loading", &Gallery::loading},
      {"results", &Gallery::results},      {"unknownWords", &Gallery::unknownWords},
      {"large", &Gallery::large},          {"failures", &Gallery::failures},
      {"indexing", &Gallery::indexing},    {"indexEnds", &Gallery::indexEnds},
      {"dialogs", &Gallery::dialogs},      {"desk", &Gallery::desk},
      {"query", &Gallery::query},          {"cut", &Gallery::cut},
      {"groups", &Gallery::groups},        {"map", &Gallery::map},
      {"dates", &Gallery::dates},          {"refine", &Gallery::refine},
      {"backup", &Gallery::backup},        {"alerts", &Gallery::alerts},
      {"adding", &Gallery::adding},
      {"matches", &Gallery::matches},      {"labels", &Gallery::labels},
      {"palette", &Gallery::palette},      {"embedding", &Gallery::embedding},
      {"comparison", &Gallery::comparison}};
  for (const auto& [name, page] : pages) {
    if (!only_.isEmpty() && !only_.contains(QLatin1String(name))) continue;
    QTemporaryDir home;
    world_ = std::make_shared<test::FakeWorld>();
    world_->pictures = pictures_;
    world_->tilesPerScene = 400;
    auto context = std::make_unique<ui::AppContext>(std::make_unique<test::FakeBackend>(world_),
                                                    std::filesystem::path(home.path().toStdString()));
    context->setTheme(theme);
    context->setLanguage(language);
    auto window = std::make_unique<ui::MainWindow>(context.get());
    window->resize(1280, 720);
    window->show();
    context_ = context.get();
    window_ = window.get();
    (this->*page)();
    world_->holdSearches = world_->holdIndex = world_->holdThumbnails = false;
    window.reset();
    context.reset();
  }
}

void Gallery::save(const char* name, QWidget* widget) {
  spin(250);
  const QString file = QStringLiteral("%1/%2_%3.png").arg(out_, QString::fromLatin1(name), suffix_);
  (widget ? widget : static_cast<QWidget*>(window_))->grab().save(file);
}

void Gallery::open() {
  context_->archive().open(QStringLiteral("/tmp/Fargo.tilescout"));
  spin(150);
}

void Gallery::type(const char* text) {
  window_->queryBar()->setText(QString::fromUtf8(text));
  spin(350);
}

void Gallery::welcome() {
  context_->settings().setLastArchive(QStringLiteral("/media/disk/Duluth.tilescout"));
  context_->settings().setLastArchive(QCoreApplication::applicationFilePath());
  window_->recentArchives()->refresh();
  save("01_welcome");
}

void Gallery::noScenes() {
  world_->scenes = 0;
  open();
  save("02_no_scenes");
}

void Gallery::examples() {
  open();
  save("03_examples");
}

void Gallery::loading() {
  world_->holdSearches = true;
  open();
  type("ships in a harbour");
  save("04_loading");
}

void Gallery::results() {
  world_->offlineScenes = {3};
  open();
  type("ships in a harbour");
  ui::ResultGrid* grid = window_->results()->grid();
  grid->setFocus();
  grid->setCurrentIndex(grid->model()->index(3, 0));
  save("05_results");
  grid->setCurrentIndex(grid->model()->index(2, 0));
  save("06_results_offline_scene");
}

void Gallery::unknownWords() {
  world_->unknownWords = {"helicopter", "igloo"};
  world_->pendingTiles = 12345;
  open();
  type("a helicopter beside an igloo");
  save("07_notices");
}

void Gallery::large() {
  open();
  type("dense houses");
  ui::ResultGrid* grid = window_->results()->grid();
  grid->setCurrentIndex(grid->model()->index(1, 0));
  window_->results()->showLarge();
  save("08_large");
}

void Gallery::failures() {
  world_->searchError =
      Error(ErrorCode::Incompatible, "the embeddings are of model remoteclip-b32", "/data/Fargo.tilescout");
  open();
  type("dense houses");
  for (auto* button : window_->findChildren<QToolButton*>()) {
    if (button->isCheckable() && button->isVisible()) button->setChecked(true);
  }
  save("09_search_failed");
  world_->openError = Error(ErrorCode::Corrupt, "file is not a database", "/data/archives/Fargo.tilescout");
  open();
  save("10_open_failed");
}

void Gallery::indexing() {
  world_->holdIndex = true;
  world_->pendingTiles = 57289;
  open();
  context_->archive().addScenes({QStringLiteral("/data/naip")});
  type("dense houses");
  save("11_indexing");
}

void Gallery::indexEnds() {
  world_->problems = {{"/data/naip/corrupt.tif", "corrupt", "TIFFReadDirectory: failed to read directory at offset 8"},
                      {"/data/naip/elevation_dsm.tif", "not_a_picture", "one band of float32 heights"}};
  open();
  context_->archive().addScenes({QStringLiteral("/data/naip")});
  type("dense houses");
  world_->indexError = Error(ErrorCode::Io, "No space left on device", "/data/archives/Fargo.tilescout");
  context_->archive().addScenes({QStringLiteral("/data/more")});
  spin(200);
  for (auto* button : window_->findChildren<QToolButton*>(QStringLiteral("jobDetails"))) button->setChecked(true);
  save("12_index_ended");
}

void Gallery::dialogs() {
  open();
  ui::ModelCardDialog card(context_, window_);
  card.show();
  save("13_model_card", &card);
  ui::KeysDialog keys(window_->actions(), window_);
  keys.show();
  save("14_keys", &keys);
  ui::SettingsDialog settings(context_, window_);
  settings.show();
  save("31_settings", &settings);
  ui::ImportDialog import(context_, window_);
  import.askActivation(QStringLiteral("/data/RemoteCLIP-ViT-B-32.pt"), {}, {});
  import.show();
  save("32_import", &import);
  import.findChild<QTabWidget*>()->setCurrentIndex(1);
  auto* known = import.findChild<QComboBox*>(QStringLiteral("importKnown"));
  known->setCurrentIndex(4);
  Q_EMIT known->activated(4);
  save("33_import_network", &import);
  ui::DiagnosticsDialog diagnostics(context_, window_);
  static_cast<QDialog&>(diagnostics).show();
  save("34_diagnostics", &diagnostics);
}

void Gallery::desk() {
  world_->offlineScenes = {2, 3};
  world_->labels.addCaption(std::vector<TileId>{1001, 1002}, "two ships at a long quay");
  open();
  ui::RelinkDialog relink(context_, window_);
  relink.show();
  spin(600);
  QTemporaryDir disk;
  QDir(disk.path()).mkdir(QStringLiteral("moved"));
  relink.showScene(2);
  relink.setPlace(disk.filePath(QStringLiteral("moved")));
  save("41_relink", &relink);
  ui::LabelImportDialog import(context_, window_);
  import.show();
  import.setPath(disk.path());
  save("42_import_labels", &import);
  ui::LabelExportDialog write(context_, window_);
  write.show();
  write.setFormat(QStringLiteral("authors"));
  spin(300);
  save("43_export_labels", &write);
  save("44_missing_scenes");
}

void Gallery::labels() {
  const std::vector<TileId> chosen = {test::fakeTileAt(*world_, "ships in a harbour", 1),
                                      test::fakeTileAt(*world_, "ships in a harbour", 3)};
  world_->labels.addCaption(chosen, "two ships at a long quay");
  world_->labels.addTag(chosen, "harbour");
  world_->labels.addTag({chosen.data(), 1}, "water");
  world_->labels.addToCollection("Ports of Fargo", chosen);
  open();
  type("ships in a harbour");
  context_->selection().set({chosen[0]}, chosen[0]);
  window_->actions()->find("collect")->trigger();
  window_->actions()->find("label")->trigger();
  spin(400);
  save("35_labels");
  context_->selection().set(chosen, chosen[0]);
  spin(400);
  save("36_labels_many");
}

void Gallery::palette() {
  open();
  type("ships in a harbour");
  window_->actions()->palette->trigger();
  save("37_palette");
  window_->findChild<QLineEdit*>(QStringLiteral("paletteLine"))->setText(QStringLiteral("naip"));
  save("38_palette_scenes");
}

void Gallery::query() {
  world_->translation = "airport with two runways";
  world_->sensors = {{2, "Landsat 8 OLI"}, {3, ""}};
  world_->wordMatches = 12;
  open();
  type("有两条跑道的机场");
  context_->search().change([](ui::QueryDraft& draft) {
    draft.query.like = {1003};
    draft.query.notTexts = {"clouds"};
    draft.query.bbox = {{-97.5, 46.5, -96.5, 47.5}};
    draft.areaName = QStringLiteral("Fargo");
    draft.query.fromDate = "2015";
    draft.query.sensors = {"NAIP"};
    draft.query.useTemplates = true;
  });
  spin(300);
  auto* panel = window_->findChild<ui::FilterPanel*>();
  panel->open(window_->findChild<QToolButton*>(QStringLiteral("queryFilters")));
  save("20_filters", panel);
  panel->findChild<QTabWidget*>()->setCurrentIndex(1);
  save("20_filters_sensors", panel);
  panel->hide();
  save("21_query");
  ui::ResultGrid* grid = window_->results()->grid();
  Q_EMIT grid->rested(grid->model()->index(2, 0));
  save("22_hover", window_->findChild<ui::HoverCard*>(QStringLiteral("hoverCard")));
}

void Gallery::cut() {
  open();
  type("ships in a harbour");
  context_->search().change([](ui::QueryDraft& draft) { draft.query.minBand = ScoreBand::Likely; });
  spin(300);
  window_->findChild<QComboBox*>(QStringLiteral("resultGroup"))->setCurrentIndex(int(ui::HitGroups::Scene));
  save("23_cut_grouped");
  context_->search().change([](ui::QueryDraft& draft) { draft.query.minScore = 0.9; });
  spin(300);
  save("24_nothing_passes");
}

void Gallery::groups() {
  open();
  type("ships in a harbour");
  auto* group = window_->findChild<QComboBox*>(QStringLiteral("resultGroup"));
  group->setCurrentIndex(static_cast<int>(ui::HitGroups::Place));
  save("39_by_place");
  group->setCurrentIndex(static_cast<int>(ui::HitGroups::Band));
  ui::ResultGrid* grid = window_->results()->grid();
  grid->scrollTo(grid->model()->index(180, 0));
  save("40_by_band");
  context_->search().addPicture({Image(8, 8), "/data/harbour.png", 1.5});
  spin(300);
  auto* chip = window_->findChild<QFrame*>(QStringLiteral("chipImage"));
  chip->findChild<QToolButton*>(QStringLiteral("chipOpen"))->click();
  auto* popup = window_->findChild<ui::ExamplePopup*>();
  save("41_example_weight", popup);
  popup->hide();
}

void Gallery::map() {
  open();
  type("ships in a harbour");
  window_->actions()->find("showMap")->trigger();
  auto* page = window_->findChild<ui::MapPage*>();
  page->canvas()->fitScenes();
  context_->search().setArea({-97.18, 47.25, -97.13, 47.28}, QStringLiteral("Port of Fargo"));
  spin(500);
  save("42_map_area");
  page->background()->take({QStringLiteral("http://maps.invalid/{z}/{x}/{y}.png"), QStringLiteral("© Survey"), true});
  page->canvas()->zoomBy(0.3);
  spin(500);
  save("43_map_background");
  world_->backgroundError =
      Error(ErrorCode::Io, "cannot be reached: no route to host", "http://maps.invalid/{z}/{x}/{y}.png");
  page->background()->take({QStringLiteral("http://maps.invalid/{z}/{x}/{y}"), {}, true});
  spin(500);
  save("44_map_background_fails");
  ui::BackgroundDialog dialog({QStringLiteral("http://maps.invalid/{z}/{x}/{y}.png"), {}, false}, {}, window_);
  dialog.show();
  save("45_background_dialog", &dialog);
}

void Gallery::dates() {
  open();
  type("ships in a harbour");
  ui::ResultGrid* grid = window_->results()->grid();
  grid->setCurrentIndex(grid->model()->index(1, 0));
  window_->results()->showLarge();
  auto* large = window_->results()->largeView();
  spin(300);
  large->findChild<QToolButton*>(QStringLiteral("largeExample"))->click();
  large->findChild<QToolButton*>(QStringLiteral("largeHeat"))->click();
  spin(300);
  save("46_large_heat");
  large->findChild<QToolButton*>(QStringLiteral("largeDates"))->click();
  large->time()->findChild<QToolButton*>(QStringLiteral("timeBlink"))->click();
  spin(300);
  save("47_blink");
}

void Gallery::refine() {
  open();
  type("ships in a harbour");
  ui::ResultGrid* grid = window_->results()->grid();
  const auto tile = [&](int row) {
    return grid->model()->index(row, 0).data(ui::ResultModel::TileIdRole).toLongLong();
  };
  context_->refine().mark({tile(0), tile(2), tile(3)}, true);
  context_->refine().mark({tile(5), tile(6)}, false);
  spin(400);
  save("25_refine");
  context_->refine().setStrip(ui::RefineStrip::Random);
  spin(400);
  for (int row = 0; row < 9; ++row) context_->refine().mark({tile(row)}, row % 4 != 1);
  spin(400);
  save("26_random_sample");
}

void Gallery::backup() {
  open();
  type("ships in a harbour");
  const auto add = [this](const char* file, ui::Job::Work work) {
    context_->jobs().add(
        std::make_unique<ui::Job>(ui::ArchiveJobs::backUp(QString::fromLatin1(file)), std::move(work)));
  };
  add("/media/disk/Fargo-2026-11-29.tilescout", [](JobContext&) { return ui::JobOutcome(); });
  add("/media/full/Fargo.tilescout", [](JobContext&) -> ui::JobOutcome {
    throw Error(ErrorCode::Io, "No space left on device", "/media/full/Fargo.tilescout");
  });
  add("/media/slow/Fargo.tilescout", [](JobContext& job) {
    job.report({"copy", 41, 100});
    while (!job.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return ui::JobOutcome();
  });
  spin(600);
  save("48_backup");
}

void Gallery::alerts() {
  world_->newHits = 12;
  open();
  type("dense houses");
  auto* panel = window_->findChild<ui::SavedPanel*>();
  for (QWidget* up = panel; up; up = up->parentWidget()) {
    if (auto* fold = qobject_cast<ui::FoldSection*>(up)) fold->setOpen(true);
  }
  panel->save(QStringLiteral("dense houses"), false);
  type("ships in a harbour");
  ui::ResultGrid* grid = window_->results()->grid();
  const auto tile = [&](int row) {
    return grid->model()->index(row, 0).data(ui::ResultModel::TileIdRole).toLongLong();
  };
  context_->refine().mark({tile(0), tile(2), tile(3)}, true);
  context_->refine().mark({tile(5)}, false);
  spin(500);
  panel->save(QStringLiteral("ships at a quay"), true);
  spin(400);
  save("49_alert");
  context_->archive().addScenes({QStringLiteral("/data/new")});
  spin(600);
  save("49b_alert_notice");
  panel->ask(2, true);
  spin(400);
  save("50_new_hits");
  window_->queryBar()->openHistory();
  spin(200);
  save("51_history", window_->findChild<QMenu*>(QStringLiteral("queryHistoryMenu")));
}

void Gallery::matches() {
  open();
  type("ships in a harbour");
  ui::ResultGrid* grid = window_->results()->grid();
  grid->setCurrentIndex(grid->model()->index(1, 0));
  window_->actions()->find("showMatches")->trigger();
  spin(500);
  save("27_matches");
}

}  // namespace tilescout::test

int main(int argc, char** argv) {
  using namespace tilescout;
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 2) {
    std::cerr << "usage: ui_gallery OUT [FOLDER OF PICTURES [PAGE...]]\n";
    return 2;
  }
  QDir().mkpath(arguments[1]);
  test::Gallery gallery(arguments[1],
                        arguments.size() > 2 ? test::readPictures(arguments[2], 300) : std::vector<Image>(),
                        arguments.mid(3));
  for (const char* language : {"en", "zh_CN"}) {
    for (const ui::ThemeChoice theme : {ui::ThemeChoice::Light, ui::ThemeChoice::Dark}) {
      gallery.draw(QString::fromLatin1(language), theme);
    }
  }
  return 0;
}
