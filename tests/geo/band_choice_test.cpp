#include "geo/band_choice.h"

#include <doctest/doctest.h>

using namespace tilescout;
using namespace tilescout::geo;

namespace {

using Three = std::array<int, 3>;

SceneInfo sceneWith(const std::string& name, std::size_t count, const std::vector<std::string>& names = {},
                    const std::vector<std::string>& interpretations = {}) {
  SceneInfo scene;
  scene.name = name;
  for (std::size_t i = 0; i < count; ++i) {
    scene.bands.push_back({static_cast<int>(i) + 1, i < names.size() ? names[i] : "", i < interpretations.size() ? interpretations[i] : "undefined", "UInt16"});
  }
  return scene;
}

}  // namespace

TEST_CASE("colourInterpretationDecidesFirst") {
  CHECK(chooseBands(sceneWith("naip.tif", 4, {}, {"blue", "green", "red", "alpha"})).bands == Three{3, 2, 1});
}

TEST_CASE("bandNamesDecideWhereColoursAreNotGiven") {
  CHECK(chooseBands(sceneWith("a.tif", 4, {"blue", "green", "red", "nir"})).bands == Three{3, 2, 1});
  CHECK(chooseBands(sceneWith("a.tif", 5, {"B02 (490 nm)", "B03", "B04", "B08", "SCL"})).bands == Three{3, 2, 1});
  CHECK(chooseBands(sceneWith("a.tif", 6, {"Red Edge 1", "NIR", "Blue", "Green", "Red", "SWIR"})).bands == Three{5, 4, 3});
  CHECK(chooseBands(sceneWith("LC08_x.tif", 7, {"SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B6", "SR_B7"})).bands == Three{4, 3, 2});
  CHECK(chooseBands(sceneWith("LT05_x.tif", 6, {"SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B7"})).bands == Three{3, 2, 1});
}

TEST_CASE("productsAreKnownByNameAndNumberOfBands") {
  CHECK(chooseBands(sceneWith("S2A_MSIL2A_20200831.tif", 12)).bands == Three{4, 3, 2});
  CHECK(chooseBands(sceneWith("S2B_10m.tif", 4)).bands == Three{3, 2, 1});
  CHECK(chooseBands(sceneWith("LC09_L2SP.tif", 7)).bands == Three{4, 3, 2});
  CHECK(chooseBands(sceneWith("LE07_stack.tif", 8)).bands == Three{3, 2, 1});
  CHECK(chooseBands(sceneWith("naip_m_4709963.tif", 4)).bands == Three{1, 2, 3});
  CHECK(chooseBands(sceneWith("planet_x.tif", 4)).bands == Three{3, 2, 1});
  CHECK(chooseBands(sceneWith("landsat_composite.tif", 4)).bands == Three{1, 2, 3});
}

TEST_CASE("whatIsGuessedIsSaid") {
  const BandChoice choice = chooseBands(sceneWith("a.tif", 5));
  CHECK(choice.bands == Three{1, 2, 3});
  CHECK_FALSE(choice.reason.empty());
}

TEST_CASE("fewBandsAreGreyAndAlphaIsNeverShown") {
  CHECK(chooseBands(sceneWith("a.tif", 1, {}, {"gray"})).bands == Three{1, 1, 1});
  CHECK(chooseBands(sceneWith("a.tif", 2, {}, {"gray", "alpha"})).bands == Three{1, 1, 1});
  CHECK(chooseBands(sceneWith("a.tif", 2, {}, {"alpha", "gray"})).bands == Three{2, 2, 2});
  CHECK(chooseBands(sceneWith("a.tif", 4, {}, {"alpha"})).bands == Three{2, 3, 4});
}

TEST_CASE("paletteIsRecognised") {
  const BandChoice choice = chooseBands(sceneWith("a.tif", 1, {}, {"palette"}));
  CHECK(choice.palette);
  CHECK(choice.bands == Three{1, 1, 1});
}

TEST_CASE("surfacesAreNoPictures") {
  const SceneInfo plain = sceneWith("scene.tif", 1, {}, {"gray"});
  CHECK_FALSE(notAPicture(plain, "").has_value());
  CHECK(notAPicture(plain, "metre").has_value());
  CHECK(notAPicture(sceneWith("city_DSM_2m.tif", 1, {}, {"gray"}), "").has_value());
  CHECK(notAPicture(sceneWith("a.tif", 1, {"Elevation"}, {"gray"}), "").has_value());
  CHECK_FALSE(notAPicture(sceneWith("demolition.tif", 1, {}, {"gray"}), "").has_value());  // a word, not its beginning
  CHECK_FALSE(notAPicture(sceneWith("height.tif", 3), "").has_value());
  SceneInfo hillshade = sceneWith("dem_hillshade.tif", 1, {}, {"gray"});
  hillshade.bands[0].dataType = "Byte";
  CHECK_FALSE(notAPicture(hillshade, "").has_value());
  SceneInfo complex = sceneWith("sar.tif", 1, {}, {"gray"});
  complex.bands[0].dataType = "CInt16";
  CHECK(notAPicture(complex, "").has_value());
}
