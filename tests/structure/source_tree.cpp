#include "tests/structure/source_tree.h"

#include <algorithm>

#include "base/atomic_file.h"

namespace tilescout::structure {
namespace {

bool isOurs(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".cpp" || extension == ".h" || extension == ".inc" || extension == ".cmake" ||
         file.filename() == "CMakeLists.txt";
}

std::string_view trimmedLeft(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

}  // namespace

SourceTree readTree(const std::filesystem::path& root) {
  SourceTree tree;
  for (const char* folder : {"core", "ui", "app", "tests", "packaging/cmake"}) {
    if (!std::filesystem::is_directory(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || !isOurs(entry.path())) continue;
      tree[entry.path().lexically_relative(root).generic_string()] = readTextFile(entry.path());
    }
  }
  return tree;
}

std::vector<Include> includesOf(std::string_view text) {
  std::vector<Include> includes;
  int line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view row = trimmedLeft(text.substr(at, end - at));
    at = end + 1;
    ++line;
    if (!row.starts_with('#')) continue;
    row = trimmedLeft(row.substr(1));
    if (!row.starts_with("include")) continue;
    row = trimmedLeft(row.substr(7));
    if (row.empty() || (row[0] != '"' && row[0] != '<')) continue;
    const std::size_t close = row.find(row[0] == '"' ? '"' : '>', 1);
    if (close != std::string_view::npos)
      includes.push_back({line, std::string(row.substr(1, close - 1)), row[0] == '"'});
  }
  return includes;
}

std::string resolve(const SourceTree& tree, const std::string& target) {
  for (const std::string& candidate : {"core/" + target, target, "tests/" + target}) {
    if (tree.contains(candidate)) return candidate;
  }
  return {};
}

std::string moduleOf(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view top = path.substr(0, slash);
  if (top == "ui") return "ui";
  if (top != "core" && top != "app") return {};
  const std::size_t next = path.find('/', slash + 1);
  if (next == std::string_view::npos) return {};
  return std::string(top == "core" ? path.substr(slash + 1, next - slash - 1) : path.substr(0, next));
}

bool isCpp(std::string_view path) { return path.ends_with(".cpp"); }
bool isHeader(std::string_view path) { return path.ends_with(".h") || path.ends_with(".inc"); }

}  // namespace tilescout::structure
