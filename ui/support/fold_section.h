#pragma once
#include <QWidget>
#include <functional>

class QToolButton;

namespace tilescout::ui {

/// A title that folds and unfolds what lies under it.
class FoldSection : public QWidget {
  Q_OBJECT
 public:
  /// `title` is called again when the language changes and by refreshTitle().
  FoldSection(QWidget* content, std::function<QString()> title, QWidget* parent = nullptr);

  bool isOpen() const { return open_; }
  void setOpen(bool open);
  void refreshTitle();
  QWidget* content() const { return content_; }

 Q_SIGNALS:
  void opened(bool open);

 private:
  const std::function<QString()> title_;
  QToolButton* header_;
  QWidget* content_;
  bool open_ = false;
};

}  // namespace tilescout::ui
