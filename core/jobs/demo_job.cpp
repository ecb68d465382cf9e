#include "jobs/demo_job.h"

#include <string>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/paths.h"
#include "synth/scene_painter.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMarkName = "complete.txt";

/// What the folder holds; a demo painted with other options, or by a version that painted otherwise, is painted anew.
std::string markOf(const synth::DemoOptions& options) {
  return "tilescout demo " TILESCOUT_VERSION " scenes " + std::to_string(options.scenes) + " size " +
         std::to_string(options.size) + " seed " + std::to_string(options.seed) + "\n";
}

bool isComplete(const fs::path& folder, const synth::DemoOptions& options) {
  std::error_code status;
  if (!fs::is_regular_file(folder / kMarkName, status)) return false;
  if (readTextFile(folder / kMarkName) != markOf(options)) return false;
  int scenes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, status)) {
    scenes += entry.path().extension() == ".tif" ? 1 : 0;
  }
  return scenes >= options.scenes;
}

}  // namespace

fs::path makeDemo(JobContext& job) {
  const fs::path folder = paths::userData() / "demo";
  const synth::DemoOptions options;
  if (isComplete(folder, options)) return folder;

  std::error_code status;
  fs::create_directories(folder, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", folder.string());
  fs::remove(folder / kMarkName, status);
  synth::paintDemoArchive(folder, options, job);
  AtomicFile mark(folder / kMarkName);
  mark.write(std::string_view(markOf(options)));
  mark.commit();
  return folder;
}

}  // namespace tilescout::jobs
