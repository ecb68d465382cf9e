#include <algorithm>
#include <set>

#include "tests/structure/rules.h"

namespace tilescout::structure {
namespace {

/// File names in a CMake list as paths from the root. Comments do not count.
std::set<std::string> namedSources(const std::string& listPath, std::string_view text) {
  const std::filesystem::path folder = std::filesystem::path(listPath).parent_path();
  const std::string root = "${CMAKE_SOURCE_DIR}/";
  const std::string here = "${CMAKE_CURRENT_SOURCE_DIR}/";
  std::set<std::string> named;
  const auto add = [&](std::string word) {
    if (!isCpp(word) && !isHeader(word)) return;
    if (word.starts_with(here)) word.erase(0, here.size());
    const bool fromRoot = word.starts_with(root);
    if (fromRoot) word.erase(0, root.size());
    if (word.find('$') != std::string::npos) return;  // a variable: what it holds is named where it is set
    named.insert((fromRoot ? std::filesystem::path(word) : folder / word).lexically_normal().generic_string());
  };
  std::string word;
  bool comment = false;
  for (const char c : text) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    if (!comment && std::string_view(" \t\r\n()\"").find(c) == std::string_view::npos) {
      word.push_back(c);
      continue;
    }
    add(word);
    word.clear();
  }
  add(word);
  return named;
}

bool isBuildList(std::string_view path) { return path.ends_with("CMakeLists.txt") || path.ends_with(".cmake"); }

}  // namespace

Violations checkLengths(const SourceTree& tree, int limit) {
  Violations violations;
  for (const auto& [path, text] : tree) {
    const auto lines = std::count(text.begin(), text.end(), '\n') + (text.empty() || text.back() == '\n' ? 0 : 1);
    if (lines > limit) violations.push_back({path, 0, "has " + std::to_string(lines) + " lines; split it"});
  }
  return violations;
}

Violations checkBuildLists(const SourceTree& tree) {
  Violations violations;
  std::set<std::string> built;
  for (const auto& [path, text] : tree) {
    if (!isBuildList(path)) continue;
    for (const std::string& source : namedSources(path, text)) {
      built.insert(source);
      if (path.starts_with("tests/") && !tree.contains(source)) {
        violations.push_back({path, 0, "names " + source + ", which is not there"});
      }
    }
  }
  for (const auto& [path, text] : tree) {
    if (isCpp(path) && !built.contains(path)) violations.push_back({path, 0, "is built by no CMakeLists.txt"});
  }
  return violations;
}

}  // namespace tilescout::structure
