#include "ui/explore/colouring.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "ui/explore/cluster_words.h"
#include "ui/label/label_controller.h"

namespace tilescout::ui {

namespace {

constexpr int kMostScenes = 24;
constexpr int kMostDays = 12;
constexpr int kMostNames = 24;
constexpr std::array<double, 4> kScoreSteps = {0.01, 0.05, 0.2, 0.5};  // of the tiles, best first

constexpr QColor kTextsOnLight(0x14, 0x19, 0x1E), kTextsOnDark(0xE6, 0xE9, 0xEC);

QColor colourOf(Rgb rgb) { return {rgb[0], rgb[1], rgb[2]}; }

QColor ordered(double value, bool dark) { return colourOf(orderedColour(value, dark)); }

LegendEntry category(qint64 key, const QString& label, int place, bool dark) {
  const CategoryStyle style = categoryStyle(place, dark);
  return {key, label, colourOf(style.colour), 0, style.shape};
}

/// What has no place among the categories; a stronger grey says that there is something to be told.
LegendEntry rest(const QString& label, bool dark, int strength = 0) {
  const QColor grey = colourOf(noCategoryColour(dark));
  return {-1, label,
          strength == 0 ? grey
          : dark        ? grey.lighter(100 + 15 * strength)
                        : grey.darker(100 + 25 * strength),
          0};
}

Colouring byEntry(std::vector<int> entry, std::vector<LegendEntry> entries) {
  Colouring colouring;
  colouring.colour.reserve(entry.size());
  for (const int place : entry) {
    LegendEntry& line = entries[static_cast<std::size_t>(place)];
    ++line.count;
    colouring.colour.push_back(line.colour.rgb());
  }
  const bool shaped = std::any_of(entries.begin(), entries.end(),
                                  [](const LegendEntry& line) { return line.shape != MarkShape::Disc; });
  for (std::size_t i = 0; shaped && i < entry.size(); ++i) {
    colouring.shape.push_back(static_cast<std::uint8_t>(entries[static_cast<std::size_t>(entry[i])].shape));
  }
  colouring.entry = std::move(entry);
  colouring.entries = std::move(entries);
  return colouring;
}

Colouring byCluster(const jobs::LayoutView& view, bool dark) {
  std::vector<LegendEntry> entries;
  std::map<std::int64_t, int> places;
  for (const jobs::ClusterView& cluster : view.clusters) {
    const int place = static_cast<int>(entries.size());
    places[cluster.id] = place;
    const QString name = cluster.ownName ? QString::fromStdString(cluster.name) : clusterNameShown(cluster.name);
    entries.push_back(category(cluster.id, name, cluster.colour < 0 ? place : cluster.colour, dark));
    entries.back().ownName = cluster.ownName;
  }
  std::vector<int> entry;
  int none = -1;
  for (const std::int32_t cluster : view.cluster) {
    const auto found = places.find(cluster);
    if (found == places.end() && none < 0) {
      none = static_cast<int>(entries.size());
      entries.push_back(rest(Colouring::tr("In no cluster"), dark));
    }
    entry.push_back(found == places.end() ? none : found->second);
  }
  return byEntry(std::move(entry), std::move(entries));
}

Colouring byScene(const jobs::LayoutView& view, bool dark) {
  std::vector<int> sizes(view.scenes.size(), 0), order(view.scenes.size());
  for (const std::int32_t scene : view.scene) {
    if (scene >= 0) ++sizes[static_cast<std::size_t>(scene)];
  }
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
  });
  std::vector<LegendEntry> entries;
  std::vector<int> places(view.scenes.size(), -1);
  for (const int scene : order) {
    if (sizes[static_cast<std::size_t>(scene)] == 0 || static_cast<int>(entries.size()) == kMostScenes) break;
    places[static_cast<std::size_t>(scene)] = static_cast<int>(entries.size());
    const jobs::LayoutScene& named = view.scenes[static_cast<std::size_t>(scene)];
    entries.push_back(category(named.id, QString::fromStdString(named.name), static_cast<int>(entries.size()), dark));
  }
  std::vector<int> entry;
  int others = -1;
  for (const std::int32_t scene : view.scene) {
    int place = scene < 0 ? -1 : places[static_cast<std::size_t>(scene)];
    if (place < 0) {
      if (others < 0) {
        others = static_cast<int>(entries.size());
        entries.push_back(rest(Colouring::tr("Other scenes"), dark));
      }
      place = others;
    }
    entry.push_back(place);
  }
  return byEntry(std::move(entry), std::move(entries));
}

/// Days, or years when there are many days, oldest first.
Colouring byDate(const jobs::LayoutView& view, bool dark) {
  std::map<std::string, int> days, years;
  for (const jobs::LayoutScene& scene : view.scenes) {
    if (scene.date.empty()) continue;
    days[scene.date] = 0;
    years[scene.date.substr(0, 4)] = 0;
  }
  const bool byYear = days.size() > kMostDays;
  std::map<std::string, int>& steps = byYear ? years : days;
  std::vector<LegendEntry> entries;
  for (auto& [step, place] : steps) {
    place = static_cast<int>(entries.size());
    const double value = steps.size() > 1 ? place / static_cast<double>(steps.size() - 1) : 0.5;
    entries.push_back({place, QString::fromStdString(step), ordered(value, dark), 0});
  }
  const int none = static_cast<int>(entries.size());
  entries.push_back(rest(Colouring::tr("Date unknown"), dark));
  std::vector<int> entry;
  for (const std::int32_t scene : view.scene) {
    const std::string date = scene < 0 ? std::string() : view.scenes[static_cast<std::size_t>(scene)].date;
    const auto found = steps.find(byYear ? date.substr(0, 4) : date);
    entry.push_back(found == steps.end() ? none : found->second);
  }
  Colouring colouring = byEntry(std::move(entry), std::move(entries));
  if (colouring.entries.back().count == 0) colouring.entries.pop_back();
  return colouring;
}

QString percent(double share) { return QLocale().toString(std::round(share * 1000) / 10); }

/// By place among all scores, since what a score means differs from query to query. Of very many tiles only the best
/// have a score: steps beyond them are left out, and the last one ends with them.
Colouring byScore(const jobs::LayoutView& view, std::span<const float> scores, bool dark) {
  std::vector<float> sorted;
  for (const float score : scores) {
    if (!std::isnan(score)) sorted.push_back(score);
  }
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const auto tiles = static_cast<double>(std::max<std::size_t>(1, view.tiles.size()));
  const double known = scores.empty() ? 1.0 : static_cast<double>(sorted.size()) / tiles;
  std::vector<LegendEntry> entries;
  std::vector<float> least;
  double from = 0.0;
  for (std::size_t s = 0; s < kScoreSteps.size() && from < known; ++s) {
    const double to = std::min(kScoreSteps[s], known);
    const QString label = s == 0 ? Colouring::tr("Best %1 %").arg(percent(to))
                                 : Colouring::tr("%1 to %2 %").arg(percent(from), percent(to));
    const double shade = 1.0 - static_cast<double>(s) / static_cast<double>(kScoreSteps.size());
    entries.push_back({static_cast<qint64>(s), label, ordered(shade, dark), 0});
    const auto last = static_cast<std::size_t>(std::ceil(to * tiles - 1e-9));
    least.push_back(sorted.empty() ? 2.0F : sorted[std::min(std::max<std::size_t>(last, 1), sorted.size()) - 1]);
    from = to;
  }
  entries.push_back(rest(scores.empty() ? Colouring::tr("No query") : Colouring::tr("The rest"), dark));
  if (!scores.empty()) entries.back().colour = ordered(0.0, dark);
  std::vector<int> entry(view.tiles.size(), static_cast<int>(least.size()));
  for (std::size_t i = 0; i < entry.size() && i < scores.size(); ++i) {
    for (std::size_t s = 0; s < least.size(); ++s) {
      if (!(scores[i] >= least[s])) continue;
      entry[i] = static_cast<int>(s);
      break;
    }
  }
  return byEntry(std::move(entry), std::move(entries));
}

/// Names with a colour each; what comes after the first ones shares a line, as do the points with several or none.
Colouring byName(const std::vector<std::string>& names, const std::vector<std::int32_t>& of, std::size_t points,
                 const QString& none, bool dark) {
  const int shown = std::min(static_cast<int>(names.size()), kMostNames);
  std::vector<LegendEntry> entries;
  for (int i = 0; i < shown; ++i) {
    entries.push_back(category(i, QString::fromStdString(names[static_cast<std::size_t>(i)]), i, dark));
  }
  const int several = shown, others = shown + 1, nothing = shown + 2;
  entries.push_back(rest(Colouring::tr("Several"), dark, 2));
  entries.push_back(rest(Colouring::tr("Others"), dark, 1));
  entries.push_back(rest(none, dark));
  std::vector<int> entry(points, nothing);
  for (std::size_t i = 0; i < points && i < of.size(); ++i) {
    if (of[i] == jobs::TileLabels::kSeveral) entry[i] = several;
    if (of[i] >= 0) entry[i] = of[i] < shown ? of[i] : others;
  }
  Colouring colouring = byEntry(std::move(entry), std::move(entries));
  // Lines without a tile go; they are the last three, so that the numbers of the others stay.
  std::vector<int> places(colouring.entries.size());
  std::vector<LegendEntry> kept;
  for (std::size_t e = 0; e < colouring.entries.size(); ++e) {
    places[e] = static_cast<int>(kept.size());
    if (colouring.entries[e].count > 0 || e < static_cast<std::size_t>(shown)) kept.push_back(colouring.entries[e]);
  }
  for (int& place : colouring.entry) place = places[static_cast<std::size_t>(place)];
  colouring.entries = std::move(kept);
  return colouring;
}

Colouring byCaption(const jobs::LayoutView& view, const jobs::TileLabels& labels, bool dark) {
  const QString none = Colouring::tr("Without a caption");
  if (static_cast<int>(labels.texts.size()) <= kMostNames) {
    return byName(labels.texts, labels.text, view.tiles.size(), none, dark);
  }
  std::vector<std::int32_t> captioned;
  for (const std::int32_t text : labels.text) captioned.push_back(text < 0 ? text : 0);
  return byName({Colouring::tr("With a caption").toStdString()}, captioned, view.tiles.size(), none, dark);
}

Colouring bySplit(const jobs::LayoutView& view, const jobs::TileLabels& labels, bool dark) {
  std::vector<std::string> names;
  for (const std::string& split : labels.splits) names.push_back(splitShown(split).toStdString());
  return byName(names, labels.split, view.tiles.size(), Colouring::tr("In no split"), dark);
}

/// In quarters: how many of a tile's neighbours another model replaced by others.
Colouring byDrift(const jobs::LayoutView& view, std::span<const float> drift, bool dark) {
  std::vector<LegendEntry> entries = {{-1, Colouring::tr("No new neighbours"), ordered(0.0, dark), 0},
                                      {-1, Colouring::tr("Up to 25 % new"), ordered(0.25, dark), 0},
                                      {-1, Colouring::tr("Up to 50 % new"), ordered(0.5, dark), 0},
                                      {-1, Colouring::tr("Up to 75 % new"), ordered(0.75, dark), 0},
                                      {-1, Colouring::tr("Over 75 % new"), ordered(1.0, dark), 0}};
  std::vector<int> entry(view.tiles.size(), 0);
  for (std::size_t i = 0; i < entry.size() && i < drift.size(); ++i) {
    entry[i] = std::clamp(static_cast<int>(std::ceil(static_cast<double>(drift[i]) * 4 - 1e-6)), 0, 4);
  }
  return byEntry(std::move(entry), std::move(entries));
}

Colouring coloured(const jobs::LayoutView& view, ColourBy by, const ColourData& data) {
  static const jobs::TileLabels nothing;
  const jobs::TileLabels& labels = data.labels ? *data.labels : nothing;
  const bool dark = data.darkGround;
  switch (by) {
    case ColourBy::Cluster: return byCluster(view, dark);
    case ColourBy::Scene: return byScene(view, dark);
    case ColourBy::Date: return byDate(view, dark);
    case ColourBy::Score: return byScore(view, data.scores, dark);
    case ColourBy::Tag: return byName(labels.tags, labels.tag, view.tiles.size(), Colouring::tr("Without a tag"), dark);
    case ColourBy::Caption: return byCaption(view, labels, dark);
    case ColourBy::Split: return bySplit(view, labels, dark);
    case ColourBy::Drift: return byDrift(view, data.drift, dark);
  }
  return {};
}

}  // namespace

Colouring Colouring::of(const jobs::LayoutView& view, ColourBy by, const ColourData& data) {
  Colouring colouring = coloured(view, by, data);
  colouring.by = by;
  if (!view.texts.empty()) {
    const QString label = view.textsAreWords ? tr("Texts (land cover)") : tr("Texts (captions)");
    colouring.entries.push_back({LegendEntry::kTexts, label, data.darkGround ? kTextsOnDark : kTextsOnLight,
                                 static_cast<int>(view.texts.size()), MarkShape::Diamond});
  }
  return colouring;
}

}  // namespace tilescout::ui
