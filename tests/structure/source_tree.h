#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::structure {

/// Path from the root ("core/base/error.h") → text. In memory, so that tests can make up trees that break a rule.
using SourceTree = std::map<std::string, std::string>;

/// Our C++ and CMake files below core, ui, app, tests and packaging/cmake.
SourceTree readTree(const std::filesystem::path& root);

struct Include {
  int line = 0;
  std::string target;   ///< as written between the marks
  bool quoted = false;  ///< "…" rather than <…>
};

std::vector<Include> includesOf(std::string_view text);

/// What a quoted include names: a path from the root, or "" when no file of the tree answers to it.
std::string resolve(const SourceTree& tree, const std::string& target);

/// "core/base/error.h" → "base", "ui/map/x.h" → "ui", "app/cli/x.h" → "app/cli", else "".
std::string moduleOf(std::string_view path);

bool isCpp(std::string_view path);     ///< a translation unit
bool isHeader(std::string_view path);  ///< .h or .inc

}  // namespace tilescout::structure
