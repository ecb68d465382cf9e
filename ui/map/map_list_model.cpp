#include "ui/map/map_list_model.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

#include "ui/map/map_canvas.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr double kEarthRadius = 6'371'008.8;  // metres, the mean one

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

/// Along a great circle (haversine formula).
void measure(const LonLat& from, MapListModel::Row& row) {
  const double lat1 = radians(from.lat), lat2 = radians(row.place.lat), turn = radians(row.place.lon - from.lon);
  const double north = std::sin((lat2 - lat1) / 2), east = std::sin(turn / 2);
  const double chord = north * north + std::cos(lat1) * std::cos(lat2) * east * east;
  row.metres = 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, chord)));
  const double bearing = std::atan2(std::sin(turn) * std::cos(lat2),
                                    std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(turn));
  row.bearing = std::fmod(bearing * 180.0 / std::numbers::pi + 360.0, 360.0);
}

QString directionText(double bearing) {
  const std::array<QString, 8> names = {
      MapListModel::tr("north"), MapListModel::tr("north-east"), MapListModel::tr("east"),
      MapListModel::tr("south-east"), MapListModel::tr("south"), MapListModel::tr("south-west"),
      MapListModel::tr("west"), MapListModel::tr("north-west")};
  return names[static_cast<std::size_t>(std::lround(bearing / 45.0)) % names.size()];
}

QString distanceText(const MapListModel::Row& row) {
  const QLocale locale;
  if (row.metres < 0.5) return MapListModel::tr("in the middle");
  const QString length =
      row.metres < 1000 ? MapListModel::tr("%1 m").arg(locale.toString(row.metres, 'f', 0))
                        : MapListModel::tr("%1 km").arg(locale.toString(row.metres / 1000, 'f', row.metres < 1e5 ? 1 : 0));
  return MapListModel::tr("%1 %2", "distance, direction").arg(length, directionText(row.bearing));
}

}  // namespace

void MapListModel::take(const MapCanvas& map) {
  beginResetModel();
  rows_.clear();
  const LonLat middle = map.view().centre();
  const std::vector<const Hit*> hits = map.hits().hitsInView();
  results_ = static_cast<std::int64_t>(hits.size());
  for (std::size_t i = 0; i < std::min(hits.size(), kMostResults); ++i) {
    const Hit& hit = *hits[i];
    rows_.push_back({hit.tile, hit.sceneId, hit.rank, hit.score, QString::fromStdString(hit.scene), centreOf(hit.wgs84)});
  }
  const std::vector<const jobs::SceneSummary*> scenes = map.scenesInView();
  scenes_ = static_cast<std::int64_t>(scenes.size());
  for (const jobs::SceneSummary* scene : scenes)
    rows_.push_back({0, scene->id, 0, 0.0, QString::fromStdString(scene->name), centreOf(scene->footprint)});
  for (Row& row : rows_) measure(middle, row);
  arrange();
  endResetModel();
}

int MapListModel::rowOf(TileId tile) const {
  if (tile == 0) return -1;
  const auto found = std::find_if(rows_.begin(), rows_.end(), [tile](const Row& row) { return row.tile == tile; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int MapListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant MapListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == Qt::TextAlignmentRole && (index.column() == Score || index.column() == Distance))
    return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  switch (index.column()) {
    case Name:
      return row.tile != 0 ? tr("Result %1, %2").arg(formatCount(row.rank), row.name) : tr("Scene %1").arg(row.name);
    case Score: return row.tile != 0 ? formatScore(row.score) : QString();
    case Place: return formatPlace(row.place);
    case Distance: return distanceText(row);
    default: return {};
  }
}

QVariant MapListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const std::array<QString, Columns> names = {tr("Name"), tr("Score"), tr("Place (WGS 84)"), tr("From the middle")};
  return names[static_cast<std::size_t>(section)];
}

void MapListModel::sort(int column, Qt::SortOrder order) {
  Q_EMIT layoutAboutToBeChanged();
  const QModelIndexList before = persistentIndexList();
  std::vector<std::pair<TileId, SceneId>> keys;
  for (const QModelIndex& index : before) {
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    keys.emplace_back(row.tile, row.scene);
  }
  column_ = column;
  order_ = order;
  arrange();
  QModelIndexList after;
  for (qsizetype i = 0; i < before.size(); ++i) {
    const auto& key = keys[static_cast<std::size_t>(i)];
    const auto at = std::find_if(rows_.begin(), rows_.end(),
                                 [&](const Row& row) { return std::pair(row.tile, row.scene) == key; });
    after.append(index(static_cast<int>(at - rows_.begin()), before[i].column()));
  }
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged();
}

void MapListModel::arrange() {
  const auto key = [this](const Row& row) {
    const bool scene = row.tile == 0;
    switch (column_) {
      case Place: return std::tuple(-row.place.lat, row.place.lon, row.rank);
      case Distance: return std::tuple(row.metres, 0.0, row.rank);
      default: return std::tuple(scene ? 1.0 : 0.0, 0.0, row.rank);
    }
  };
  std::stable_sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
    return order_ == Qt::AscendingOrder ? key(a) < key(b) : key(b) < key(a);
  });
}

void MapListModel::retranslate() {
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
}

}  // namespace tilescout::ui
