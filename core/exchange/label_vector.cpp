#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "exchange/label_formats.h"
#include "exchange/vector_source.h"
#include "text/prompt_templates.h"

namespace tilescout::exchange {

namespace {

constexpr int kMostPoints = 2'000'000;

/// A field's text by name, whatever its case; "" when it is not there or not set.
std::string fieldOf(const OGRFeature& feature, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const int index = feature.GetFieldIndex(name);  // compares without case
    if (index >= 0 && feature.IsFieldSetAndNotNull(index) != 0) {
      const std::string text = feature.GetFieldAsString(index);
      if (!text.empty()) return text;
    }
  }
  return {};
}

/// A list field, or a text with semicolons.
std::vector<std::string> listOf(const OGRFeature& feature, const char* name) {
  const int index = feature.GetFieldIndex(name);
  std::vector<std::string> values;
  if (index < 0 || feature.IsFieldSetAndNotNull(index) == 0) return values;
  if (feature.GetFieldDefnRef(index)->GetType() == OFTStringList) {
    for (char** value = feature.GetFieldAsStringList(index); value != nullptr && *value != nullptr; ++value)
      values.emplace_back(*value);
    return values;
  }
  const std::string text = feature.GetFieldAsString(index);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    if (end > begin) values.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

bool toRing(const OGRLinearRing& line, Ring& ring, int& points) {
  points += line.getNumPoints();
  if (points > kMostPoints) return false;
  for (int i = 0; i + 1 < line.getNumPoints(); ++i) {
    if (!std::isfinite(line.getX(i)) || !(std::fabs(line.getY(i)) <= 90.0) || std::fabs(line.getX(i)) > 540.0) return false;
    ring.push_back({line.getX(i), line.getY(i)});
  }
  return ring.size() >= 3;
}

bool addPolygon(const OGRPolygon& polygon, LabelRecord& record, int& points) {
  std::vector<Ring> rings;
  for (const OGRLinearRing* line : polygon) {
    Ring ring;
    if (!toRing(*line, ring, points)) return false;
    rings.push_back(std::move(ring));
  }
  if (!rings.empty()) record.areas.push_back(std::move(rings));
  return !rings.empty() || !record.areas.empty();
}

/// Nothing, or why the feature is passed over.
RowProblem readGeometry(const OGRGeometry& geometry, LabelRecord& record, int& points) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint) {
    const OGRPoint& point = *geometry.toPoint();
    if (!std::isfinite(point.getX()) || !(std::fabs(point.getY()) <= 90.0)) return {RowFlaw::OutsideGlobe, {}};
    record.point = LonLat{point.getX(), point.getY()};
    return {};
  }
  bool good = false;
  if (type == wkbPolygon) {
    good = addPolygon(*geometry.toPolygon(), record, points);
  } else if (type == wkbMultiPolygon) {
    good = true;
    for (const OGRPolygon* part : *geometry.toMultiPolygon()) good = addPolygon(*part, record, points) && good;
  } else {
    return {RowFlaw::NotPointOrPolygon, {}};
  }
  return good ? RowProblem() : RowProblem{RowFlaw::BadPolygon, {}};
}

/// Our own export names a tile's scene and window: the very tile is found again, with a place on the ground or without.
bool readWindow(const OGRFeature& feature, LabelRecord& record) {
  const std::string scene = fieldOf(feature, {"path", "scene"});
  const char* names[] = {"x", "y", "width", "height"};
  std::array<double, 4> window{};
  for (std::size_t i = 0; i < 4; ++i) {
    const int index = feature.GetFieldIndex(names[i]);
    if (scene.empty() || index < 0 || feature.IsFieldSetAndNotNull(index) == 0) return false;
    window[i] = feature.GetFieldAsDouble(index);
    if (!std::isfinite(window[i])) return false;
  }
  record.image = scene;
  record.window = window;
  return true;
}

RowProblem readFeature(const OGRFeature& feature, OGRCoordinateTransformation* transform,
                       const std::string& classTemplate, LabelRecord& record, int& points) {
  const std::string author = fieldOf(feature, {"author"});
  const std::string caption = fieldOf(feature, {"caption", "text"});
  if (!caption.empty()) record.captions.push_back({caption, author});
  record.tags = listOf(feature, "tags");
  record.split = fieldOf(feature, {"split"});
  const std::string name = fieldOf(feature, {"label", "class", "name"});
  if (!name.empty() && record.captions.empty()) {
    record.captions.push_back({text::fillTemplate(classTemplate, wordsOfClass(name)), author});
    record.tags.push_back(wordsOfClass(name));
  }
  if (record.captions.empty() && record.tags.empty()) return {RowFlaw::NoLabelField, {}};
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (readWindow(feature, record)) return {};
  if (geometry == nullptr || geometry->IsEmpty()) return {RowFlaw::NoPlace, {}};
  std::unique_ptr<OGRGeometry> placed(geometry->getLinearGeometry());
  if (!placed) return {RowFlaw::CurvedGeometry, {}};
  if (transform != nullptr && placed->transform(transform) != OGRERR_NONE) return {RowFlaw::OutsideSystem, {}};
  return readGeometry(*placed, record, points);
}

}  // namespace

std::vector<LabelRecord> readVectorLabels(const std::filesystem::path& file, const std::string& classTemplate,
                                          std::vector<LabelProblem>& problems) {
  const QuietGdal quiet;
  const DatasetPtr dataset = openVectors(file, "vector file");
  std::vector<LabelRecord> records;
  int points = 0;
  for (OGRLayer* layer : dataset->GetLayers()) {
    const TransformPtr transform = transformToWgs84(*layer, file);
    std::int64_t number = 0;
    for (const auto& feature : *layer) {
      LabelRecord record;
      record.row = {LabelRow::Kind::Feature, layer->GetName(), ++number};
      if (RowProblem problem = readFeature(*feature, transform.get(), classTemplate, record, points)) {
        problems.push_back({file.string() + ", " + textOf(record.row), record.row, std::move(problem)});
      } else {
        records.push_back(std::move(record));
      }
    }
  }
  return records;
}

}  // namespace tilescout::exchange
