// Draws every page of the fine-tuning wizard over the fake backend, in both languages and palettes, to be looked at.
//   ui_wizard_gallery OUT [FOLDER OF PICTURES]
#include <QApplication>
#include <QDir>
#include <QTabWidget>
#include <QTemporaryDir>
#include <iostream>

#include "fake_backend.h"
#include "gallery_support.h"
#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/support/fold_section.h"
#include "ui/train/finetune_window.h"

namespace {

using namespace tilescout;
using ui::FinetuneWindow;

using test::spin;
using test::spinUntil;

class Gallery {
 public:
  Gallery(QString out, std::vector<Image> pictures) : out_(std::move(out)), pictures_(std::move(pictures)) {}

  void draw(const QString& language, ui::ThemeChoice theme, int width, int height) {
    suffix_ = language + (theme == ui::ThemeChoice::Dark ? QStringLiteral("_dark") : QStringLiteral("_light"));
    QTemporaryDir home, runs;
    const auto world = std::make_shared<test::FakeWorld>();
    world->pictures = pictures_;
    world->training->folder = runs.path().toStdString();
    world->training->milliseconds = 80;
    ui::AppContext context(std::make_unique<test::FakeBackend>(world),
                           std::filesystem::path(home.path().toStdString()));
    context.setTheme(theme);
    context.setLanguage(language);
    ui::MainWindow window(&context);
    window.resize(1280, 720);
    window.show();
    context.archive().open(QStringLiteral("/tmp/Fargo.tilescout"));
    wizard_ = window.findChild<FinetuneWindow*>();
    wizard_->resize(width, height);
    spinUntil([&] { return wizard_->plan().estimate() && wizard_->plan().dataState() == ui::FactState::Ready; });
    wizard_->bringUp();
    draft();
    run();
    save("08_job_row", &window);
    result();
    wizard_->showRuns();
    save("13_runs");
    world->training->data = {};
    wizard_->plan().inspect();
    wizard_->goTo(FinetuneWindow::Data);
    save("14_empty");
  }

 private:
  void draft() {
    wizard_->plan().change([](train::TrainConfig& config) { config.split = train::SplitRule::Random; });
    spin(500);
    save("01_data");
    wizard_->goTo(FinetuneWindow::Model);
    save("02_model");
    wizard_->plan().measure();
    spinUntil([&] { return wizard_->plan().estimate()->seconds > 0; });
    save("03_model_measured");
    wizard_->goTo(FinetuneWindow::Recipe);
    save("04_recipe");
    wizard_->findChild<ui::FoldSection*>(QStringLiteral("advancedFold"))->setOpen(true);
    wizard_->plan().change([](train::TrainConfig& config) { config.batch = 1; });
    save("05_recipe_all");
    wizard_->plan().change([](train::TrainConfig& config) { config.batch = 64; });
  }
  void run() {
    wizard_->run().start(wizard_->plan().session(), wizard_->plan().request());
    wizard_->goTo(FinetuneWindow::Run);
    spinUntil([&] { return wizard_->run().lastStep() && wizard_->run().lastStep()->step >= 24; });
    save("06_run");
    wizard_->run().pause();
    spinUntil([&] { return wizard_->run().phase() == ui::RunPhase::Paused; });
    save("07_paused");
  }
  void result() {
    wizard_->run().resume();
    spinUntil([&] { return wizard_->step() == FinetuneWindow::Result; });
    auto* tabs = wizard_->findChild<QTabWidget*>(QStringLiteral("resultTabs"));
    for (int i = 0; i < tabs->count(); ++i) {
      tabs->setCurrentIndex(i);
      save(qPrintable(QStringLiteral("%1_result").arg(9 + i, 2, 10, QLatin1Char('0'))));
    }
  }
  void save(const char* name, QWidget* widget = nullptr) {
    spin(300);
    (widget ? widget : wizard_)
        ->grab()
        .save(QStringLiteral("%1/%2_%3.png").arg(out_, QString::fromLatin1(name), suffix_));
  }

  const QString out_;
  const std::vector<Image> pictures_;
  QString suffix_;
  FinetuneWindow* wizard_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 2) {
    std::cerr << "usage: ui_wizard_gallery OUT [FOLDER OF PICTURES]\n";
    return 2;
  }
  QDir().mkpath(arguments[1]);
  Gallery gallery(arguments[1], arguments.size() > 2 ? test::readPictures(arguments[2], 60) : std::vector<Image>());
  gallery.draw(QStringLiteral("en"), ui::ThemeChoice::Light, 980, 640);
  gallery.draw(QStringLiteral("zh_CN"), ui::ThemeChoice::Dark, 980, 640);
  gallery.draw(QStringLiteral("en"), ui::ThemeChoice::Dark, 900, 600);
  gallery.draw(QStringLiteral("zh_CN"), ui::ThemeChoice::Light, 900, 600);
  return 0;
}
