#pragma once
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "support/temp_folder.h"

namespace tilescout::test {

/// ../shared beside the checkout (or $TILESCOUT_SHARED); empty when it is absent.
inline std::filesystem::path sharedFolder() {
  const char* named = std::getenv("TILESCOUT_SHARED");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named) : std::filesystem::path(TILESCOUT_SOURCE_DIR).parent_path() / "shared";
  return std::filesystem::is_directory(folder / "golden") ? folder : std::filesystem::path();
}

}  // namespace tilescout::test

/// Leaves a test case, saying so, when ../shared is not there (the project must pass without it; CI has it).
#define TILESCOUT_NEEDS_SHARED()                                        \
  if (tilescout::test::sharedFolder().empty()) {                        \
    MESSAGE("SKIPPED: ../shared is absent");                            \
    return;                                                             \
  }                                                                     \
  static_assert(true, "")
