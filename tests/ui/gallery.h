#pragma once
#include <QString>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <utility>
#include <vector>

#include "base/image.h"
#include "fake_backend.h"
#include "ui/app_context.h"
#include "ui/main_window.h"

namespace tilescout::test {

/// Draws the window's pages over the fake backend into PNG files. Each page is a function of its own, and has a window
/// of its own.
class Gallery {
 public:
  /// `only`: names of pages; none: all.
  Gallery(QString out, std::vector<Image> pictures, QStringList only)
      : out_(std::move(out)), pictures_(std::move(pictures)), only_(std::move(only)) {}

  void draw(const QString& language, ui::ThemeChoice theme);

 private:
  void save(const char* name, QWidget* widget = nullptr);
  void open();
  void type(const char* text);
  void welcome();
  void noScenes();
  void examples();
  void loading();
  void results();
  void unknownWords();
  void large();
  void failures();
  void indexing();
  void indexEnds();
  void dialogs();
  void desk();
  void labels();
  void palette();
  void query();
  void cut();
  void groups();
  void map();
  void dates();
  void refine();
  void backup();
  void alerts();
  void matches();
  void adding();
  void embedding();
  void comparison();

  const QString out_;
  const std::vector<Image> pictures_;
  const QStringList only_;
  QString suffix_;
  std::shared_ptr<test::FakeWorld> world_;
  ui::AppContext* context_ = nullptr;
  ui::MainWindow* window_ = nullptr;
};

}  // namespace tilescout::test
