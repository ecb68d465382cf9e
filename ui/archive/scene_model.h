#pragma once
#include <QAbstractItemModel>
#include <QIcon>
#include <vector>

#include "jobs/catalog_service.h"

namespace tilescout::ui {

/// Folders and, under them, their scenes, over a snapshot of the archive.
class SceneModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { Name, Sensor, Date, Tiles, ColumnCount };
  enum Role { SceneIdRole = Qt::UserRole + 1, ProblemRole };

  explicit SceneModel(QObject* parent = nullptr);

  /// Only what differs is announced, so that a refresh under way moves nothing when the scenes are the same.
  void setScenes(const std::vector<jobs::SceneSummary>& scenes);
  const jobs::SceneSummary* sceneAt(const QModelIndex& index) const;
  QModelIndex indexOf(SceneId id) const;
  /// The scene that holds the tile under the mouse has a coloured row; 0: none.
  void setHovered(SceneId scene);
  void retranslate();

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Folder {
    QString path, name;
    std::vector<jobs::SceneSummary> scenes;
  };
  static std::vector<Folder> grouped(const std::vector<jobs::SceneSummary>& scenes);
  QVariant folderData(const Folder& folder, int column, int role) const;
  QVariant sceneData(const jobs::SceneSummary& scene, int column, int role) const;
  static QIcon stateIcon(const jobs::SceneSummary& scene);
  static QString stateText(const jobs::SceneSummary& scene);
  static QString toolTip(const jobs::SceneSummary& scene);
  static QString sensorText(const jobs::SceneSummary& scene);

  std::vector<Folder> folders_;
  SceneId hovered_ = 0;
};

}  // namespace tilescout::ui
