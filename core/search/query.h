#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/image.h"
#include "base/scene.h"

namespace tilescout {

/// What is asked for. Everything given counts; the embedding of the query is the normalised weighted sum of the parts
/// (`--not` and `--unlike` parts count negatively).
struct Query {
  std::string text;
  std::vector<std::string> notTexts;
  std::optional<Image> image;
  std::string imageName;               ///< for showing
  std::vector<TileId> like, unlike;
  double textWeight = 0.5;             ///< share of text against examples when both are given
  bool useTemplates = false;           ///< average the text over remote-sensing prompt templates
  int top = 20;

  std::optional<std::array<double, 4>> bbox;  ///< W, S, E, N in degrees; W > E crosses the date line
  std::string withinFile;              ///< polygon file (GeoJSON, GeoPackage, Shapefile, ...)
  std::string fromDate, toDate;        ///< ISO 8601, inclusive; scenes without a date never pass
  std::string sceneGlob;               ///< on scene names, * and ?
  double distinctMetres = 0.0;         ///< > 0: of hits closer than this only the best; 0: off
  bool exact = true;
};

/// One ranked tile. `score` is the cosine of query and tile.
struct Hit {
  int rank = 0;
  TileId tile = 0;
  SceneId sceneId = 0;
  std::string scene;   ///< name
  std::string scenePath;
  double score = 0.0;
  double percentile = 0.0;  ///< share of the archive's tiles with a lower score, 0..100
  TileWindow window;
  Ring wgs84;
  std::string date;
};

struct SearchResult {
  std::vector<Hit> hits;
  std::string model;            ///< name of the model that made the embeddings
  double tookMs = 0.0;
  std::int64_t searched = 0;    ///< tiles that were compared
  std::int64_t passed = 0;      ///< tiles left after the filters
  std::vector<std::string> unknownWords;  ///< words of the query that the model never saw in training
  std::string notice;           ///< e.g. the query is in a script that the model does not read; "" = none
};

/// A text ranked for an image.
struct TextMatch {
  int rank = 0;
  std::string text;
  double score = 0.0;
};

}  // namespace tilescout
