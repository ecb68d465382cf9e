#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "explore/rows.h"

namespace tilescout::explore {

/// For each text the images that it fits best, best first: (row, cosine after each kind was moved to its own middle).
/// Texts and images of a model lie in two separate regions (the modality gap, Liang et al. 2022); without moving them
/// together a few images would be the best for nearly all texts. A text alone has no middle and stays where it is.
std::vector<std::vector<std::pair<std::int32_t, float>>> bestImages(const Rows& texts, const Rows& images,
                                                                    std::size_t count);

/// Rows less their mean, normalised again; a row that is the mean becomes zero.
std::vector<float> centredRows(const Rows& rows);

}  // namespace tilescout::explore
