#pragma once
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace tilescout::geo {

/// ASCII letters in lower case: names of bands, files and formats are told apart by no more.
inline std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

}  // namespace tilescout::geo
