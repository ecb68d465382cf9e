#include "geo/band_choice.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace tilescout;

namespace {

using Bands = std::array<int, 3>;

SceneInfo sceneWithBands(const std::string& name, const std::vector<std::string>& interpretations,
                         const std::vector<std::string>& names = {}, const std::string& type = "UInt16") {
  SceneInfo scene;
  scene.name = name;
  for (std::size_t i = 0; i < interpretations.size(); ++i)
    scene.bands.push_back({static_cast<int>(i) + 1, i < names.size() ? names[i] : "", interpretations[i], type});
  return scene;
}

std::vector<std::string> unknown(std::size_t count) { return std::vector<std::string>(count, "undefined"); }

}  // namespace

TEST_CASE("colour interpretation decides before anything else") {
  const auto choice = geo::chooseBands(sceneWithBands("S2A_x.tif", {"blue", "green", "red", "undefined"}));
  CHECK(choice.bands == Bands{3, 2, 1});
  CHECK(choice.reason.empty());
  CHECK(geo::chooseBands(sceneWithBands("a.tif", {"alpha", "red", "green", "blue"})).bands == Bands{2, 3, 4});
}

TEST_CASE("band names decide where colours are not said") {
  const auto named = [](const std::vector<std::string>& names, const std::string& file = "a.tif") {
    return geo::chooseBands(sceneWithBands(file, unknown(names.size()), names)).bands;
  };
  CHECK(named({"nir", "red", "green", "blue"}) == Bands{2, 3, 4});
  CHECK(named({"B2", "B3", "B4", "B8"}) == Bands{3, 2, 1});
  CHECK(named({"B01", "B02", "B03", "B04"}) == Bands{4, 3, 2});
  CHECK(named({"Red Edge", "Blue band", "Green band", "Red band"}) == Bands{4, 3, 2});
  CHECK(named({"SR_B1", "SR_B2", "SR_B3"}, "LT05_L2SP_006066_19850617.tif") == Bands{3, 2, 1});
}

TEST_CASE("products that only their file name tells are known") {
  const auto ofProduct = [](const std::string& file, std::size_t count) {
    const auto choice = geo::chooseBands(sceneWithBands(file, unknown(count)));
    CHECK_FALSE(choice.reason.empty());
    return choice.bands;
  };
  CHECK(ofProduct("S2B_MSIL2A_20200831T101031.tif", 13) == Bands{4, 3, 2});
  CHECK(ofProduct("S2B_MSIL2A_20200831T101031.tif", 4) == Bands{3, 2, 1});
  CHECK(ofProduct("LC08_L1TP_006066_20200617.tif", 11) == Bands{4, 3, 2});
  CHECK(ofProduct("LT05_L1TP_006066_19850617.tif", 7) == Bands{3, 2, 1});
  CHECK(ofProduct("LC80060662020170LGN00.tif", 11) == Bands{4, 3, 2});
  CHECK(ofProduct("LT50060661985168.tif", 7) == Bands{3, 2, 1});
  CHECK(ofProduct("20200831_170801_PSScene_AnalyticMS.tif", 4) == Bands{3, 2, 1});
  CHECK(ofProduct("naip_m_4709963_se.tif", 4) == Bands{1, 2, 3});
  CHECK(ofProduct("m_4709963_se_14_1_20100629.tif", 4) == Bands{1, 2, 3});
  CHECK(ofProduct("whatever.tif", 5) == Bands{1, 2, 3});
}

TEST_CASE("one and two bands are grey, and a palette is expanded") {
  CHECK(geo::chooseBands(sceneWithBands("a.tif", {"gray"})).bands == Bands{1, 1, 1});
  CHECK(geo::chooseBands(sceneWithBands("a.tif", {"gray", "alpha"})).bands == Bands{1, 1, 1});
  CHECK(geo::chooseBands(sceneWithBands("a.tif", {"alpha", "gray"})).bands == Bands{2, 2, 2});
  CHECK_FALSE(geo::chooseBands(sceneWithBands("a.tif", {"gray", "undefined"})).reason.empty());
  const auto palette = geo::chooseBands(sceneWithBands("a.tif", {"palette"}));
  CHECK(palette.palette);
  CHECK(palette.bands == Bands{1, 1, 1});
  CHECK_FALSE(geo::chooseBands(sceneWithBands("a.tif", {"gray"})).palette);
}

TEST_CASE("measured surfaces are no pictures, pictures are") {
  const auto refused = [](const SceneInfo& scene, const std::string& unit = "") {
    return geo::notAPicture(scene, unit).has_value();
  };
  CHECK(refused(sceneWithBands("site_dsm.tif", {"gray"}, {}, "Float32")));
  CHECK(refused(sceneWithBands("a.tif", {"gray"}, {"elevation"}, "Int16")));
  CHECK(refused(sceneWithBands("a.tif", {"gray"}, {}, "Float32"), "metre"));
  CHECK(refused(sceneWithBands("a.tif", {"gray"}, {}, "CFloat32")));
  CHECK(refused(sceneWithBands("a.tif", {"alpha"}, {}, "Byte")));
  CHECK_FALSE(refused(sceneWithBands("site_dsm.tif", {"gray"}, {}, "Byte")));
  CHECK_FALSE(refused(sceneWithBands("demolition.tif", {"gray"}, {}, "UInt16")));
  CHECK_FALSE(refused(sceneWithBands("dem_site.tif", {"red", "green", "blue"}, {}, "UInt16")));
}
