#pragma once
#include <QList>
#include <QString>
#include <QWidget>
#include <filesystem>

class QListWidget;
class QTextBrowser;

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// A page of the user's guide: a Markdown file whose first heading is its title.
struct GuidePage {
  QString file;
  QString title;
};

/// The pages of the guide in the language, in reading order; English ones stand in for what a language lacks. Empty when
/// the folder is missing.
QList<GuidePage> guidePages(const std::filesystem::path& folder, const QString& language);

/// The guide beside the program, in the language of the interface: pages at the left, text at the right. Not modal; links
/// to other pages stay inside, others open in the browser.
class GuideWindow : public QWidget {
  Q_OBJECT
 public:
  GuideWindow(AppContext* context, const std::filesystem::path& folder, QWidget* parent = nullptr);

  QListWidget* list() const { return list_; }
  QTextBrowser* text() const { return text_; }

 private:
  void fill();
  void open(int row);
  void follow(const QUrl& link);

  AppContext* const context_;
  const std::filesystem::path folder_;
  QList<GuidePage> pages_;
  QListWidget* list_;
  QTextBrowser* text_;
};

/// Help > Guide (F1).
void addGuide(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
