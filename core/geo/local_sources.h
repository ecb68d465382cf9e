#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tilescout::geo {

/// A source that must not be opened, and the file that names it (the scene itself or a local file it leads to).
struct ForeignSource {
  std::string name;
  std::filesystem::path namedBy;
  std::string why = {};  ///< "" for a network source, else the reason: a memory address, a device, a circle
  bool network() const noexcept { return why.empty(); }
  std::string sentence() const;
};

/// Looks for network sources in what the file says, before GDAL opens it: VRT and XML descriptions with their local
/// sources, nested ones too, and the side files .aux.xml, .ovr and .msk. Reads only the head of binary files.
/// Throws Error{InvalidInput} when a description is absurdly large, Error{Io}.
std::optional<ForeignSource> networkSourceIn(const std::filesystem::path& file);

/// The local files that a description (VRT, XML) takes its pixels from, through other descriptions too; sorted, without
/// itself and without side files. Empty for every other file.
std::vector<std::filesystem::path> sourcesOf(const std::filesystem::path& file);

}  // namespace tilescout::geo
