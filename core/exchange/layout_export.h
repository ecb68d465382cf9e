#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/scene.h"

namespace tilescout::exchange {

/// Where a tile was under the earlier of two models, and the share of its nearest tiles that are new (0 … 1).
struct LayoutChange {
  double x = 0.0, y = 0.0, drift = 0.0;
};

/// A tile in a layout of the embedding space.
struct LayoutRow {
  TileId tile = 0;
  std::string scene, date;
  double x = 0.0, y = 0.0;
  std::int32_t cluster = -1;  ///< −1 = in none
  std::string clusterName;
  TileWindow window;
  Ring wgs84;                          ///< empty: the scene has no place
  std::optional<LayoutChange> change;  ///< of two models' common layout; all rows have it or none
};

/// A text that was laid out with the tiles.
struct LayoutTextRow {
  std::string text;
  double x = 0.0, y = 0.0;
};

struct LayoutLabel {
  std::int32_t cluster = 0;
  std::string name;
  int colour = -1;  ///< place in the palette of categories; −1 = its place among the labels
};

/// Of the label at `place` in its list.
inline int palettePlace(const LayoutLabel& label, std::size_t place) {
  return label.colour < 0 ? static_cast<int>(place) : label.colour;
}

/// Of the whole layout.
struct LayoutFacts {
  std::vector<LayoutLabel> labels;  ///< the clusters, largest first
  std::string model, method;
  int pixels = 1600;                      ///< of the picture's sides
  std::vector<LayoutTextRow> texts = {};  ///< none: tiles alone were laid out
};

enum class LayoutFormat { Csv, GeoPackage, Png };

/// By the file's ending; throws Error{InvalidInput} naming the three.
LayoutFormat layoutFormatOf(const std::filesystem::path& file);

/// Csv: RFC 4180 with a header, decimal points under every locale. GeoPackage: layer "tiles", EPSG:4326, footprints as
/// polygons, which QGIS fills by cluster. Both have columns x_before, y_before and drift where the rows have a change.
/// Texts are further lines of the Csv, told by the columns kind ("tile", "text") and text that it then has, and a table
/// "texts" of the GeoPackage. Png: a colour a cluster, labels where the points lie thickest, texts as dark diamonds.
/// The file appears whole or not at all. Throws Error{Io} naming the file.
void writeLayout(const std::vector<LayoutRow>& rows, const LayoutFacts& facts, LayoutFormat format,
                 const std::filesystem::path& file);

/// The picture alone, rows from the top; `side` pixels square.
Image layoutPicture(const std::vector<LayoutRow>& rows, const std::vector<LayoutLabel>& labels, int side,
                    const std::vector<LayoutTextRow>& texts = {});

}  // namespace tilescout::exchange
