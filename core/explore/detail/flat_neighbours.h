#pragma once
#include <vector>

#include "base/job.h"
#include "explore/neighbours.h"
#include "explore/rows.h"
#include "explore/team.h"

namespace tilescout::explore::detail {

/// The k nearest other points of each point of a layout, by a k-d tree (nanoflann); here `distance` is the distance in
/// the layout. k is cut to count − 1. The same on any number of threads.
KnnGraph flatNeighbours(const std::vector<Point>& points, std::size_t k, Team& team, JobContext& job);

}  // namespace tilescout::explore::detail
