#include "search/score_profile.h"

#include <algorithm>
#include <cmath>

#include "search/row_mask.h"

namespace tilescout::search {

namespace {

constexpr std::size_t kBins = 512;
/// Below this many tiles a distribution cannot be told from its accidents.
constexpr std::int64_t kFewestForModel = 30;
constexpr double kLikelyShare = 0.1;
constexpr double kPossibleShare = 0.5;

/// Score below which a share of the tiles lies, within its bin by proportion.
double quantile(const ScoreProfile& profile, std::int64_t total, double share) {
  const double wanted = share * static_cast<double>(total);
  double before = 0.0;
  for (std::size_t bin = 0; bin < profile.all.size(); ++bin) {
    const auto here = static_cast<double>(profile.all[bin]);
    if (here > 0 && before + here >= wanted) return profile.edge(bin) + profile.step * (wanted - before) / here;
    before += here;
  }
  return profile.highest();
}

/// Relevant tiles stretch the upper tail alone, so the spread comes from the lower half; the middle of the upper half
/// may widen it, because noise that is skewed to the right must not pass for findings.
void fitNoise(ScoreProfile& profile, std::int64_t total) {
  profile.noiseCentre = quantile(profile, total, 0.5);
  const double lower = profile.noiseCentre - quantile(profile, total, 0.158655);
  const double upper = (quantile(profile, total, 0.75) - profile.noiseCentre) / 0.674490;
  profile.noiseSpread = std::max({lower, upper, profile.step});
}

/// Lowest edge above which at most `share` of the tiles is what the noise model expects there. Cut-offs that only the
/// sparse end of the tail would meet (fewer than one tile expected or found) count as well: one tile far above
/// everything else is a finding.
double cutOff(const ScoreProfile& profile, std::int64_t total, double share) {
  double best = std::numeric_limits<double>::infinity();
  std::int64_t found = 0;
  for (std::size_t bin = profile.all.size(); bin-- > 0;) {
    found += profile.all[bin];
    const double edge = profile.edge(bin);
    if (edge <= profile.noiseCentre) break;
    if (found == 0) continue;
    const double z = (edge - profile.noiseCentre) / profile.noiseSpread;
    const double expected = static_cast<double>(total) * 0.5 * std::erfc(z / std::sqrt(2.0));
    if (expected <= share * static_cast<double>(found)) best = edge;
  }
  return best;
}

}  // namespace

ScoreProfile profileOf(std::span<const float> scores, const RowMask* passing) {
  ScoreProfile profile;
  if (scores.empty()) return profile;
  const auto [least, most] = std::minmax_element(scores.begin(), scores.end());
  profile.lowest = static_cast<double>(*least);
  profile.step = (static_cast<double>(*most) - profile.lowest) / static_cast<double>(kBins);
  profile.all.assign(kBins, 0);
  profile.passing.assign(kBins, 0);
  const double perStep = profile.step > 0 ? 1.0 / profile.step : 0.0;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    const double at = (static_cast<double>(scores[row]) - profile.lowest) * perStep;
    const std::size_t bin = std::min(static_cast<std::size_t>(at), kBins - 1);
    ++profile.all[bin];
    if (passing == nullptr || passing->passes(row)) ++profile.passing[bin];
  }
  const auto total = static_cast<std::int64_t>(scores.size());
  if (total < kFewestForModel || !(profile.step > 0)) return profile;
  fitNoise(profile, total);
  profile.possibleFrom = cutOff(profile, total, kPossibleShare);
  profile.likelyFrom = cutOff(profile, total, kLikelyShare);
  return profile;
}

}  // namespace tilescout::search
