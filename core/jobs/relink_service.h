#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/job.h"

namespace tilescout::jobs {

/// What would become of one scene whose file has moved.
struct RelinkItem {
  enum class Outcome {
    Same,     ///< a file of the same size, and of the same time or content, is at the new place
    Missing,  ///< nothing is there, or it cannot be read
    Changed,  ///< another file is there
    Taken     ///< the archive has another scene of that path
  };
  SceneId scene = 0;
  std::string oldPath, newPath;
  Outcome outcome = Outcome::Missing;
  std::string reason;  ///< for people; "" for Same
};

/// Scenes below `oldFolder` (or the one scene that has this very path) as they would be found below `newFolder`.
/// Compares size and time, on doubt the whole content. Changes nothing. Stage: "relink".
std::vector<RelinkItem> planRelink(const std::filesystem::path& archiveFile, const std::filesystem::path& oldFolder,
                                   const std::filesystem::path& newFolder, JobContext& job);

/// Gives the scenes that are the same their new paths, in one transaction; tiles, embeddings and labels stay, and what
/// was offline can be read again. The others stay as they are. Returns what planRelink() said. Throws Error{Busy} while
/// another job writes, Error{NotFound} when the archive has no scene below `oldFolder`.
std::vector<RelinkItem> relinkScenes(const std::filesystem::path& archiveFile, const std::filesystem::path& oldFolder,
                                     const std::filesystem::path& newFolder, JobContext& job);

}  // namespace tilescout::jobs
