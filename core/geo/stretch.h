#pragma once
#include <array>
#include <vector>

#include "base/scene.h"

namespace tilescout::geo {

/// Percentile of the values (0 … 100), linear between neighbours as NumPy does it; reorders them. 0 for none.
double percentile(std::vector<float>& values, double percent);

/// Low and high of one channel. `values`: a sample of its data after scale and offset (reordered). `dataType` as in
/// BandInfo, `scale` and `offset` the band's. Auto and None show 8-bit data as it is; None shows other integers over
/// their type's range and floating values over 0 … 1. A channel that is constant gets the middle of the range.
/// Throws Error{InvalidInput} for a specification that makes no sense.
std::pair<double, double> stretchRange(const StretchSpec& spec, std::vector<float>& values, const std::string& dataType,
                                       double scale, double offset);

}  // namespace tilescout::geo
