#pragma once
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "base/ids.h"

namespace tilescout::jobs {

/// What decides between tiles that are duplicates of one another.
struct DuplicateFacts {
  std::string date;        ///< of the scene, ISO 8601; "" = unknown
  double gsdMetres = 0.0;  ///< of the scene; 0 = unknown
  bool labelled = false;   ///< has a caption or a tag
};

/// Which tile of a group of duplicates to keep. Where the rule finds several alike, the others decide in this order,
/// and at last the first: a choice is the same each time.
enum class KeepRule { Labelled, Newest, Finest, First };

/// To three digits: scenes of one sensor differ by where their centres lie, and are as fine as one another.
inline double nominalGsd(double metres) {
  if (!(metres > 0)) return 0.0;
  const double digits = std::pow(10.0, 2 - std::floor(std::log10(metres)));
  return std::round(metres * digits) / digits;
}

/// Place in `tiles` of the one to keep. Facts that are not there count as unknown.
inline std::size_t keptOf(const std::vector<TileId>& tiles, const std::vector<DuplicateFacts>& facts, KeepRule rule) {
  if (facts.size() != tiles.size() || rule == KeepRule::First) return 0;
  const auto better = [&](const DuplicateFacts& a, const DuplicateFacts& b, KeepRule by) {
    switch (by) {
      case KeepRule::Labelled: return a.labelled && !b.labelled;
      case KeepRule::Newest: return a.date > b.date;
      case KeepRule::Finest: {
        const double ofA = nominalGsd(a.gsdMetres), ofB = nominalGsd(b.gsdMetres);
        return ofA > 0 && (ofB <= 0 || ofA < ofB);
      }
      case KeepRule::First: break;
    }
    return false;
  };
  std::size_t kept = 0;
  for (std::size_t i = 1; i < tiles.size(); ++i) {
    for (const KeepRule by : {rule, KeepRule::Labelled, KeepRule::Newest, KeepRule::Finest}) {
      if (better(facts[i], facts[kept], by)) {
        kept = i;
        break;
      }
      if (better(facts[kept], facts[i], by)) break;
    }
  }
  return kept;
}

}  // namespace tilescout::jobs
