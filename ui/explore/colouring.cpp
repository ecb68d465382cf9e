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
    const QString label = s == 0 ? Colouring::tr("Best %1 %").arg(percent(kScoreSteps[0]))
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

Colouring Colouring::of(const jobs::LayoutView& view, ColourBy by, std::span<const float> scores) {
  switch (by) {
    case ColourBy::Cluster: return byCluster(view);
    case ColourBy::Scene: return byScene(view);
    case ColourBy::Date: return byDate(view);
    case ColourBy::Score: return byScore(view, scores);
  }
  return {};
}

}  // namespace tilescout::ui
