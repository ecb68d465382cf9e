#include "exchange/scene_clip.h"

#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.h"
#include "exchange/neighbour_file.h"
#include "geo/gdal_session.h"

namespace tilescout::exchange {
namespace {

constexpr std::size_t kLongestPart = 80;

struct OptionsFree {
  void operator()(GDALTranslateOptions* options) const { GDALTranslateOptionsFree(options); }
};
using OptionsPtr = std::unique_ptr<GDALTranslateOptions, OptionsFree>;

OptionsPtr optionsFor(const std::vector<std::string>& arguments) {
  CPLStringList list;
  for (const std::string& argument : arguments) list.AddString(argument.c_str());
  return OptionsPtr(GDALTranslateOptionsNew(list.List(), nullptr));
}

/// Offset and size in whole pixels of the scene.
std::vector<std::string> sourceWindow(GDALDataset& dataset, const TileWindow& window, const std::string& scene) {
  const auto edge = [](double value, int most) {
    return static_cast<int>(std::clamp<double>(std::round(value), 0, most));
  };
  const int width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
  const int left = edge(window.x, width), right = edge(window.x + window.width, width);
  const int top = edge(window.y, height), bottom = edge(window.y + window.height, height);
  if (left >= right || top >= bottom) throw Error(ErrorCode::InvalidInput, "has no pixels where the tile lies", scene);
  return {"-srcwin", std::to_string(left), std::to_string(top), std::to_string(right - left),
          std::to_string(bottom - top)};
}

}  // namespace

void clipToGeoTiff(const std::filesystem::path& scene, const TileWindow& window,
                   const std::vector<std::pair<std::string, std::string>>& tags, const std::filesystem::path& target) {
  const geo::DatasetPtr source = geo::openRaster(scene);
  std::vector<std::string> arguments = sourceWindow(*source, window, scene.string());
  for (const char* argument :
       {"-of", "GTiff", "-co", "COMPRESS=DEFLATE", "-co", "TILED=YES", "-co", "BIGTIFF=IF_SAFER"})
    arguments.emplace_back(argument);
  for (const auto& [key, value] : tags) {
    arguments.emplace_back("-mo");
    arguments.push_back(key + "=" + value);
  }
  NeighbourFile temporary(target, ".tif");
  {
    const geo::GdalErrorTrap trap;
    const OptionsPtr options = optionsFor(arguments);
    int misused = FALSE;
    geo::DatasetPtr written(GDALDataset::FromHandle(
        GDALTranslate(temporary.path().c_str(), GDALDataset::ToHandle(source.get()), options.get(), &misused)));
    if (written) written->FlushCache(true);
    if (!written || trap.failed()) {
      // A folder that cannot be written to is the target's fault, everything else the scene's.
      std::error_code ignored;
      const bool reachable = std::filesystem::is_directory(
          target.has_parent_path() ? target.parent_path() : std::filesystem::path("."), ignored);
      if (!reachable) throw Error(ErrorCode::Io, "cannot be written: its folder is not there", target.string());
      trap.raise(scene.string(), "cannot be cut");
    }
  }
  temporary.moveOverTarget();
}

std::string fileNamePart(const std::string& name) {
  std::string part;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                      (byte >= 'a' && byte <= 'z') || c == '.' || c == '-' || c == '_';
    part += kept ? c : '_';
  }
  if (part.size() > kLongestPart) {
    std::size_t end = kLongestPart;
    while (end > 0 && (static_cast<unsigned char>(part[end]) & 0xc0U) == 0x80U) --end;  // no half characters
    part.resize(end);
  }
  return part;
}

}  // namespace tilescout::exchange
