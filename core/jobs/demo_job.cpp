#include "jobs/demo_job.h"

#include <algorithm>
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

/// The painter reports the parts of each scene by itself; the user is shown one bar over all scenes.
JobContext::Sink overAllScenes(JobContext& job, int scenes) {
  constexpr std::int64_t kParts = 100;
  return [&job, scenes, current = std::string(), begun = 0](const Progress& progress) mutable {
    if (progress.stage != current) {
      current = progress.stage;
      begun = std::min(begun + 1, scenes);
    }
    const std::int64_t part = progress.total > 0 ? progress.done * kParts / progress.total : 0;
    job.report({"paint", (begun - 1) * kParts + part, scenes * kParts});
  };
}

/// What a killed painter left behind, so that the folder does not grow with every attempt.
void removeLeftovers(const fs::path& folder) {
  std::error_code status;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, status)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".part") || name.find(".tmp-") != std::string::npos) fs::remove(entry.path(), status);
  }
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
  removeLeftovers(folder);
  job.report({"paint", 0, options.scenes * 100});
  JobContext painting(job.stopToken(), overAllScenes(job, options.scenes));
  synth::paintDemoArchive(folder, options, painting);
  AtomicFile mark(folder / kMarkName);
  mark.write(std::string_view(markOf(options)));
  mark.commit();
  return folder;
}

}  // namespace tilescout::jobs
