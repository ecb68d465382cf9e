#include "geo/band_choice.h"
#include "geo/lower_case.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace tilescout::geo {

namespace {

/// Words of a name: runs of letters and digits.
std::vector<std::string> wordsOf(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : lowered(text) + " ") {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool hasWord(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

bool hasWordStarting(const std::vector<std::string>& words, std::initializer_list<std::string_view> starts) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return word.starts_with(start); });
  });
}

/// First band for which the test holds, 0 when none does.
template <typename Test>
int findBand(const SceneInfo& scene, Test test) {
  const auto found = std::find_if(scene.bands.begin(), scene.bands.end(), test);
  return found == scene.bands.end() ? 0 : found->number;
}

template <typename Finder>
std::optional<std::array<int, 3>> findThree(Finder find, std::string_view red, std::string_view green,
                                            std::string_view blue) {
  const std::array<int, 3> bands{find(red), find(green), find(blue)};
  if (bands[0] == 0 || bands[1] == 0 || bands[2] == 0) return std::nullopt;
  return bands;
}

std::optional<std::array<int, 3>> byInterpretation(const SceneInfo& scene) {
  const auto find = [&](std::string_view color) {
    return findBand(scene, [&](const BandInfo& band) { return band.interpretation == color; });
  };
  return findThree(find, "red", "green", "blue");
}

/// Landsat 4, 5 and 7 number blue, green, red 1, 2, 3; Landsat 8, 9 and Sentinel-2 number them 2, 3, 4.
bool oldLandsat(const std::vector<std::string>& words) {
  return hasWordStarting(words, {"lt04", "lt05", "le07", "lt4", "lt5", "le7", "landsat4", "landsat5", "landsat7"});
}

std::optional<std::array<int, 3>> byBandName(const SceneInfo& scene) {
  const auto findColor = [&](std::string_view color) {
    return findBand(scene, [&](const BandInfo& band) {
      const auto words = wordsOf(band.name);
      return hasWord(words, {color}) && !hasWord(words, {"edge"});
    });
  };
  if (const auto bands = findThree(findColor, "red", "green", "blue")) return bands;
  const auto findNumber = [&](std::string_view number) {
    const std::string plain = "b" + std::string(number);
    const std::string padded = "b0" + std::string(number);
    return findBand(scene, [&](const BandInfo& band) { return hasWord(wordsOf(band.name), {plain, padded}); });
  };
  return oldLandsat(wordsOf(scene.name)) ? findThree(findNumber, "3", "2", "1") : findThree(findNumber, "4", "3", "2");
}

/// What products are like that name themselves only in their file name.
std::optional<BandChoice> byProduct(const SceneInfo& scene, std::size_t colorBands) {
  const auto words = wordsOf(scene.name);
  const auto bgr = BandChoice{{3, 2, 1}, false, ""};
  const auto coastalFirst = BandChoice{{4, 3, 2}, false, ""};
  const auto named = [](BandChoice choice, const std::string& product) {
    choice.reason = "bands chosen as in " + product + " products";
    return choice;
  };
  if (hasWord(words, {"s2a", "s2b", "s2c", "sentinel2", "s2"}) || hasWordStarting(words, {"msil1c", "msil2a"})) {
    if (colorBands >= 12) return named(coastalFirst, "Sentinel-2");
    if (colorBands == 4 || colorBands == 10) return named(bgr, "Sentinel-2");
  }
  if (oldLandsat(words) && colorBands >= 6) return named(bgr, "Landsat 4-7");
  if (hasWordStarting(words, {"lc08", "lc09", "lc8", "lc9", "landsat8", "landsat9", "landsat"}) && colorBands >= 7)
    return named(coastalFirst, "Landsat 8");
  if (hasWord(words, {"planet", "psscene", "analyticms", "planetscope"}) && colorBands == 4)
    return named(bgr, "PlanetScope");
  if (hasWord(words, {"planet", "psscene", "planetscope"}) && colorBands == 8)
    return named({{6, 4, 2}, false, ""}, "PlanetScope");
  if (hasWord(words, {"naip"}) && colorBands >= 3) return named({{1, 2, 3}, false, ""}, "NAIP");
  return std::nullopt;
}

}  // namespace

BandChoice chooseBands(const SceneInfo& scene) {
  std::vector<int> color;
  for (const BandInfo& band : scene.bands) {
    if (band.interpretation != "alpha") color.push_back(band.number);
  }
  if (color.empty()) return {{1, 1, 1}, false, ""};
  const BandInfo& first = scene.bands[static_cast<std::size_t>(color[0] - 1)];
  if (first.interpretation == "palette") return {{color[0], color[0], color[0]}, true, ""};
  if (color.size() < 3)
    return {{color[0], color[0], color[0]}, false, color.size() == 2 ? "the first of two bands is shown as grey" : ""};
  if (const auto bands = byInterpretation(scene)) return {*bands, false, ""};
  if (const auto bands = byBandName(scene)) return {*bands, false, ""};
  if (const auto product = byProduct(scene, color.size())) return *product;
  return {{color[0], color[1], color[2]},
          false,
          "the file does not say which bands are red, green and blue: the first three are shown"};
}

std::optional<std::string> notAPicture(const SceneInfo& scene, const std::string& unit) {
  const auto colorBands = std::count_if(scene.bands.begin(), scene.bands.end(),
                                        [](const BandInfo& b) { return b.interpretation != "alpha"; });
  if (colorBands == 0) return "has only an alpha band";
  const BandInfo& first = scene.bands.front();
  if (first.dataType.starts_with("C")) return "holds complex numbers (" + first.dataType + ")";
  static constexpr std::array kSurfaceDrivers = {"DTED",     "SRTMHGT",  "USGSDEM", "AAIGrid", "NTv2",     "GTX",
                                                 "BYN",      "CTable2",  "BT",      "SIGDEM",  "NGSGEOID", "BAG",
                                                 "Leveller", "Terragen", "HF2",     "ISG",     "JDEM"};
  if (std::find(kSurfaceDrivers.begin(), kSurfaceDrivers.end(), scene.driver) != kSurfaceDrivers.end())
    return "holds a surface, not a picture (format " + scene.driver + ")";
  if (colorBands != 1 || first.dataType == "Byte" || first.interpretation == "palette") return std::nullopt;
  const std::string low = lowered(unit);
  if (low == "m" || low.starts_with("metre") || low.starts_with("meter") || low == "ft" || low.starts_with("feet") ||
      low.starts_with("foot") || low.starts_with("us survey") || low.starts_with("ussurvey"))
    return "its single band holds lengths in " + unit + ", as elevation models do";
  auto words = wordsOf(scene.name);
  for (auto& word : wordsOf(first.name)) words.push_back(std::move(word));
  for (const std::string_view surface :
       {"dem", "dsm", "dtm", "chm", "elevation", "height", "heights", "srtm", "bathymetry", "depth", "altitude", "hgt",
        "ndsm", "slope", "aspect", "geoid"}) {
    if (hasWord(words, {surface}))
      return "its single band of " + first.dataType + " and the word “" + std::string(surface) +
             "” in its name say elevation or another measured surface";
  }
  return std::nullopt;
}

}  // namespace tilescout::geo
