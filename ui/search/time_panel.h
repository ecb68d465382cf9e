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

/// The same place in the archive's scenes: all beside each other by date, two under a swipe line, or two in turn.
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
  void showRun();

  std::vector<jobs::SceneView> scenes_;
  TimeCanvas* canvas_;
  bool began_ = false;  ///< to blink, since it was chosen
  QToolButton *sideBySide_, *swipe_, *blink_, *run_;
  QComboBox *left_, *right_;
  QCheckBox* same_;
  QLabel* note_;
};

}  // namespace tilescout::ui
