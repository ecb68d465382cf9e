#pragma once
#include <string>
#include <string_view>

namespace tilescout::text {

/// The HarMA authors' pre_caption: lower-case, `,.'!?"()*#:;~` removed, `-` and `/` become a blank, white space
/// collapsed, cut at `maxWords` words.
std::string cleanCaption(std::string_view caption, int maxWords = 30);

}  // namespace tilescout::text
