#include "exchange/geopackage_writer.h"

#include "exchange/gdal_support.h"
#include "exchange/qgis_style.h"
#include "exchange/tile_package.h"

namespace tilescout::exchange {
namespace {

constexpr PackageField fields[] = {{"rank", OFTInteger},    {"tile", OFTInteger64}, {"scene", OFTString},
                                   {"score", OFTReal},      {"col", OFTReal},       {"row", OFTReal},
                                   {"width", OFTReal},      {"height", OFTReal},    {"level", OFTInteger},
                                   {"date", OFTString},     {"query", OFTString},   {"model", OFTString},
                                   {"percentile", OFTReal}, {"band", OFTString},    {"sensor", OFTString},
                                   {"captions", OFTString}, {"tags", OFTString}};
constexpr std::size_t hitsPerCheck = 500;

void addHit(OGRLayer& layer, const Hit& hit, const Query& query, const std::string& model, const HitNotes& notes,
            const std::filesystem::path& file) {
  OGRFeature feature(layer.GetLayerDefn());
  feature.SetField("query", query.text.c_str());
  feature.SetField("model", model.c_str());
  feature.SetField("rank", hit.rank);
  feature.SetField("tile", static_cast<GIntBig>(hit.tile));
  feature.SetField("scene", hit.scene.c_str());
  feature.SetField("score", hit.score);
  feature.SetField("col", hit.window.x);
  feature.SetField("row", hit.window.y);
  feature.SetField("width", hit.window.width);
  feature.SetField("height", hit.window.height);
  feature.SetField("level", hit.window.level);
  feature.SetField("date", hit.date.c_str());
  feature.SetField("percentile", hit.percentile);
  feature.SetField("band", std::string(bandName(hit.band)).c_str());
  feature.SetField("sensor", hit.sensor.c_str());
  if (const auto note = notes.find(hit.tile); note != notes.end()) {
    feature.SetField("captions", joinedNotes(note->second.captions).c_str());
    feature.SetField("tags", joinedNotes(note->second.tags).c_str());
  }
  setFootprint(feature, hit.wgs84);
  addFeature(layer, feature, file);
}

}  // namespace

void writeGeoPackage(const SearchResult& result, const Query& query, const std::filesystem::path& file, bool styled,
                     const JobContext& job, const HitNotes& notes) {
  const auto fill = [&](OGRLayer& layer) {
    for (std::size_t i = 0; i < result.hits.size(); ++i) {
      if (i % hitsPerCheck == 0) job.checkpoint();
      addHit(layer, result.hits[i], query, result.model, notes, file);
    }
  };
  writeTilePackage(file, "hits", fields, fill, [&](GDALDataset& dataset) {
    if (styled) addStyle(dataset, {"hits", "score", "Tilescout: hits by score", qgisStyle(result.hits)}, file);
  });
}

}  // namespace tilescout::exchange
