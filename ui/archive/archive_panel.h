#pragma once
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace tilescout::ui {

class FoldSection;
class Settings;

/// The left dock: sections one under the other that fold (scenes, collections, detectors, searches). Which ones are open
/// is remembered.
class ArchivePanel : public QWidget {
  Q_OBJECT
 public:
  explicit ArchivePanel(Settings* settings, QWidget* parent = nullptr);

  /// `name` is the section's for good. `title` is called again when the language changes.
  FoldSection* addSection(QWidget* content, const char* name, std::function<QString()> title, bool open);

 private:
  Settings* const settings_;
  QVBoxLayout* column_;
};

}  // namespace tilescout::ui
