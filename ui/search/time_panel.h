#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "jobs/map_service.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;

namespace tilescout::ui {

class ArchiveSession;
class TimeCanvas;

/// The same place in the archive's scenes: all beside each other by date, or two under a swipe line.
class TimePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TimePanel(QWidget* parent = nullptr);

  void setPlace(const std::shared_ptr<ArchiveSession>& session, const Ring& outline);
  /// Scenes by date; `present` is the one that the user comes from.
  void setScenes(const std::vector<jobs::SceneView>& scenes, SceneId present);
  TimeCanvas* canvas() const { return canvas_; }

 private:
  void retranslate();
  void show();

  std::vector<jobs::SceneView> scenes_;
  TimeCanvas* canvas_;
  QToolButton *sideBySide_, *swipe_;
  QComboBox *left_, *right_;
  QCheckBox* same_;
  QLabel* note_;
};

}  // namespace tilescout::ui
