#pragma once
#include <QString>
#include <vector>

#include "search/query.h"

namespace tilescout::ui {

enum class HitOrder { Score, Newest, Oldest, Scene, Place };

/// What stands together under one heading. Within a group the order goes on as chosen: by band and newest first, say.
enum class HitGroups {
  None,
  Band,   ///< likely, possible, noise
  Scene,
  Place,  ///< the same ground in several scenes
  Date
};

/// Rows that stand under one heading.
struct HitSection {
  QString title;
  int first = 0;
  int count = 0;
};

struct HitArrangement {
  std::vector<int> rows;              ///< hit of each row
  std::vector<HitSection> sections;   ///< empty: nothing is grouped
};

/// Puts hits, which come best first, into an order and under headings. What is equal stays in the order of the score;
/// what has no date or no place goes to the end. A pure function.
HitArrangement arrangeHits(const std::vector<Hit>& hits, HitOrder order, HitGroups groups);

/// For each hit the number of its place: hits whose outlines share at least half of the smaller one, and differ in size
/// by no more than four times, show the same place as the first of them. -1: it has no outline.
std::vector<int> placesOf(const std::vector<Hit>& hits, const std::vector<int>& inOrder);

}  // namespace tilescout::ui
