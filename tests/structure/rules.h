#pragma once
#include <set>
#include <string>
#include <string_view>

#include "tests/structure/source_tree.h"

namespace tilescout::structure {

struct Violation {
  std::string file;
  int line = 0;  ///< 0: the whole file
  std::string message;
};
using Violations = std::vector<Violation>;

/// "Who may include whom" of docs/architecture.md: the table of modules, what ui sees, private detail folders.
Violations checkModules(const SourceTree& tree);
/// Quoted includes are paths from core/ or the root, and name a file that is there.
Violations checkIncludePaths(const SourceTree& tree);
/// No file includes itself, directly or through others.
Violations checkFileCycles(const SourceTree& tree);
/// No two modules include one another, directly or through others, whatever the table says.
Violations checkModuleCycles(const SourceTree& tree);

/// Torch, SQL, GDAL, OpenCV, ICU and Qt stay in their places.
Violations checkLibraries(const SourceTree& tree);
/// Headers that include LibTorch, SQLite or GDAL are seen by their own module only.
Violations checkLibraryLeaks(const SourceTree& tree);

/// What is built where LibTorch is and little else (`-DTILESCOUT_PARTS=numerics`), core/base, model and train and
/// app/train with all that they include, stays in these modules and takes from outside only the standard library, the
/// system, LibTorch and what `staged` names, as `packaging/stage-numerics` gathers it ("nlohmann", "xxhash.h").
Violations checkNumerics(const SourceTree& tree, const std::set<std::string>& staged);
/// The names after copy_headers in that script.
std::set<std::string> stagedHeaders(std::string_view script);

/// No file has more lines than people read.
Violations checkLengths(const SourceTree& tree, int limit);
/// Files that the CMake lists of tests name are there, and every .cpp of ours is named by some list.
Violations checkBuildLists(const SourceTree& tree);

}  // namespace tilescout::structure
