#include "ui/archive/scene_model.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <map>

#include "ui/support/error_text.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/plain_text.h"

namespace tilescout::ui {

namespace {

constexpr quintptr kFolder = 0;  ///< internal id of a folder's index; a scene's is its folder's row + 1

bool hasProblem(const jobs::SceneSummary& scene) { return !scene.problemCode.empty(); }

/// "2010–2020": first and last year of a folder's scenes.
QString datesOf(const std::vector<jobs::SceneSummary>& scenes) {
  std::string first, last;
  for (const jobs::SceneSummary& scene : scenes) {
    if (scene.date.empty()) continue;
    const std::string year = scene.date.substr(0, 4);
    if (first.empty() || year < first) first = year;
    last = std::max(last, year);
  }
  return first == last ? text(first) : text(first + "–" + last);
}

}  // namespace

SceneModel::SceneModel(QObject* parent) : QAbstractItemModel(parent) {}

std::vector<SceneModel::Folder> SceneModel::grouped(const std::vector<jobs::SceneSummary>& scenes) {
  std::map<QString, Folder> byPath;
  for (const jobs::SceneSummary& scene : scenes) {
    const QString path = QFileInfo(text(scene.path)).path();
    Folder& folder = byPath[path];
    folder.path = path;
    folder.name = QDir(path).dirName();
    folder.scenes.push_back(scene);
  }
  std::vector<Folder> folders;
  for (auto& [path, folder] : byPath) {
    std::stable_sort(folder.scenes.begin(), folder.scenes.end(),
                     [](const jobs::SceneSummary& a, const jobs::SceneSummary& b) { return a.name < b.name; });
    folders.push_back(std::move(folder));
  }
  return folders;
}

void SceneModel::setScenes(const std::vector<jobs::SceneSummary>& scenes) {
  std::vector<Folder> folders = grouped(scenes);
  const bool sameShape = std::equal(
      folders.begin(), folders.end(), folders_.begin(), folders_.end(), [](const Folder& a, const Folder& b) {
        return a.path == b.path && std::equal(a.scenes.begin(), a.scenes.end(), b.scenes.begin(), b.scenes.end(),
                                              [](const auto& x, const auto& y) { return x.id == y.id; });
      });
  if (!sameShape) {
    beginResetModel();
    folders_ = std::move(folders);
    endResetModel();
    return;
  }
  folders_ = std::move(folders);
  for (int row = 0; row < rowCount(); ++row) {
    const QModelIndex folder = index(row, 0);
    Q_EMIT dataChanged(folder, index(row, ColumnCount - 1));
    Q_EMIT dataChanged(index(0, 0, folder), index(rowCount(folder) - 1, ColumnCount - 1, folder));
  }
}

const jobs::SceneSummary* SceneModel::sceneAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == kFolder) return nullptr;
  return &folders_[index.internalId() - 1].scenes[static_cast<std::size_t>(index.row())];
}

QModelIndex SceneModel::indexOf(SceneId id) const {
  for (std::size_t f = 0; f < folders_.size(); ++f) {
    const auto& scenes = folders_[f].scenes;
    const auto found = std::find_if(scenes.begin(), scenes.end(), [&](const auto& scene) { return scene.id == id; });
    if (found != scenes.end()) return createIndex(static_cast<int>(found - scenes.begin()), 0, f + 1);
  }
  return {};
}

void SceneModel::setHovered(SceneId scene) {
  if (scene == hovered_) return;
  const QModelIndex before = indexOf(hovered_), now = indexOf(scene);
  hovered_ = scene;
  for (const QModelIndex& row : {before, now}) {
    if (row.isValid()) Q_EMIT dataChanged(row, row.siblingAtColumn(ColumnCount - 1), {Qt::BackgroundRole});
  }
}

void SceneModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QModelIndex SceneModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row()) + 1)
                          : createIndex(row, column, kFolder);
}

QModelIndex SceneModel::parent(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == kFolder) return {};
  return createIndex(static_cast<int>(index.internalId() - 1), 0, kFolder);
}

int SceneModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(folders_.size());
  if (parent.internalId() != kFolder || parent.column() != 0) return 0;
  return static_cast<int>(folders_[static_cast<std::size_t>(parent.row())].scenes.size());
}

int SceneModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant SceneModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::TextAlignmentRole && index.column() == Tiles) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (const jobs::SceneSummary* scene = sceneAt(index)) return sceneData(*scene, index.column(), role);
  return folderData(folders_[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant SceneModel::folderData(const Folder& folder, int column, int role) const {
  if (role == Qt::ToolTipRole) return QDir::toNativeSeparators(folder.path);
  if (role == Qt::DecorationRole && column == Name) return themeIcon("folder");
  if (role != Qt::DisplayRole) return {};
  if (column == Name) return folder.name;
  if (column == Date) return datesOf(folder.scenes);
  if (column != Tiles) return {};
  std::int64_t tiles = 0;
  for (const jobs::SceneSummary& scene : folder.scenes) tiles += scene.tiles;
  return formatCount(tiles);
}

QVariant SceneModel::sceneData(const jobs::SceneSummary& scene, int column, int role) const {
  if (role == SceneIdRole) return QVariant::fromValue<qint64>(scene.id);
  if (role == ProblemRole) return hasProblem(scene);
  if (role == Qt::ToolTipRole) return toolTip(scene);
  if (role == Qt::BackgroundRole && scene.id == hovered_) {
    QColor wash = QGuiApplication::palette().color(QPalette::Highlight);
    wash.setAlpha(50);
    return QBrush(wash);
  }
  if (role == Qt::AccessibleTextRole && column == Name)
    return text(scene.name) + QStringLiteral(", ") + stateText(scene);
  if (role == Qt::DecorationRole && column == Name) return stateIcon(scene);
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case Name: return text(scene.name);
    case Sensor: return sensorText(scene);
    case Date: return text(scene.date);
    case Tiles: return formatCount(scene.tiles);
    default: return {};
  }
}

/// The sensor when it is known, else how many bands there are to tell scenes apart by.
QString SceneModel::sensorText(const jobs::SceneSummary& scene) {
  if (!scene.sensor.empty()) return text(scene.sensor);
  return scene.bands > 0 ? tr("%n band(s)", nullptr, scene.bands) : QString();
}

QIcon SceneModel::stateIcon(const jobs::SceneSummary& scene) {
  if (scene.state == "offline") return themeIcon("network-disconnect");
  if (scene.state == "refused") return themeIcon("dialog-error");
  if (hasProblem(scene)) return themeIcon("dialog-warning");
  return themeIcon(scene.state == "pending" ? "clock" : "dialog-ok");
}

QString SceneModel::stateText(const jobs::SceneSummary& scene) {
  if (scene.state == "indexed") return tr("indexed");
  if (scene.state == "pending") return tr("waiting");
  if (scene.state == "refused") return tr("left out");
  if (scene.state == "offline") return tr("offline");
  return text(scene.state);
}

QString SceneModel::toolTip(const jobs::SceneSummary& scene) {
  QStringList lines = {QDir::toNativeSeparators(text(scene.path)), tr("State: %1").arg(stateText(scene))};
  if (!scene.date.empty()) {
    lines.append(scene.dateSource == "name" ? tr("Taken: %1, as the file's name tells").arg(text(scene.date))
                                            : tr("Taken: %1, as the file's metadata tell").arg(text(scene.date)));
  }
  if (!scene.sensor.empty()) lines.append(tr("Sensor: %1").arg(text(scene.sensor)));
  if (scene.width > 0) {
    QString size = tr("%1 × %2 pixels").arg(formatCount(scene.width), formatCount(scene.height));
    if (scene.bands > 0) size += QStringLiteral(" · ") + tr("%n band(s)", nullptr, scene.bands);
    if (scene.gsdMetres > 0) size += QStringLiteral(" · ") + tr("%1 m a pixel").arg(scene.gsdMetres, 0, 'g', 3);
    lines.append(size);
  }
  if (!scene.crsName.empty()) lines.append(text(scene.crsName));
  if (scene.skippedTiles > 0) lines.append(tr("%1 tiles without data skipped").arg(formatCount(scene.skippedTiles)));
  const QString code = scene.state == "offline" ? QStringLiteral("offline") : text(scene.problemCode);
  if (hasProblem(scene)) lines.append(problemSentence(code) + QStringLiteral(": ") + text(scene.problemMessage));
  if (!code.isEmpty()) lines.append(problemAdvice(code));
  return lines.join(QLatin1Char('\n'));
}

QVariant SceneModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Name: return tr("Scene");
    case Sensor: return tr("Sensor");
    case Date: return tr("Date");
    case Tiles: return tr("Tiles");
    default: return {};
  }
}

}  // namespace tilescout::ui
