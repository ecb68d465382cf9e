#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/scene.h"
#include "exchange/label_file.h"

namespace tilescout::exchange {

/// A tile with what was said of it, as the formats write it.
struct LabelledTile {
  std::string scenePath, sceneName;
  bool wholeScene = false;           ///< the window is the whole scene
  std::array<double, 4> window{};    ///< x, y, width, height in full-resolution pixels
  Ring footprint;
  std::vector<LabelText> captions;
  std::vector<std::string> tags;
  std::string split;
};

/// The picture of the i-th tile, for the formats that are folders of pictures.
using ChipSource = std::function<Image(std::size_t)>;

/// What a path stands for when no format is named: .csv → Csv, .geojson and .gpkg → Vector, anything else → Authors.
LabelFormat formatForWriting(const std::filesystem::path& path);

/// Writes tiles so that readLabels() gives back the same captions for the same windows; whole or not at all, an
/// existing file is replaced, an existing folder is refused.
/// * Csv: one line a caption, RFC 4180, cells that a spreadsheet would run made harmless (csv_text.h); a tile with tags
///   alone has a line without caption.
/// * Vector: one feature a caption, its tile the outline; GeoJSON or GeoPackage by the ending.
/// * Authors, Karpathy, Coco: a file when the path ends in .json (pictures are named, not written), else a folder with
///   `images/` and one JSON a split (tiles of no split: train; Coco: captions_SPLIT.json) or `dataset.json`.
/// * Folders: a folder for each first tag, or each caption of a tile without tags, with the tiles' pictures.
/// Throws Error{Io} naming the file, Error{InvalidInput}.
void writeLabels(const std::vector<LabelledTile>& tiles, LabelFormat format, const std::filesystem::path& path,
                 const ChipSource& chip);

}  // namespace tilescout::exchange
