#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/process.h"
#include "tests/support/test_files.h"

namespace tilescout::test {

using Json = nlohmann::json;

/// tilescout-cli as a user runs it, with a data folder of its own that goes away with the object.
class Cli {
 public:
  /// Exit code and outputs of `tilescout-cli arguments…`.
  ProcessResult operator()(std::vector<std::string> arguments, ProcessOptions options = {}) const;

  /// Gives the data folder a default model: the one that ships, or the small golden one where none ships yet.
  /// False (with a message) when there is neither.
  bool haveModel() const;

  /// Path of a file in the folder.
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// Paints a scene of `size` pixels into `scenes/`, and makes the archive `a.tilescout`; returns the archive's path.
  std::string paintedScenes(int scenes, int size) const;

 private:
  TempFolder folder_;
};

/// Every line of an output that is a JSON object on a line of its own.
std::vector<Json> jsonLines(const std::string& output);

}  // namespace tilescout::test

#define TILESCOUT_NEEDS_MODEL(cli)              \
  if (!(cli).haveModel()) {                     \
    MESSAGE("SKIPPED: no model to embed with"); \
    return;                                     \
  }                                             \
  static_assert(true, "")
