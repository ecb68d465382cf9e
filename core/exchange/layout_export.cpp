#include "exchange/layout_export.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/hit_geometry.h"
#include "exchange/qgis_style.h"
#include "exchange/tile_package.h"

namespace tilescout::exchange {

namespace {

constexpr std::size_t kTextsAtOnce = 1 << 20;

std::string figure(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string coordinate(double value) { return figure(static_cast<double>(static_cast<float>(value))); }

void appendLine(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (c > 0) text += ',';
    text += cells[c];
  }
  text += "\r\n";
}

void writeCsv(const std::vector<LayoutRow>& rows, const LayoutFacts& facts, const std::filesystem::path& file) {
  AtomicFile out(file);
  const bool changed = !rows.empty() && rows.front().change, both = !facts.texts.empty();
  std::string text = "tile,scene,date,x,y,cluster,cluster_name,col,row,width,height,level,lon,lat,model,method";
  text += changed ? ",x_before,y_before,drift" : "";
  text += both ? ",kind,text\r\n" : "\r\n";
  for (const LayoutRow& row : rows) {
    std::vector<std::string> cells = {
        std::to_string(row.tile), csvCell(row.scene),        row.date,
        coordinate(row.x),        coordinate(row.y),         std::to_string(row.cluster),
        csvCell(row.clusterName), figure(row.window.x),      figure(row.window.y),
        figure(row.window.width), figure(row.window.height), std::to_string(row.window.level)};
    if (row.wgs84.empty()) {
      cells.resize(cells.size() + 2);
    } else {
      const LonLat centre = centreOnGlobe(row.wgs84);
      cells.insert(cells.end(), {figure(centre.lon), figure(centre.lat)});
    }
    cells.insert(cells.end(), {csvCell(facts.model), csvCell(facts.method)});
    if (changed) {
      const LayoutChange change = row.change.value_or(LayoutChange());
      cells.insert(cells.end(), {coordinate(change.x), coordinate(change.y), coordinate(change.drift)});
    }
    if (both) cells.insert(cells.end(), {"tile", ""});
    appendLine(text, cells);
    if (text.size() < kTextsAtOnce) continue;
    out.write(text);
    text.clear();
  }
  for (const LayoutTextRow& row : facts.texts) {
    std::vector<std::string> cells(14);
    cells[3] = coordinate(row.x);
    cells[4] = coordinate(row.y);
    cells.insert(cells.end(), {csvCell(facts.model), csvCell(facts.method)});
    if (changed) cells.resize(cells.size() + 3);
    cells.insert(cells.end(), {"text", csvCell(row.text)});
    appendLine(text, cells);
  }
  out.write(text);
  out.commit();
}

constexpr PackageField layoutFields[] = {
    {"tile", OFTInteger64}, {"scene", OFTString},    {"date", OFTString},         {"x", OFTReal},
    {"y", OFTReal},         {"cluster", OFTInteger}, {"cluster_name", OFTString}, {"level", OFTInteger},
    {"model", OFTString},   {"method", OFTString}};

constexpr PackageField changeFields[] = {{"x_before", OFTReal}, {"y_before", OFTReal}, {"drift", OFTReal}};

void addRow(OGRLayer& layer, const LayoutRow& row, const LayoutFacts& facts, const std::filesystem::path& file) {
  OGRFeature feature(layer.GetLayerDefn());
  feature.SetField("tile", static_cast<GIntBig>(row.tile));
  feature.SetField("scene", row.scene.c_str());
  feature.SetField("date", row.date.c_str());
  feature.SetField("x", row.x);
  feature.SetField("y", row.y);
  feature.SetField("cluster", row.cluster);
  feature.SetField("cluster_name", row.clusterName.c_str());
  feature.SetField("level", row.window.level);
  feature.SetField("model", facts.model.c_str());
  feature.SetField("method", facts.method.c_str());
  if (row.change) {
    feature.SetField("x_before", row.change->x);
    feature.SetField("y_before", row.change->y);
    feature.SetField("drift", row.change->drift);
  }
  setFootprint(feature, row.wgs84);
  addFeature(layer, feature, file);
}

std::string styleOf(const LayoutFacts& facts) {
  std::vector<StyleCategory> categories;
  for (const LayoutLabel& label : facts.labels) {
    categories.push_back({label.cluster, label.name, palettePlace(label, categories.size())});
  }
  categories.push_back({-1, "In no cluster", -1});
  return qgisCategories("cluster", categories);
}

constexpr PackageField textFields[] = {
    {"text", OFTString}, {"x", OFTReal}, {"y", OFTReal}, {"model", OFTString}, {"method", OFTString}};

/// Texts lie nowhere on the globe: they are a table without a geometry.
void addTexts(GDALDataset& dataset, const LayoutFacts& facts, const std::filesystem::path& file) {
  OGRLayer* layer = dataset.CreateLayer("texts", nullptr, wkbNone, nullptr);
  if (layer == nullptr) throw Error(ErrorCode::Io, "cannot be written", file.string());
  addFields(*layer, textFields, file);
  if (layer->StartTransaction() != OGRERR_NONE) throw Error(ErrorCode::Io, "cannot be written", file.string());
  for (const LayoutTextRow& row : facts.texts) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField("text", row.text.c_str());
    feature.SetField("x", row.x);
    feature.SetField("y", row.y);
    feature.SetField("model", facts.model.c_str());
    feature.SetField("method", facts.method.c_str());
    addFeature(*layer, feature, file);
  }
  if (layer->CommitTransaction() != OGRERR_NONE) throw Error(ErrorCode::Io, "cannot be written", file.string());
}

void writePackage(const std::vector<LayoutRow>& rows, const LayoutFacts& facts, const std::filesystem::path& file) {
  std::vector<PackageField> columns(std::begin(layoutFields), std::end(layoutFields));
  if (!rows.empty() && rows.front().change) {
    columns.insert(columns.end(), std::begin(changeFields), std::end(changeFields));
  }
  const auto fill = [&](OGRLayer& layer) {
    for (const LayoutRow& row : rows) addRow(layer, row, facts, file);
  };
  writeTilePackage(file, "tiles", columns, fill, [&](GDALDataset& dataset) {
    if (!facts.texts.empty()) addTexts(dataset, facts, file);
    addStyle(dataset, {"tiles", "cluster", "Tilescout: tiles by cluster", styleOf(facts)}, file);
  });
}

void writePicture(const std::vector<LayoutRow>& rows, const LayoutFacts& facts, const std::filesystem::path& file) {
  Image picture = layoutPicture(rows, facts.labels, facts.pixels, facts.texts);
  const cv::Mat rgb(picture.height, picture.width, CV_8UC3, picture.pixels.data());
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".png", bgr, bytes))
    throw Error(ErrorCode::Internal, "the picture cannot be encoded", file.string());
  AtomicFile out(file);
  out.write(std::as_bytes(std::span(bytes)));
  out.commit();
}

}  // namespace

LayoutFormat layoutFormatOf(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (ending == ".csv") return LayoutFormat::Csv;
  if (ending == ".gpkg") return LayoutFormat::GeoPackage;
  if (ending == ".png") return LayoutFormat::Png;
  throw Error(ErrorCode::InvalidInput, "a layout goes to a file that ends in .csv, .gpkg or .png", file.string());
}

void writeLayout(const std::vector<LayoutRow>& rows, const LayoutFacts& facts, LayoutFormat format,
                 const std::filesystem::path& file) {
  switch (format) {
    case LayoutFormat::Csv: return writeCsv(rows, facts, file);
    case LayoutFormat::GeoPackage: return writePackage(rows, facts, file);
    case LayoutFormat::Png: return writePicture(rows, facts, file);
  }
}

}  // namespace tilescout::exchange
