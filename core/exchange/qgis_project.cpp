#include "exchange/qgis_project.h"

#include <algorithm>
#include <array>

#include "exchange/qgis_style.h"
#include "exchange/xml_text.h"

namespace tilescout::exchange {
namespace {

constexpr const char* kWgs84 = "<spatialrefsys><authid>EPSG:4326</authid></spatialrefsys>";
// Margin around the hits, as a share of their extent, and in degrees for a single one.
constexpr double kMargin = 0.05;
constexpr double kLeastMargin = 0.001;

std::string element(const char* name, const std::string& content) {
  return std::string("<") + name + ">" + content + "</" + name + ">";
}

std::string extentOf(const std::vector<Hit>& hits) {
  std::array<double, 4> box{180, 90, -180, -90};
  bool any = false;
  for (const Hit& hit : hits) {
    for (const LonLat& point : hit.wgs84) {
      box = {std::min(box[0], point.lon), std::min(box[1], point.lat), std::max(box[2], point.lon),
             std::max(box[3], point.lat)};
      any = true;
    }
  }
  if (!any) box = {-180, -90, 180, 90};
  const double margin = std::max({kLeastMargin, kMargin * (box[2] - box[0]), kMargin * (box[3] - box[1])});
  return element("extent",
                 element("xmin", plainNumber(box[0] - margin)) + element("ymin", plainNumber(box[1] - margin)) +
                     element("xmax", plainNumber(box[2] + margin)) + element("ymax", plainNumber(box[3] + margin)));
}

std::string contrast(const char* name, double low, double high) {
  return element(name, element("minValue", plainNumber(low)) + element("maxValue", plainNumber(high)) +
                           element("algorithm", "StretchToMinimumMaximum"));
}

/// The bands and stretch of the scene; empty for palettes, which QGIS knows how to show by itself.
std::string rasterPipe(const Rendering& shown) {
  if (shown.palette) return {};
  const bool grey = shown.bands[0] == shown.bands[1] && shown.bands[1] == shown.bands[2];
  std::string text = "<pipe><rasterrenderer opacity=\"1\" alphaBand=\"-1\" ";
  if (grey) {
    text += "type=\"singlebandgray\" grayBand=\"" + std::to_string(shown.bands[0]) + "\" gradient=\"BlackToWhite\">" +
            contrast("contrastEnhancement", shown.low[0], shown.high[0]);
  } else {
    text += "type=\"multibandcolor\" redBand=\"" + std::to_string(shown.bands[0]) + "\" greenBand=\"" +
            std::to_string(shown.bands[1]) + "\" blueBand=\"" + std::to_string(shown.bands[2]) + "\">" +
            contrast("redContrastEnhancement", shown.low[0], shown.high[0]) +
            contrast("greenContrastEnhancement", shown.low[1], shown.high[1]) +
            contrast("blueContrastEnhancement", shown.low[2], shown.high[2]);
  }
  return text + "</rasterrenderer></pipe>";
}

struct Layer {
  std::string id, name, source, provider, xml;
};

Layer hitsLayer(const SearchResult& result, const Query& query, const std::string& geoPackageName) {
  Layer layer{"tilescout_hits",
              query.text.empty() ? "Tilescout" : query.text,
              "./" + geoPackageName + "|layername=hits",
              "ogr",
              {}};
  layer.xml = "<maplayer type=\"vector\" geometry=\"Polygon\" hasScaleBasedVisibilityFlag=\"0\">" +
              element("id", layer.id) + element("datasource", xmlText(layer.source)) +
              element("layername", xmlText(layer.name)) + element("srs", kWgs84) +
              "<provider encoding=\"UTF-8\">ogr</provider>" + qgisRenderer(result.hits) + "</maplayer>\n";
  return layer;
}

Layer sceneLayer(const SceneInfo& scene, std::size_t index) {
  Layer layer{"tilescout_scene_" + std::to_string(index), scene.name, scene.path, "gdal", {}};
  layer.xml = "<maplayer type=\"raster\" hasScaleBasedVisibilityFlag=\"0\">" + element("id", layer.id) +
              element("datasource", xmlText(layer.source)) + element("layername", xmlText(layer.name)) +
              "<provider>gdal</provider>" + rasterPipe(scene.rendering) + "</maplayer>\n";
  return layer;
}

}  // namespace

std::string qgisProject(const SearchResult& result, const Query& query, const std::string& geoPackageName,
                        const std::vector<SceneInfo>& scenes) {
  std::vector<Layer> layers{hitsLayer(result, query, geoPackageName)};
  for (std::size_t i = 0; i < scenes.size(); ++i) layers.push_back(sceneLayer(scenes[i], i + 1));
  std::string tree, order, map;
  for (const Layer& layer : layers) {
    tree += "<layer-tree-layer id=\"" + layer.id + "\" name=\"" + xmlText(layer.name) + "\" source=\"" +
            xmlText(layer.source) + "\" providerKey=\"" + layer.provider +
            "\" checked=\"Qt::Checked\" expanded=\"0\"/>";
    order += "<layer id=\"" + layer.id + "\"/>";
    map += layer.xml;
  }
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" projectname=\"" +
         xmlText(query.text) + "\">\n" + element("title", xmlText(query.text)) + element("projectCrs", kWgs84) +
         "<layer-tree-group>" + tree + "</layer-tree-group>\n<mapcanvas name=\"theMapCanvas\">" +
         element("units", "degrees") + extentOf(result.hits) + element("destinationsrs", kWgs84) + "</mapcanvas>\n" +
         element("projectlayers", "\n" + map) + element("layerorder", order) +
         "<properties><Paths><Absolute type=\"bool\">false</Absolute></Paths></properties>\n</qgis>\n";
}

}  // namespace tilescout::exchange
