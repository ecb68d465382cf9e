#include <deque>
#include <sstream>

#include "tests/structure/rules.h"

namespace tilescout::structure {
namespace {

const std::set<std::string> kNumericModules = {"base", "model", "train", "app/train"};
/// Of app/cli, what app/train shares.
const std::set<std::string> kAlsoSeen = {"base", "model", "train", "app/train", "app/cli"};

/// Google Highway and Gloo are used where CMake finds them, and done without elsewhere.
bool isOptional(std::string_view include) {
  for (const std::string_view beginning : {"hwy/", "gloo/"}) {
    if (include.starts_with(beginning)) return true;
  }
  return false;
}

bool isTorch(std::string_view include) {
  for (const std::string_view beginning : {"ATen/", "c10/", "torch/"}) {
    if (include.starts_with(beginning)) return true;
  }
  return false;
}

/// <vector>, <unistd.h>, <sys/file.h>; <immintrin.h> is the compiler's own.
bool isSystem(std::string_view include) {
  for (const std::string_view beginning : {"sys/", "netinet/", "arpa/"}) {
    if (include.starts_with(beginning)) return true;
  }
  static const std::set<std::string_view> named = {"dirent.h",  "dlfcn.h",  "fcntl.h",  "malloc.h",
                                                   "pthread.h", "sched.h",  "signal.h", "stdlib.h",
                                                   "strings.h", "unistd.h", "netdb.h",  "immintrin.h"};
  return named.contains(include) ||
         (include.find('/') == std::string_view::npos && include.find('.') == std::string_view::npos);
}

bool isStaged(const std::string& include, const std::set<std::string>& staged) {
  return staged.contains(include.substr(0, include.find('/')));
}

}  // namespace

std::set<std::string> stagedHeaders(std::string_view script) {
  std::set<std::string> names;
  std::istringstream lines{std::string(script)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string word;
    if (!(words >> word) || word != "copy_headers") continue;
    while (words >> word) names.insert(word);
  }
  return names;
}

Violations checkNumerics(const SourceTree& tree, const std::set<std::string>& staged) {
  Violations violations;
  std::deque<std::string> open;
  std::set<std::string> seen;
  for (const auto& [path, text] : tree) {
    if ((isCpp(path) || isHeader(path)) && kNumericModules.contains(moduleOf(path))) open.push_back(path);
  }
  seen.insert(open.begin(), open.end());
  while (!open.empty()) {
    const std::string path = open.front();
    open.pop_front();
    for (const Include& include : includesOf(tree.at(path))) {
      if (include.quoted) {
        const std::string target = resolve(tree, include.target);
        if (target.empty()) continue;  // of another rule
        if (!kAlsoSeen.contains(moduleOf(target))) {
          violations.push_back({path, include.line, include.target + " is not there where numerics alone are built"});
        } else if (seen.insert(target).second) {
          open.push_back(target);
        }
      } else if (!isSystem(include.target) && !isTorch(include.target) && !isOptional(include.target) &&
                 !isStaged(include.target, staged)) {
        violations.push_back(
            {path, include.line, include.target + " is not gathered by packaging/stage-numerics (copy_headers)"});
      }
    }
  }
  return violations;
}

}  // namespace tilescout::structure
