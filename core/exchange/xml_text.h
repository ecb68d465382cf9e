#pragma once
#include <string>
#include <string_view>

namespace tilescout::exchange {

/// Text for XML elements and quoted attributes: markup escaped; bytes that are no UTF-8 and characters that XML 1.0
/// forbids become U+FFFD.
std::string xmlText(std::string_view text);

/// As XML writes numbers: shortest that reads back the same, a decimal point under every locale.
std::string plainNumber(double value);

}  // namespace tilescout::exchange
