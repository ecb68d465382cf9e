#pragma once
#include <cstdint>
#include <string>
#include <utility>

namespace tilescout {

/// Which row of a label file is meant, for messages in any language.
struct LabelRow {
  enum class Kind {
    File,    ///< a picture; `within` is its name
    Line,    ///< of a table
    Entry,   ///< of a JSON list
    Feature  ///< of a layer
  };
  Kind kind = Kind::File;
  std::string within;       ///< the file or layer of several; may be empty
  std::int64_t number = 0;  ///< from 1; of files: not used

  bool operator==(const LabelRow&) const = default;
};

/// "line 5", "train.json, entry 3", "roads, feature 2".
std::string textOf(const LabelRow& row);

/// Why a row of a label file is passed over.
enum class RowFlaw {
  None,
  MoreCells,       ///< than the header has
  NoLabel,         ///< neither a caption nor a tag
  NoLabelField,    ///< the same of a feature
  ColumnNoNumber,  ///< value: the column
  PartOfWindow,
  PlaceNoNumber,
  NoImageOrPlace,
  NoObject,
  NoImage,
  NoCaption,
  CaptionNoText,
  WindowNotFour,
  NoPlace,
  CurvedGeometry,
  OutsideSystem,
  OutsideGlobe,
  NotPointOrPolygon,
  BadPolygon,
  NoTileThere,
  UnknownImage,      ///< value: the image
  SeveralScenes,     ///< value: the image
  SceneWithoutTile,  ///< value: the scene's path
  CaptionEmpty,
  CaptionTooLong,  ///< value: the most bytes
  CaptionNotUtf8,
  CaptionControl,
  TagEmpty,
  TagTooLong,  ///< value: the most bytes
  TagNotUtf8,
  TagControl,
  TagSemicolon,
  SplitEmpty,
  SplitTooLong,  ///< value: the most bytes
  SplitNotUtf8,
  SplitControl,
  SplitSemicolon
};

struct RowProblem {
  RowFlaw flaw = RowFlaw::None;
  std::string value;  ///< where the flaw says so

  explicit operator bool() const { return flaw != RowFlaw::None; }
  bool operator==(const RowProblem&) const = default;
};

/// In English, as the command line says it after the row's name: "has no caption".
std::string textOf(const RowProblem& problem);

}  // namespace tilescout
