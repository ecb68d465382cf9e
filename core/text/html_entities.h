#pragma once
#include <string>
#include <string_view>

namespace tilescout::text {

/// HTML character references replaced by what they stand for, with the rules of HTML5 (and so of Python's
/// html.unescape): a missing semicolon is forgiven for the old names, unknown names stay as they are.
std::string unescapeHtml(std::string_view utf8);

}  // namespace tilescout::text
