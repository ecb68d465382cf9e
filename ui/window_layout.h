#pragma once
#include <QObject>
#include <QTimer>
#include <functional>

class QDockWidget;
class QMainWindow;

namespace tilescout::ui {

class Settings;

/// Makes the window's docks and keeps their places, sizes and the window's own from one start to the next. Every change
/// is written half a second later, so that a crash costs no more than that.
class WindowLayout : public QObject {
  Q_OBJECT
 public:
  WindowLayout(QMainWindow* window, Settings* settings);

  /// `name` stays the same for good: it is how the dock is found in what was saved. `title` is called again when the
  /// language changes.
  QDockWidget* addDock(const char* name, QWidget* content, Qt::DockWidgetArea area, std::function<QString()> title);
  /// Puts everything where it was the last time. After the last addDock().
  void restore();
  /// The welcome page stands alone: all docks but `kept` are hidden, and come back as they were.
  void setQuiet(bool quiet, const QDockWidget* kept);
  /// Writes at once.
  void save();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void changed();

  QMainWindow* const window_;
  Settings* const settings_;
  QTimer pause_;
  bool restored_ = false;  ///< before, nothing is worth being saved
  QList<QDockWidget*> docks_;
  QByteArray whole_;  ///< while quiet: the layout to come back to and to save; else empty
};

}  // namespace tilescout::ui
