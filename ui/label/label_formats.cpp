#include "ui/label/label_formats.h"

#include <QCoreApplication>

namespace tilescout::ui {

namespace {

/// Gives the free functions below a translation context.
struct LabelFormats {
  Q_DECLARE_TR_FUNCTIONS(LabelFormats)
};

}  // namespace

QStringList labelFormats() {
  return {QStringLiteral("csv"),      QStringLiteral("geojson"), QStringLiteral("gpkg"),
          QStringLiteral("authors"),  QStringLiteral("karpathy"), QStringLiteral("coco"),
          QStringLiteral("folders")};
}

QString labelFormatName(const QString& format) {
  if (format == QLatin1String("csv")) return LabelFormats::tr("CSV table");
  if (format == QLatin1String("geojson")) return LabelFormats::tr("GeoJSON");
  if (format == QLatin1String("gpkg")) return LabelFormats::tr("GeoPackage");
  if (format == QLatin1String("vector")) return LabelFormats::tr("GeoJSON, GeoPackage and other vector files");
  if (format == QLatin1String("authors")) return LabelFormats::tr("RSICD and RSITMD, as HarMA's authors write it");
  if (format == QLatin1String("karpathy")) return LabelFormats::tr("RSICD, as Karpathy writes it");
  if (format == QLatin1String("coco")) return LabelFormats::tr("COCO captions");
  if (format == QLatin1String("folders")) return LabelFormats::tr("A folder for each class");
  return LabelFormats::tr("By its content");
}

QString labelFormatAbout(const QString& format) {
  if (format == QLatin1String("csv"))
    return LabelFormats::tr("For spreadsheets: one row a caption, with its scene and the pixels of its tile.");
  if (format == QLatin1String("geojson") || format == QLatin1String("gpkg"))
    return LabelFormats::tr("For QGIS: one feature a caption, the tile's outline as its place.");
  if (format == QLatin1String("authors"))
    return LabelFormats::tr("For training elsewhere: a new folder with the tiles as pictures and a JSON file a split.");
  if (format == QLatin1String("karpathy"))
    return LabelFormats::tr("For training elsewhere: a new folder with the tiles as pictures and one JSON file.");
  if (format == QLatin1String("coco"))
    return LabelFormats::tr("For training elsewhere: a new folder with the tiles as pictures and COCO's JSON, a file a split.");
  return LabelFormats::tr("For classifiers: a new folder with the tiles as pictures, sorted by their first tag.");
}

QString labelFormatEnding(const QString& format) {
  const bool file = format == QLatin1String("csv") || format == QLatin1String("geojson") ||
                    format == QLatin1String("gpkg");
  return file ? format : QString();
}

}  // namespace tilescout::ui
