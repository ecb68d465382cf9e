#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/label_row.h"
#include "base/scene.h"

namespace tilescout::exchange {

/// Authors: RSICD/RSITMD as the HarMA authors' JSON (a folder with train.json, val.json, test.json, or one such file).
/// Karpathy: one JSON object with "images". Coco: one with "images" and "annotations", or a folder with captions_*.json
/// such as COCO's own. Folders: a folder a class, its pictures inside. Vector: GeoJSON,
/// GeoPackage and the like.
enum class LabelFormat { Auto, Authors, Karpathy, Coco, Csv, Folders, Vector };

/// "auto", "authors", "karpathy", "coco", "csv", "folders", "vector"; throws Error{InvalidInput}.
LabelFormat parseLabelFormat(std::string_view name);

/// What lies at `path`, by its content. Throws Error: NotFound; InvalidInput when it is none of them.
LabelFormat detectLabelFormat(const std::filesystem::path& path);

struct LabelText {
  std::string text, author;
};

/// What one row of a label file says of one place: an image (by name or path), perhaps a window of it in full-resolution
/// pixels, or a point or area on the ground (WGS 84).
struct LabelRecord {
  LabelRow row;
  std::string image;
  std::optional<std::array<double, 4>> window;  ///< x, y, width, height
  std::optional<LonLat> point;
  std::vector<std::vector<Ring>> areas;  ///< polygons, each an outer ring and its holes
  std::vector<LabelText> captions;
  std::vector<std::string> tags;
  std::string split;
};

struct LabelProblem {
  std::string subject;  ///< file and row
  LabelRow row;
  RowProblem problem;  ///< why it was passed over
};

struct LabelReadOptions {
  LabelFormat format = LabelFormat::Auto;
  /// The sentence that a class name becomes, "{}" being the name in words.
  std::string classTemplate = "a satellite image of {}.";
};

/// Reads a file or folder of labels. Damaged rows are named in `problems` and passed over; a file that cannot be read
/// at all throws Error naming it. In Folders a file name "NAME__X_Y_WxH.png" means that window of scene NAME.
std::vector<LabelRecord> readLabels(const std::filesystem::path& path, const LabelReadOptions& options,
                                    std::vector<LabelProblem>& problems);

/// "BaseballField" and "baseball_field" → "baseball field".
std::string wordsOfClass(const std::string& name);

/// File name of a tile's picture without its ending, "NAME__X_Y_WxH", and back; windows of whole pixels only.
std::string chipName(const std::string& sceneStem, const std::array<double, 4>& window);
/// Puts the scene's stem into `image` and the window into `window` when the name is of that form.
void readChipName(LabelRecord& record);

}  // namespace tilescout::exchange
