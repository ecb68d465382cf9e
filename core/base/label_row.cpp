#include "base/label_row.h"

namespace tilescout {

std::string textOf(const LabelRow& row) {
  if (row.kind == LabelRow::Kind::File) return row.within;
  const char* kind = row.kind == LabelRow::Kind::Line    ? "line "
                     : row.kind == LabelRow::Kind::Entry ? "entry "
                                                         : "feature ";
  const std::string text = kind + std::to_string(row.number);
  return row.within.empty() ? text : row.within + ", " + text;
}

std::string textOf(const RowProblem& problem) {
  const std::string& value = problem.value;
  switch (problem.flaw) {
    case RowFlaw::None: return {};
    case RowFlaw::MoreCells: return "has more cells than the header";
    case RowFlaw::NoLabel: return "has neither a caption nor a tag";
    case RowFlaw::NoLabelField: return "has no caption, label, name, class or tags";
    case RowFlaw::ColumnNoNumber: return "has a " + value + " that is no number";
    case RowFlaw::PartOfWindow: return "gives only a part of a window (x, y, width, height)";
    case RowFlaw::PlaceNoNumber: return "has a place that is no number";
    case RowFlaw::NoImageOrPlace: return "names neither an image nor a place";
    case RowFlaw::NoObject: return "is no object";
    case RowFlaw::NoImage: return "names no image";
    case RowFlaw::NoCaption: return "has no caption";
    case RowFlaw::CaptionNoText: return "has a caption that is no text";
    case RowFlaw::WindowNotFour: return "has a window that is not four numbers";
    case RowFlaw::NoPlace: return "has no place";
    case RowFlaw::CurvedGeometry: return "has a geometry that cannot be made straight";
    case RowFlaw::OutsideSystem: return "lies outside its coordinate system";
    case RowFlaw::OutsideGlobe: return "lies outside the globe";
    case RowFlaw::NotPointOrPolygon: return "is neither a point nor a polygon";
    case RowFlaw::BadPolygon: return "has a polygon without area, or outside the globe";
    case RowFlaw::NoTileThere: return "lies on no tile of the archive";
    case RowFlaw::UnknownImage: return "means the image '" + value + "', which is no scene of the archive";
    case RowFlaw::SeveralScenes:
      return "means the image '" + value + "', and the archive has several scenes of that name";
    case RowFlaw::SceneWithoutTile: return "has no tile in " + value;
    case RowFlaw::CaptionEmpty: return "the caption is empty";
    case RowFlaw::CaptionTooLong: return "the caption is longer than " + value + " bytes";
    case RowFlaw::CaptionNotUtf8: return "the caption is not UTF-8 text";
    case RowFlaw::CaptionControl: return "the caption holds control characters or line breaks";
    case RowFlaw::TagEmpty: return "the tag's name is empty";
    case RowFlaw::TagTooLong: return "the tag's name is longer than " + value + " bytes";
    case RowFlaw::TagNotUtf8: return "the tag's name is not UTF-8 text";
    case RowFlaw::TagControl: return "the tag's name holds control characters or line breaks";
    case RowFlaw::TagSemicolon: return "the tag's name holds a ';'";
    case RowFlaw::SplitEmpty: return "the split's name is empty";
    case RowFlaw::SplitTooLong: return "the split's name is longer than " + value + " bytes";
    case RowFlaw::SplitNotUtf8: return "the split's name is not UTF-8 text";
    case RowFlaw::SplitControl: return "the split's name holds control characters or line breaks";
    case RowFlaw::SplitSemicolon: return "the split's name holds a ';'";
  }
  return {};
}

}  // namespace tilescout
