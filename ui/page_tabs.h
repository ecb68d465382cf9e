#pragma once
#include <QWidget>
#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QStackedWidget;
class QTabBar;

namespace tilescout::ui {

/// The window's centre: one tab a page (Results, Map, …). Each page has an action that brings it to the front.
class PageTabs : public QWidget {
  Q_OBJECT
 public:
  explicit PageTabs(QWidget* parent = nullptr);

  /// `title` is called again when the language changes. `name` is the page's for good: it is remembered.
  void addPage(QWidget* page, const char* name, std::function<QString()> title, QAction* show);
  /// At the right of the tabs, for what belongs to all pages.
  void addCorner(QWidget* widget);
  void show(QWidget* page);
  /// Does nothing for a page that is not there.
  void showNamed(const QString& name);
  QWidget* current() const;
  QString currentName() const;
  /// Esc: what the page in front takes back; false when there was nothing.
  bool takeBack();

 Q_SIGNALS:
  void currentChanged();

 private:
  struct Entry {
    QWidget* page;
    QString name;
    std::function<QString()> title;
    QAction* show;
  };
  void retranslate();
  void enter(int index);

  std::vector<Entry> entries_;
  QTabBar* tabs_;
  QHBoxLayout* row_;
  QStackedWidget* stack_;
};

}  // namespace tilescout::ui
