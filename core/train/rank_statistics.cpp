#include "train/rank_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "train/augment.h"

namespace tilescout::train {

namespace {

/// Hits at 1, 5 and 10 of one image: its own (of 1) and its captions' (of `captions`).
struct Hits {
  std::array<double, 3> image{}, text{};
  double captioned = 0, captions = 0;

  void add(const Hits& other) {
    for (std::size_t k = 0; k < 3; ++k) {
      image[k] += other.image[k];
      text[k] += other.text[k];
    }
    captioned += other.captioned;
    captions += other.captions;
  }
  /// Image → text at 1, 5, 10, text → image at 1, 5, 10, and the mean of the six, in per cent.
  std::array<double, 7> figures() const {
    std::array<double, 7> all{};
    for (std::size_t k = 0; k < 3; ++k) {
      all[k] = captioned > 0 ? 100.0 * image[k] / captioned : 0.0;
      all[3 + k] = captions > 0 ? 100.0 * text[k] / captions : 0.0;
    }
    for (std::size_t f = 0; f < 6; ++f) all[6] += all[f] / 6.0;
    return all;
  }
  double meanRecall() const { return figures()[6]; }
};

constexpr std::array<std::int64_t, 3> depths{1, 5, 10};

std::vector<Hits> hitsOf(const RetrievalRanks& ranks, std::span<const std::int64_t> captionImage) {
  std::vector<Hits> hits(ranks.image.size());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (ranks.image[i] < 0) continue;
    hits[i].captioned = 1;
    for (std::size_t k = 0; k < 3; ++k) hits[i].image[k] = ranks.image[i] < depths[k];
  }
  for (std::size_t t = 0; t < captionImage.size(); ++t) {
    Hits& own = hits[static_cast<std::size_t>(captionImage[t])];
    own.captions += 1;
    for (std::size_t k = 0; k < 3; ++k) own.text[k] += ranks.text[t] < depths[k];
  }
  return hits;
}

std::array<double, 7> figuresOf(const RetrievalMetrics& m) {
  return {m.txtR1, m.txtR5, m.txtR10, m.imgR1, m.imgR5, m.imgR10, m.meanRecall};
}

Interval intervalOf(double value, std::vector<double>& draws) {
  if (draws.empty()) return {value, value, value};
  std::sort(draws.begin(), draws.end());
  const auto at = [&](double share) {
    return draws[static_cast<std::size_t>(share * static_cast<double>(draws.size() - 1))];
  };
  return {value, at(0.025), at(0.975)};
}

}  // namespace

Comparison compare(const std::string& split, const Measured& before, const Measured& after,
                   std::span<const std::int64_t> captionImage, std::uint64_t seed) {
  constexpr int draws = 1000;
  Comparison out;
  out.split = split;
  out.before = before.metrics;
  out.after = after.metrics;
  const std::vector<Hits> old = hitsOf(before.ranks, captionImage), now = hitsOf(after.ranks, captionImage);
  struct Draws {
    std::vector<double> before, after, gain;
  };
  std::array<Draws, 7> drawn;
  AugmentRandom random(seed * 0x9e3779b97f4a7c15ull + 0xb007ull);
  for (int draw = 0; draw < draws && !old.empty(); ++draw) {
    Hits a, b;
    for (std::size_t i = 0; i < old.size(); ++i) {
      const auto pick = static_cast<std::size_t>(random.next() % old.size());
      a.add(old[pick]);
      b.add(now[pick]);
    }
    const std::array<double, 7> then = a.figures(), afterwards = b.figures();
    for (std::size_t f = 0; f < drawn.size(); ++f) {
      drawn[f].before.push_back(then[f]);
      drawn[f].after.push_back(afterwards[f]);
      drawn[f].gain.push_back(afterwards[f] - then[f]);
    }
  }
  const std::array<double, 7> then = figuresOf(before.metrics), afterwards = figuresOf(after.metrics);
  for (std::size_t f = 0; f < drawn.size(); ++f) {
    out.recalls.push_back({intervalOf(then[f], drawn[f].before), intervalOf(afterwards[f], drawn[f].after),
                           intervalOf(afterwards[f] - then[f], drawn[f].gain)});
  }
  const FigureChange mean = out.recalls.back();
  out.recalls.pop_back();
  out.beforeMeanRecall = mean.before;
  out.afterMeanRecall = mean.after;
  out.gain = mean.gain;
  if (out.gain.low > 0) out.verdict = Verdict::Better;
  if (out.gain.high < 0) out.verdict = Verdict::Worse;
  return out;
}

std::vector<ClassChange> classChanges(const CaptionData& data, const RetrievalRanks& before,
                                      const RetrievalRanks& after) {
  const std::vector<Hits> old = hitsOf(before, data.captionImage), now = hitsOf(after, data.captionImage);
  struct Sums {
    std::int64_t images = 0;
    Hits before, after;
  };
  std::map<std::int64_t, Sums> byLabel;
  for (std::size_t i = 0; i < old.size(); ++i) {
    Sums& sums = byLabel[data.label[i]];
    ++sums.images;
    sums.before.add(old[i]);
    sums.after.add(now[i]);
  }
  std::vector<ClassChange> out;
  for (const auto& [label, sums] : byLabel) {
    if (label < 0) continue;
    const auto index = static_cast<std::size_t>(label);
    const bool named = index < data.labelNames.size() && !data.labelNames[index].empty();
    out.push_back({named ? data.labelNames[index] : "class " + std::to_string(label), sums.images,
                   sums.before.meanRecall(), sums.after.meanRecall()});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.images > b.images; });
  return out;
}

std::vector<ExampleChange> rankChanges(const CaptionData& data, const RetrievalRanks& before,
                                       const RetrievalRanks& after, bool worse, std::size_t count) {
  std::vector<std::size_t> order;
  for (std::size_t t = 0; t < before.text.size(); ++t) {
    if (worse ? after.text[t] > before.text[t] : after.text[t] < before.text[t]) order.push_back(t);
  }
  // A step from 11th to 1st matters more than one from 300th to 200th: ratios of ranks, not differences.
  const auto moved = [&](std::size_t t) {
    return std::abs(std::log(static_cast<double>(before.text[t] + 1)) - std::log(static_cast<double>(after.text[t] + 1)));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return moved(a) > moved(b); });
  std::vector<ExampleChange> out;
  std::set<std::int64_t> seen;
  for (const std::size_t t : order) {
    if (out.size() == count) break;
    if (!seen.insert(data.captionImage[t]).second) continue;
    ExampleChange change;
    change.row = data.captionImage[t];
    change.caption = data.captions[t];
    change.before = before.text[t] + 1;
    change.after = after.text[t] + 1;
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace tilescout::train
