#pragma once
#include <QDialog>
#include <map>
#include <vector>

#include "base/ids.h"
#include "jobs/relink_service.h"
#include "ui/support/background.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace tilescout::ui {

class AppContext;
class PathWatch;

/// Scenes whose files are not where the archive expects them, by folder; where they lie now is chosen for each folder,
/// and what of them is there is shown scene by scene before anything is changed.
class RelinkDialog : public QDialog {
  Q_OBJECT
 public:
  explicit RelinkDialog(AppContext* context, QWidget* parent = nullptr);
  ~RelinkDialog() override;

  /// Puts the folder of this scene in front once it is known.
  void showScene(SceneId scene);
  /// Where the scenes of the folder in front may lie now.
  void setPlace(const QString& folder);

 private:
  void build();
  void wire();
  void retranslate();
  void look();
  void took(const std::vector<jobs::MissingFolder>& folders);
  void fill();
  void fillScenes(QTreeWidgetItem* row, const jobs::MissingFolder& folder) const;
  void browse();
  void compare();
  bool isPlaceThere() const;
  void apply();
  void refresh();
  /// Puts the text of a worker's progress below the list, while the dialog is busy.
  JobContext::Sink sink();
  void failed(const UiError& error);
  const jobs::MissingFolder* current() const;
  std::vector<jobs::RelinkItem> found() const;
  QString stateText() const;

  AppContext* const context_;
  QLabel *intro_, *placeLabel_, *state_;
  QTreeWidget* tree_;
  QLineEdit* place_;
  QPushButton *browse_, *compare_, *apply_, *close_;
  QProgressBar* bar_;
  std::vector<jobs::MissingFolder> folders_;
  std::map<QString, std::vector<jobs::RelinkItem>> plans_;  ///< by folder
  std::map<QString, QString> places_;                       ///< what was typed for each
  SceneId wanted_ = 0;
  enum class Phase { Looking, Ready, Comparing, Applying, Failed } phase_ = Phase::Looking;
  UiError error_;
  std::int64_t seen_ = 0;  ///< files looked at
  PathWatch* placeWatch_;
  bool compareWhenKnown_ = false;  ///< asked for before the disk had answered
  Background calls_;
};

}  // namespace tilescout::ui
