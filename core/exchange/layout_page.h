#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/image.h"
#include "exchange/layout_export.h"

namespace tilescout::exchange {

/// A small picture of the tile at rows[row].
struct PageThumbnail {
  std::size_t row = 0;
  Image image;
};

/// What the page says; a key that is missing is said in English: "title", "tiles", "cluster", "scene", "date",
/// "colour", "all", "none", "noCluster", "texts", "noDate", "help", "list", "madeWith".
using PageWords = std::map<std::string, std::string>;

/// One HTML file that any browser shows without a network: points to move, zoom and hover, a legend that filters,
/// colours by cluster, scene or date, the given pictures inside it (at most 1,600, others are left out), and a table of
/// the clusters for readers without the picture. Texts that were laid out with the tiles are diamonds. Everything from
/// the archive is escaped. Of the facts, the labels (the clusters, largest first), the model, which is named below the
/// picture, and the texts are used. The file appears whole or not at all. Throws Error{Io} naming the
/// file.
void writeLayoutPage(const std::vector<LayoutRow>& rows, const LayoutFacts& facts,
                     const std::vector<PageThumbnail>& thumbnails, const PageWords& words,
                     const std::filesystem::path& file);

}  // namespace tilescout::exchange
