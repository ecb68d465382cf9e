#include "ui/search/hit_arrangement.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

struct HitArrangementText {
  Q_DECLARE_TR_FUNCTIONS(HitArrangement)
};

using Rows = std::vector<int>;

const Hit& at(const std::vector<Hit>& hits, int row) { return hits[static_cast<std::size_t>(row)]; }

/// Rows of a hundredth of a degree from north to south, each from west to east, as one reads a map.
bool readBefore(const Ring& a, const Ring& b) {
  if (a.empty() || b.empty()) return !a.empty() && b.empty();
  const double rowA = std::floor(a[0].lat * 100), rowB = std::floor(b[0].lat * 100);
  return rowA != rowB ? rowA > rowB : a[0].lon < b[0].lon;
}

Rows sorted(const std::vector<Hit>& hits, HitOrder order) {
  Rows rows(hits.size());
  std::iota(rows.begin(), rows.end(), 0);
  const auto sortBy = [&](const auto& before) {
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) { return before(at(hits, a), at(hits, b)); });
  };
  switch (order) {
    case HitOrder::Score: break;
    case HitOrder::Newest: sortBy([](const Hit& a, const Hit& b) { return a.date > b.date; }); break;
    case HitOrder::Oldest:
      sortBy([](const Hit& a, const Hit& b) {
        return a.date.empty() != b.date.empty() ? b.date.empty() : a.date < b.date;
      });
      break;
    case HitOrder::Scene: sortBy([](const Hit& a, const Hit& b) { return a.scene < b.scene; }); break;
    case HitOrder::Place: sortBy([](const Hit& a, const Hit& b) { return readBefore(a.wgs84, b.wgs84); }); break;
  }
  return rows;
}

struct Extent {
  double lat = 0, lon = 0, height = 0, width = 0;  ///< middle and size, degrees
};

Extent extentOf(const Ring& ring) {
  double west = ring[0].lon, east = west, south = ring[0].lat, north = south;
  for (const LonLat& corner : ring) {
    west = std::min(west, corner.lon);
    east = std::max(east, corner.lon);
    south = std::min(south, corner.lat);
    north = std::max(north, corner.lat);
  }
  double lon = (west + east) / 2;
  lon -= 360.0 * std::floor((lon + 180.0) / 360.0);
  return {(south + north) / 2, lon, std::max(north - south, 1e-9), std::max(east - west, 1e-9)};
}

/// The share of the smaller one that two extents have in common; 0 when one is more than four times as high.
double shareOf(const Extent& a, const Extent& b) {
  if (std::max(a.height, b.height) > 4 * std::min(a.height, b.height)) return 0;
  double apart = std::abs(a.lon - b.lon);
  apart = std::min(apart, 360.0 - apart);
  const double across = std::min({(a.width + b.width) / 2 - apart, a.width, b.width});
  const double down = std::min({(a.height + b.height) / 2 - std::abs(a.lat - b.lat), a.height, b.height});
  if (across <= 0 || down <= 0) return 0;
  return across * down / std::min(a.width * a.height, b.width * b.height);
}

/// The first extents of places, found by where their middle lies: a grid of cells for each doubling of size.
class Places {
 public:
  /// The place that the extent shows most of, or a new one.
  int of(const Extent& extent) {
    const int size = sizeOf(extent);
    int best = -1;
    double most = 0.5 - 1e-6;
    for (int other = size - 2; other <= size + 2; ++other) {
      if (!sizes_.contains(other)) continue;
      const double side = std::ldexp(1.0, other + 1), reach = (extent.height + side) / 2;
      for (auto row = rowAt(extent.lat - reach, side); row <= rowAt(extent.lat + reach, side); ++row) {
        const double wide = widthOf(row, side), across = (extent.width + wide) / 2;
        for (const double turn : {-360.0, 0.0, 360.0}) {
          const double lon = extent.lon + turn;
          if (lon + across < -180.0 || lon - across > 180.0) continue;
          for (auto column = columnAt(lon - across, wide); column <= columnAt(lon + across, wide); ++column)
            look({other, row, column}, extent, most, best);
        }
      }
    }
    return best >= 0 ? best : begin(extent, size);
  }

 private:
  struct Cell {
    int size;
    std::int64_t row, column;
    bool operator==(const Cell&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Cell& cell) const { return qHashMulti(0, cell.size, cell.row, cell.column); }
  };
  static int sizeOf(const Extent& extent) { return std::ilogb(extent.height); }
  static std::int64_t rowAt(double lat, double side) { return static_cast<std::int64_t>(std::floor(lat / side)); }
  static std::int64_t columnAt(double lon, double wide) {
    return static_cast<std::int64_t>(std::floor((lon + 180.0) / wide));
  }
  /// Degrees of longitude of the cells of a row: as wide on the ground as they are high.
  static double widthOf(std::int64_t row, double side) {
    const double lat = std::min(89.0, std::abs((static_cast<double>(row) + 0.5) * side));
    return side / std::cos(lat * M_PI / 180.0);
  }
  void look(const Cell& cell, const Extent& extent, double& most, int& best) const {
    const auto found = cells_.find(cell);
    if (found == cells_.end()) return;
    for (const int place : found->second) {
      const double share = shareOf(extent, first_[static_cast<std::size_t>(place)]);
      if (share > most || (share == most && place < best)) {
        most = share;
        best = place;
      }
    }
  }
  int begin(const Extent& extent, int size) {
    const auto place = static_cast<int>(first_.size());
    first_.push_back(extent);
    sizes_.insert(size);
    const double side = std::ldexp(1.0, size + 1);
    const auto row = rowAt(extent.lat, side);
    cells_[{size, row, columnAt(extent.lon, widthOf(row, side))}].push_back(place);
    return place;
  }

  std::vector<Extent> first_;
  std::set<int> sizes_;
  std::unordered_map<Cell, std::vector<int>, Hash> cells_;
};

/// Groups in the order in which their first hit stands, so that the best scene, or the newest date, comes first.
template <typename Key>
std::vector<Rows> gather(const Rows& rows, const Key& keyOf) {
  QHash<std::decay_t<decltype(keyOf(0))>, std::size_t> placeOf;
  std::vector<Rows> groups;
  for (const int row : rows) {
    const auto key = keyOf(row);
    const auto known = placeOf.constFind(key);
    if (known == placeOf.constEnd()) {
      placeOf.insert(key, groups.size());
      groups.push_back({row});
    } else {
      groups[*known].push_back(row);
    }
  }
  return groups;
}

QString dateOrNone(const std::string& date) {
  return date.empty() ? HitArrangementText::tr("No date") : QString::fromStdString(date);
}

QString sceneTitle(const Hit& hit) {
  QString title = QString::fromStdString(hit.scene);
  if (!hit.date.empty()) title += QStringLiteral(" · ") + QString::fromStdString(hit.date);
  return title;
}

QString placeTitle(const std::vector<Hit>& hits, const Rows& group) {
  std::set<std::string> dates;
  for (const int row : group)
    if (!at(hits, row).date.empty()) dates.insert(at(hits, row).date);
  QString title = formatPlace(centreOf(at(hits, group.front()).wgs84));
  if (dates.empty()) return title;
  title += QStringLiteral(" · ") + QString::fromStdString(*dates.begin());
  if (dates.size() == 1) return title;
  return title + QStringLiteral(" – %1 · ").arg(QString::fromStdString(*dates.rbegin())) +
         HitArrangementText::tr("%n date(s)", nullptr, static_cast<int>(dates.size()));
}

class Sections {
 public:
  void add(const QString& title, const Rows& group) {
    if (group.empty()) return;
    made.sections.push_back({title, static_cast<int>(made.rows.size()), static_cast<int>(group.size())});
    made.rows.insert(made.rows.end(), group.begin(), group.end());
  }
  HitArrangement made;
};

HitArrangement byBand(const std::vector<Hit>& hits, const Rows& rows) {
  Rows likely, possible, noise;
  for (const int row : rows) {
    const ScoreBand band = at(hits, row).band;
    (band == ScoreBand::Likely ? likely : band == ScoreBand::Possible ? possible : noise).push_back(row);
  }
  Sections sections;
  sections.add(HitArrangementText::tr("Likely"), likely);
  sections.add(HitArrangementText::tr("Possible"), possible);
  sections.add(HitArrangementText::tr("Noise"), noise);
  return std::move(sections.made);
}

/// A heading for each place that was found several times; the others would be a page of headings with one cell each.
HitArrangement byPlace(const std::vector<Hit>& hits, const Rows& rows) {
  const std::vector<int> places = placesOf(hits, rows);
  const auto groups = gather(rows, [&](int row) { return places[static_cast<std::size_t>(row)]; });
  Rows once, nowhere;
  Sections sections;
  for (const Rows& group : groups) {
    if (at(hits, group.front()).wgs84.empty()) {
      nowhere = group;
    } else if (group.size() == 1) {
      once.push_back(group.front());
    } else {
      sections.add(placeTitle(hits, group), group);
    }
  }
  sections.add(HitArrangementText::tr("Places found once"), once);
  sections.add(HitArrangementText::tr("Place not known"), nowhere);
  return std::move(sections.made);
}

}  // namespace

std::vector<int> placesOf(const std::vector<Hit>& hits, const std::vector<int>& inOrder) {
  std::vector<int> places(hits.size(), -1);
  Places known;
  for (const int row : inOrder) {
    const Ring& ring = at(hits, row).wgs84;
    if (!ring.empty()) places[static_cast<std::size_t>(row)] = known.of(extentOf(ring));
  }
  return places;
}

HitArrangement arrangeHits(const std::vector<Hit>& hits, HitOrder order, HitGroups groups) {
  const Rows rows = sorted(hits, order);
  Sections sections;
  switch (groups) {
    case HitGroups::None: return {rows, {}};
    case HitGroups::Band: return byBand(hits, rows);
    case HitGroups::Place: return byPlace(hits, rows);
    case HitGroups::Scene:
      for (const Rows& group : gather(rows, [&](int row) { return at(hits, row).sceneId; }))
        sections.add(sceneTitle(at(hits, group.front())), group);
      break;
    case HitGroups::Date:
      for (const Rows& group : gather(rows, [&](int row) { return QByteArray::fromStdString(at(hits, row).date); }))
        sections.add(dateOrNone(at(hits, group.front()).date), group);
      break;
  }
  return std::move(sections.made);
}

}  // namespace tilescout::ui
