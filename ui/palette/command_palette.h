#pragma once
#include <QFrame>
#include <QIcon>
#include <QPointer>
#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace tilescout::ui {

/// Something the palette can do.
struct PaletteEntry {
  QString title;
  QString hint;      ///< at the right: its key, folder or date
  QString kind;      ///< "Archive", "Scene"; empty for plain actions
  QString keywords;  ///< found as well, not shown
  QIcon icon;
  bool enabled = true;
  std::function<void()> run;
};

/// Ctrl+K: finds and does anything by a few letters of its name. Up and Down choose, Enter does, Esc closes; the mouse is
/// not needed. Lies over its window and closes when the focus leaves it.
class CommandPalette : public QFrame {
  Q_OBJECT
 public:
  /// Entries that may fit `pattern`; the palette ranks them. A large source leaves out what does not fit.
  using Source = std::function<std::vector<PaletteEntry>(const QString& pattern)>;

  static constexpr int kShown = 50;  ///< of what fits a pattern

  explicit CommandPalette(QWidget* window);

  void addSource(Source source);
  void open();
  /// What is listed now, best first.
  const std::vector<PaletteEntry>& shown() const { return shown_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  void fillList();
  void step(int by);
  void runCurrent();
  void close();
  void place();

  std::vector<Source> sources_;
  std::vector<PaletteEntry> shown_;
  QLineEdit* line_;
  QListWidget* list_;
  QLabel* nothing_;
  QPointer<QWidget> focusBefore_;
};

}  // namespace tilescout::ui
