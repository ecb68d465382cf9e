#pragma once
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

/// No file has more lines than people read.
Violations checkLengths(const SourceTree& tree, int limit);
/// Files that the CMake lists of tests name are there, and every .cpp of ours is named by some list.
Violations checkBuildLists(const SourceTree& tree);

}  // namespace tilescout::structure
