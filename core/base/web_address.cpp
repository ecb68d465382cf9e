#include "base/web_address.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tilescout {

bool isWebAddress(std::string_view address) {
  static constexpr std::array<std::string_view, 3> kBeginnings = {"http://", "https://", "wms:"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view beginning) {
    return address.size() >= beginning.size() &&
           std::equal(beginning.begin(), beginning.end(), address.begin(), [](char wanted, unsigned char given) {
             return wanted == static_cast<char>(std::tolower(given));
           });
  });
}

}  // namespace tilescout
