#include "ui/label/label_row_text.h"

#include <QCoreApplication>

namespace tilescout::ui {

namespace {

/// Gives the free functions below a translation context.
struct LabelRows {
  Q_DECLARE_TR_FUNCTIONS(LabelRows)
};

/// With %1 where the flaw has a value.
QString sentence(RowFlaw flaw) {
  switch (flaw) {
    case RowFlaw::None: break;
    case RowFlaw::MoreCells: return LabelRows::tr("It has more cells than the header.");
    case RowFlaw::NoLabel: return LabelRows::tr("It has neither a caption nor a tag.");
    case RowFlaw::NoLabelField: return LabelRows::tr("It has no caption, label, name, class or tags.");
    case RowFlaw::ColumnNoNumber: return LabelRows::tr("Its %1 is no number.");
    case RowFlaw::PartOfWindow: return LabelRows::tr("It gives only a part of x, y, width and height.");
    case RowFlaw::PlaceNoNumber: return LabelRows::tr("Its longitude or latitude is no number.");
    case RowFlaw::NoImageOrPlace: return LabelRows::tr("It names neither an image nor a place.");
    case RowFlaw::NoObject: return LabelRows::tr("It is no JSON object.");
    case RowFlaw::NoImage: return LabelRows::tr("It names no image.");
    case RowFlaw::NoCaption: return LabelRows::tr("It has no caption.");
    case RowFlaw::CaptionNoText: return LabelRows::tr("Its caption is no text.");
    case RowFlaw::WindowNotFour: return LabelRows::tr("Its window is not four numbers.");
    case RowFlaw::NoPlace: return LabelRows::tr("It has no place.");
    case RowFlaw::CurvedGeometry: return LabelRows::tr("Its geometry cannot be made straight.");
    case RowFlaw::OutsideSystem: return LabelRows::tr("It lies outside its coordinate system.");
    case RowFlaw::OutsideGlobe: return LabelRows::tr("It lies outside the globe.");
    case RowFlaw::NotPointOrPolygon: return LabelRows::tr("It is neither a point nor a polygon.");
    case RowFlaw::BadPolygon: return LabelRows::tr("It has a polygon without area, or outside the globe.");
    case RowFlaw::NoTileThere: return LabelRows::tr("It lies on no tile of the archive.");
    case RowFlaw::UnknownImage: return LabelRows::tr("No scene of the archive is called “%1”.");
    case RowFlaw::SeveralScenes: return LabelRows::tr("Several scenes of the archive are called “%1”.");
    case RowFlaw::SceneWithoutTile: return LabelRows::tr("The scene %1 has no tiles.");
    case RowFlaw::CaptionEmpty: return LabelRows::tr("Its caption is empty.");
    case RowFlaw::CaptionTooLong: return LabelRows::tr("Its caption is longer than %1 bytes.");
    case RowFlaw::CaptionNotUtf8: return LabelRows::tr("Its caption is not UTF-8 text.");
    case RowFlaw::CaptionControl: return LabelRows::tr("Its caption holds control characters or line breaks.");
    case RowFlaw::TagEmpty: return LabelRows::tr("Its tag is empty.");
    case RowFlaw::TagTooLong: return LabelRows::tr("Its tag is longer than %1 bytes.");
    case RowFlaw::TagNotUtf8: return LabelRows::tr("Its tag is not UTF-8 text.");
    case RowFlaw::TagControl: return LabelRows::tr("Its tag holds control characters or line breaks.");
    case RowFlaw::TagSemicolon: return LabelRows::tr("Its tag holds a semicolon.");
    case RowFlaw::SplitEmpty: return LabelRows::tr("Its split is empty.");
    case RowFlaw::SplitTooLong: return LabelRows::tr("Its split is longer than %1 bytes.");
    case RowFlaw::SplitNotUtf8: return LabelRows::tr("Its split is not UTF-8 text.");
    case RowFlaw::SplitControl: return LabelRows::tr("Its split holds control characters or line breaks.");
    case RowFlaw::SplitSemicolon: return LabelRows::tr("Its split holds a semicolon.");
  }
  return {};
}

}  // namespace

QString labelRowText(const LabelRow& row) {
  const QString within = QString::fromStdString(row.within);
  QString text;
  switch (row.kind) {
    case LabelRow::Kind::File: return within;
    case LabelRow::Kind::Line: text = LabelRows::tr("line %1").arg(row.number); break;
    case LabelRow::Kind::Entry: text = LabelRows::tr("entry %1").arg(row.number); break;
    case LabelRow::Kind::Feature: text = LabelRows::tr("feature %1").arg(row.number); break;
  }
  return within.isEmpty() ? text : LabelRows::tr("%1, %2", "file, row").arg(within, text);
}

QString labelRowProblem(const RowProblem& problem) {
  const QString text = sentence(problem.flaw);
  return text.contains(QLatin1String("%1")) ? text.arg(QString::fromStdString(problem.value)) : text;
}

}  // namespace tilescout::ui
