#pragma once
#include <span>

#include "archive/layout.h"
#include "explore/clustering.h"
#include "jobs/explore_space.h"

namespace tilescout::jobs {

/// Gives each of the layout's clusters its colour: that of the cluster which is mostly the same tiles in the first of
/// `others` (layouts by the same or another method, of the same or another model) that has one, if no other cluster has
/// it already; the rest get the lowest that are left, largest cluster first.
void chooseColours(archive::StoredLayout& layout, std::span<const archive::StoredLayout> others);

/// Where densities show one group: the clusters that another layout of the same tiles found by itself, if it has
/// several. The same tiles then have the same names and colours in both. Tiles that it does not have are in none.
/// False: it has not.
bool takeClusters(const archive::StoredLayout& other, const SpaceRows& space, explore::Partition& partition);

}  // namespace tilescout::jobs
