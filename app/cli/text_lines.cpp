#include "app/cli/text_lines.h"

#include <algorithm>
#include <string_view>

#include "base/atomic_file.h"

namespace tilescout::cli {

std::vector<std::string> readTextLines(const std::filesystem::path& file) {
  const std::string text = readTextFile(file);
  constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
  std::vector<std::string> lines;
  for (std::size_t begin = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    if (lines.back().ends_with('\r')) lines.back().pop_back();
    begin = end + 1;
  }
  return lines;
}

}  // namespace tilescout::cli
