#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/image.h"
#include "base/scene.h"
#include "search/score_profile.h"

namespace tilescout {

/// A picture given as an example. `name` is for showing; where it is a file's path it can be read again.
struct ExampleImage {
  Image pixels;
  std::string name;
  double weight = 1.0;  ///< among the examples; below 0: what hits must not look like
};

/// A linear classifier over embeddings, learned from marks (a detector): a tile x is right with probability
/// 1 / (1 + exp(−(scale · vector·x + bias))). `vector` has length 1, `scale` is positive.
struct LearnedRanking {
  std::vector<float> vector;
  double scale = 1.0;
  double bias = 0.0;
  /// Inner product at which a tile is as likely right as wrong.
  double threshold() const { return -bias / scale; }
  double probability(double score) const { return 1.0 / (1.0 + std::exp(-(scale * score + bias))); }
};

/// What words found in captions, tags, scene names and dates do to the order.
enum class WordRule {
  Off,   ///< not looked for
  Mark,  ///< hits say which words were found where; the order stays the embedding's
  First  ///< tiles in which every word was found come first
};

/// What a range of dates does with scenes that have none.
enum class Undated {
  Never,  ///< they do not pass
  Also,   ///< they pass as well
  Only    ///< nothing else passes, whatever the range is
};

/// What is asked for. Everything given counts; the embedding of the query is the normalised weighted sum of the parts
/// (`--not` and `--unlike` parts count negatively).
struct Query {
  std::string text;
  std::string translation;             ///< what the model reads instead of `text`; "" = text, or its own translation
  std::vector<std::string> notTexts;
  std::vector<ExampleImage> images;
  std::vector<TileId> like, unlike;
  std::map<TileId, double> weights;    ///< of tiles in `like` and `unlike`, above 0; 1 where none is given
  double textWeight = 0.5;             ///< share of text against examples when both are given
  bool useTemplates = false;           ///< average the text over prompt templates
  std::vector<std::string> templates;  ///< "{}" is the text; empty = the program's own list
  std::shared_ptr<const LearnedRanking> detector;  ///< ranks in place of texts and examples
  int top = 20;
  WordRule words = WordRule::Mark;

  std::optional<std::array<double, 4>> bbox;  ///< W, S, E, N in degrees; W > E crosses the date line
  std::string withinFile;              ///< polygon file (GeoJSON, GeoPackage, Shapefile, ...)
  std::string fromDate, toDate;        ///< ISO 8601, inclusive
  Undated undated = Undated::Never;    ///< counts where a date is asked for, `Only` without one too
  std::string sceneGlob;               ///< on scene names, * and ?
  std::vector<SceneId> scenes;         ///< only these; empty = all
  std::vector<std::string>
      sensors;  ///< only scenes of these, whatever the case, with * and ?; "" = not known; empty = all
  std::optional<std::vector<TileId>> tiles;  ///< only these (a collection, say)
  TileId afterTile = 0;                      ///< only scenes whose content came after this tile, however they were cut since
  std::optional<double> minScore;      ///< hits score at least this
  ScoreBand minBand = ScoreBand::Noise;  ///< hits lie in this band or a better one
  double distinctMetres = 0.0;         ///< > 0: of hits closer than this only the best; 0: off
  bool leaveOutNeighbours = false;     ///< tiles that overlap an example tile in its own scene
  bool leaveOutSamePlace = false;      ///< tiles of the same place in other scenes
  bool exact = true;
};

/// A word of the query that was found in what is written about a tile.
struct WordMatch {
  enum class Field { Caption, Tag, Scene, Folder, Date };
  Field field = Field::Caption;
  std::string word;
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
  std::string sensor;  ///< as the scene's name tells; "" = it does not
  ScoreBand band = ScoreBand::Noise;
  std::vector<WordMatch> words;  ///< beside the picture itself
  int captions = 0;              ///< how many the tile has
  bool collected = false;        ///< it is in a collection
};

struct SearchResult {
  std::vector<Hit> hits;
  std::string model;            ///< name of the model that made the embeddings
  double tookMs = 0.0;
  std::int64_t searched = 0;    ///< tiles that were compared
  std::int64_t passed = 0;      ///< tiles left after the filters, before the score's cut-off
  std::int64_t accepted = 0;    ///< of these, tiles that reach the cut-off as well
  ScoreProfile profile;         ///< of this query over the whole archive
  std::vector<std::string> unknownWords;  ///< words of the query that the model never saw in training
  std::string notice;           ///< e.g. the query is in a script that the model does not read; "" = none
  std::string translation;      ///< what the model read in place of the query's text; "" = the text itself
  std::vector<std::string> untranslated;  ///< parts of the text that the glossary does not have
  std::int64_t wordMatches = 0;           ///< passing tiles in which every word of the text was found
};

/// A text ranked for an image.
struct TextMatch {
  int rank = 0;
  std::string text;
  double score = 0.0;
};

}  // namespace tilescout
