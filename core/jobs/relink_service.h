#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/job.h"

namespace tilescout::jobs {

/// Scenes whose files are not where the archive expects them, by the folder that they have in common below
/// what has vanished (a disk that is not connected, a folder that was moved, or the folder that still is there when
/// only files have gone).
struct MissingFolder {
  std::string folder;
  struct Scene {
    SceneId id = 0;
    std::string path;
  };
  std::vector<Scene> scenes;
};

/// Looks for the file of every scene, and reads none. Folders in the order of their names. Stage: "look".
std::vector<MissingFolder> missingFolders(const std::filesystem::path& archiveFile, JobContext& job);

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
  std::string reason;              ///< for people; "" for Same
  std::uint64_t fileSize = 0;      ///< of the file that is the same
  std::int64_t modifiedNs = 0;
};

/// All: every scene. Missing: those whose files are not where they should be.
enum class RelinkScope { All, Missing };

/// Scenes below `oldFolder` (or the one scene that has this very path) as they would be found below `newFolder`: at
/// the same place below it when the file there has the same size, and the same time or content; else anywhere below
/// it when a file has the same size and content. A name alone decides nothing. Changes nothing.
/// Stages: "relink", "search" (files looked at).
std::vector<RelinkItem> planRelink(const std::filesystem::path& archiveFile, const std::filesystem::path& oldFolder,
                                   const std::filesystem::path& newFolder, JobContext& job,
                                   RelinkScope scope = RelinkScope::All);

/// Gives the items that are the same, and whose files have not changed since they were planned, their new paths: one
/// transaction, one step of the history. Tiles, embeddings and labels stay, and what was offline can be read again.
/// Returns how many. Throws Error{Busy} while another job writes.
std::int64_t applyRelink(const std::filesystem::path& archiveFile, const std::vector<RelinkItem>& items,
                         JobContext& job);

/// Plans and applies. Returns what planRelink() said. Throws Error{NotFound} when the archive has no scene below
/// `oldFolder`.
std::vector<RelinkItem> relinkScenes(const std::filesystem::path& archiveFile, const std::filesystem::path& oldFolder,
                                     const std::filesystem::path& newFolder, JobContext& job);

}  // namespace tilescout::jobs
