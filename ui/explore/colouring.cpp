#include "ui/explore/colouring.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace tilescout::ui {

namespace {

constexpr int kMostScenes = 24;
constexpr int kMostDays = 12;
constexpr int kMostNames = 24;
constexpr std::array<double, 4> kScoreSteps = {0.01, 0.05, 0.2, 0.5};  // of the tiles, best first

QColor noneColour() { return QColor(0x9A, 0xA0, 0xA6); }

Colouring byEntry(std::vector<int> entry, std::vector<LegendEntry> entries) {
  Colouring colouring;
  colouring.colour.reserve(entry.size());
  for (const int place : entry) {
    LegendEntry& line = entries[static_cast<std::size_t>(place)];
    ++line.count;
    colouring.colour.push_back(line.colour.rgb());
  }
  colouring.entry = std::move(entry);
  colouring.entries = std::move(entries);
  return colouring;
}

Colouring byCluster(const jobs::LayoutView& view) {
  std::vector<LegendEntry> entries;
  std::map<std::int64_t, int> places;
  for (const jobs::ClusterView& cluster : view.clusters) {
    const int place = static_cast<int>(entries.size());
    places[cluster.id] = place;
    entries.push_back({cluster.id, QString::fromStdString(cluster.name), categoryColour(place), 0});
  }
  std::vector<int> entry;
  int none = -1;
  for (const std::int32_t cluster : view.cluster) {
    const auto found = places.find(cluster);
    if (found == places.end() && none < 0) {
      none = static_cast<int>(entries.size());
      entries.push_back({-1, Colouring::tr("In no cluster"), noneColour(), 0});
    }
    entry.push_back(found == places.end() ? none : found->second);
  }
  return byEntry(std::move(entry), std::move(entries));
}

Colouring byScene(const jobs::LayoutView& view) {
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
    entries.push_back(
        {named.id, QString::fromStdString(named.name), categoryColour(static_cast<int>(entries.size())), 0});
  }
  std::vector<int> entry;
  int others = -1;
  for (const std::int32_t scene : view.scene) {
    int place = scene < 0 ? -1 : places[static_cast<std::size_t>(scene)];
    if (place < 0) {
      if (others < 0) {
        others = static_cast<int>(entries.size());
        entries.push_back({-1, Colouring::tr("Other scenes"), noneColour(), 0});
      }
      place = others;
    }
    entry.push_back(place);
  }
  return byEntry(std::move(entry), std::move(entries));
}

/// Days, or years when there are many days, oldest first.
Colouring byDate(const jobs::LayoutView& view) {
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
    entries.push_back({place, QString::fromStdString(step), viridis(value), 0});
  }
  const int none = static_cast<int>(entries.size());
  entries.push_back({-1, Colouring::tr("Date unknown"), noneColour(), 0});
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

QString percent(double share) { return QLocale().toString(share * 100); }

/// By place among all scores, since what a score means differs from query to query.
Colouring byScore(const jobs::LayoutView& view, std::span<const float> scores) {
  std::vector<LegendEntry> entries;
  const double steps = static_cast<double>(kScoreSteps.size());
  for (std::size_t s = 0; s < kScoreSteps.size(); ++s) {
    const QString label = s == 0
                              ? Colouring::tr("Best %1 %").arg(percent(kScoreSteps[0]))
                              : Colouring::tr("%1 to %2 %").arg(percent(kScoreSteps[s - 1]), percent(kScoreSteps[s]));
    entries.push_back({static_cast<qint64>(s), label, viridis(1.0 - static_cast<double>(s) / steps), 0});
  }
  entries.push_back({-1, scores.empty() ? Colouring::tr("No query") : Colouring::tr("The rest"),
                     scores.empty() ? noneColour() : viridis(0.0), 0});
  std::vector<float> sorted;
  for (const float score : scores) {
    if (!std::isnan(score)) sorted.push_back(score);
  }
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  std::array<float, kScoreSteps.size()> least{};
  for (std::size_t s = 0; s < kScoreSteps.size(); ++s) {
    const auto last = static_cast<std::size_t>(std::ceil(kScoreSteps[s] * static_cast<double>(view.tiles.size())));
    least[s] = sorted.empty() ? 2.0F : sorted[std::min(std::max<std::size_t>(last, 1), sorted.size()) - 1];
  }
  std::vector<int> entry(view.tiles.size(), static_cast<int>(kScoreSteps.size()));
  for (std::size_t i = 0; i < entry.size() && i < scores.size(); ++i) {
    for (std::size_t s = 0; s < kScoreSteps.size(); ++s) {
      if (!(scores[i] >= least[s])) continue;
      entry[i] = static_cast<int>(s);
      break;
    }
  }
  return byEntry(std::move(entry), std::move(entries));
}

/// Names with a colour each; what comes after the first ones shares a line, as do the points with several or none.
Colouring byName(const std::vector<std::string>& names, const std::vector<std::int32_t>& of, std::size_t points,
                 const QString& none) {
  const int shown = std::min(static_cast<int>(names.size()), kMostNames);
  std::vector<LegendEntry> entries;
  for (int i = 0; i < shown; ++i) {
    entries.push_back({i, QString::fromStdString(names[static_cast<std::size_t>(i)]), categoryColour(i), 0});
  }
  const int several = shown, others = shown + 1, nothing = shown + 2;
  entries.push_back({-1, Colouring::tr("Several"), QColor(0x60, 0x66, 0x6C), 0});
  entries.push_back({-1, Colouring::tr("Others"), QColor(0x7A, 0x80, 0x86), 0});
  entries.push_back({-1, none, noneColour(), 0});
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

Colouring byCaption(const jobs::LayoutView& view, const jobs::TileLabels& labels) {
  const QString none = Colouring::tr("Without a caption");
  if (static_cast<int>(labels.texts.size()) <= kMostNames) {
    return byName(labels.texts, labels.text, view.tiles.size(), none);
  }
  std::vector<std::int32_t> captioned;
  for (const std::int32_t text : labels.text) captioned.push_back(text < 0 ? text : 0);
  return byName({Colouring::tr("With a caption").toStdString()}, captioned, view.tiles.size(), none);
}

/// In quarters: how many of a tile's neighbours another model replaced by others.
Colouring byDrift(const jobs::LayoutView& view, std::span<const float> drift) {
  std::vector<LegendEntry> entries = {{-1, Colouring::tr("No new neighbours"), viridis(0.0), 0},
                                      {-1, Colouring::tr("Up to 25 % new"), viridis(0.25), 0},
                                      {-1, Colouring::tr("Up to 50 % new"), viridis(0.5), 0},
                                      {-1, Colouring::tr("Up to 75 % new"), viridis(0.75), 0},
                                      {-1, Colouring::tr("Over 75 % new"), viridis(1.0), 0}};
  std::vector<int> entry(view.tiles.size(), 0);
  for (std::size_t i = 0; i < entry.size() && i < drift.size(); ++i) {
    entry[i] = std::clamp(static_cast<int>(std::ceil(static_cast<double>(drift[i]) * 4 - 1e-6)), 0, 4);
  }
  return byEntry(std::move(entry), std::move(entries));
}

Colouring coloured(const jobs::LayoutView& view, ColourBy by, const ColourData& data) {
  static const jobs::TileLabels nothing;
  const jobs::TileLabels& labels = data.labels ? *data.labels : nothing;
  switch (by) {
    case ColourBy::Cluster: return byCluster(view);
    case ColourBy::Scene: return byScene(view);
    case ColourBy::Date: return byDate(view);
    case ColourBy::Score: return byScore(view, data.scores);
    case ColourBy::Tag: return byName(labels.tags, labels.tag, view.tiles.size(), Colouring::tr("Without a tag"));
    case ColourBy::Caption: return byCaption(view, labels);
    case ColourBy::Split: return byName(labels.splits, labels.split, view.tiles.size(), Colouring::tr("In no split"));
    case ColourBy::Drift: return byDrift(view, data.drift);
  }
  return {};
}

}  // namespace

QColor categoryColour(int place) {
  static constexpr std::array<QRgb, 7> base = {0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7, 0xC4B428};
  const QColor colour(base[static_cast<std::size_t>(place) % base.size()]);
  const int turn = place / static_cast<int>(base.size()) % 3;
  return turn == 0 ? colour : turn == 1 ? colour.darker(165) : colour.lighter(150);
}

QColor viridis(double value) {
  static constexpr std::array<QRgb, 9> steps = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                                0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
  const double at = std::clamp(value, 0.0, 1.0) * (steps.size() - 1);
  const auto low = static_cast<std::size_t>(at), high = std::min(low + 1, steps.size() - 1);
  const double part = at - static_cast<double>(low);
  const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
  return {mix(qRed(steps[low]), qRed(steps[high])), mix(qGreen(steps[low]), qGreen(steps[high])),
          mix(qBlue(steps[low]), qBlue(steps[high]))};
}

Colouring Colouring::of(const jobs::LayoutView& view, ColourBy by, const ColourData& data) {
  Colouring colouring = coloured(view, by, data);
  colouring.by = by;
  return colouring;
}

}  // namespace tilescout::ui
