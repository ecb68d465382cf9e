#pragma once
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace tilescout::test {

/// ../shared beside the checkout (or $TILESCOUT_SHARED); empty when it is absent.
inline std::filesystem::path sharedFolder() {
  const char* named = std::getenv("TILESCOUT_SHARED");
  const std::filesystem::path folder =
      named ? std::filesystem::path(named) : std::filesystem::path(TILESCOUT_SOURCE_DIR).parent_path() / "shared";
  return std::filesystem::is_directory(folder / "golden") ? folder : std::filesystem::path();
}

/// A fresh folder that goes away with the object.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tilescout-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace tilescout::test

/// Leaves a test case, saying so, when ../shared is not there (the project must pass without it; CI has it).
#define TILESCOUT_NEEDS_SHARED()                                        \
  if (tilescout::test::sharedFolder().empty()) {                        \
    MESSAGE("SKIPPED: ../shared is absent");                            \
    return;                                                             \
  }                                                                     \
  static_assert(true, "")
