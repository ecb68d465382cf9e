#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

namespace tilescout {

namespace search {
class RowMask;
}

/// How a score stands out of what the archive's unrelated tiles score for the same query.
enum class ScoreBand { Noise, Possible, Likely };

/// Stable lower-case name: "noise", "possible", "likely".
inline std::string_view bandName(ScoreBand band) {
  return band == ScoreBand::Likely ? "likely" : band == ScoreBand::Possible ? "possible" : "noise";
}

/// One query's scores over a whole archive, before any filter: a histogram, a model of its noise, and cut-offs.
/// A score means nothing across queries (0.28 may be excellent for one and noise for another), so cut-offs are set for
/// each query: the noise is a normal distribution fitted to the bulk (the empirical null of Efron 2004, "Large-scale
/// simultaneous hypothesis testing"), and above a cut-off the share of tiles that noise alone would put there is at
/// most 10 % (likely) or 50 % (possible), as Benjamini and Hochberg (1995) control false discoveries.
struct ScoreProfile {
  double lowest = 0.0;
  double step = 0.0;                   ///< width of a bin; 0: no tiles, or all score alike
  std::vector<std::int64_t> all;       ///< tiles a bin, whole archive
  std::vector<std::int64_t> passing;   ///< of these, tiles that pass the query's filters
  double noiseCentre = 0.0;            ///< of the bulk; spread 0: too few tiles for a model
  double noiseSpread = 0.0;
  double possibleFrom = std::numeric_limits<double>::infinity();  ///< infinite: nothing stands out
  double likelyFrom = std::numeric_limits<double>::infinity();

  bool empty() const { return all.empty(); }
  double highest() const { return lowest + step * static_cast<double>(all.size()); }
  double edge(std::size_t bin) const { return lowest + step * static_cast<double>(bin); }
  ScoreBand bandOf(double score) const {
    if (score >= likelyFrom) return ScoreBand::Likely;
    return score >= possibleFrom ? ScoreBand::Possible : ScoreBand::Noise;
  }
  /// The bin edge nearest to a score; there passingFrom() is exact.
  std::size_t edgeNear(double score) const {
    if (!(step > 0)) return 0;
    return static_cast<std::size_t>(std::clamp(std::round((score - lowest) / step), 0.0, static_cast<double>(all.size())));
  }
  /// Passing tiles in the bins from this edge up.
  std::int64_t passingFrom(std::size_t edge) const {
    const auto from = passing.begin() + static_cast<std::ptrdiff_t>(std::min(edge, passing.size()));
    return std::accumulate(from, passing.end(), std::int64_t{0});
  }
};

namespace search {

/// `passing` null: all pass.
ScoreProfile profileOf(std::span<const float> scores, const RowMask* passing);

}  // namespace search

}  // namespace tilescout
