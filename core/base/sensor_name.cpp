#include "base/sensor_name.h"

#include <algorithm>
#include <cctype>

namespace tilescout {

namespace {

struct Convention {
  const char* pattern;  ///< lower case; # = a digit, ? = a letter, ! = no letter and no digit, or the end
  const char* sensor;
};

// The providers' product naming: USGS (Landsat collections and scene ids, NAIP, ASTER, MODIS), ESA (Sentinel SAFE names
// and Sentinel-2 granules), NOAA (ABI), Planet, Maxar, Airbus, CRESDA, and the planetary PDS products.
constexpr Convention kConventions[] = {
    {"lc08_", "Landsat 8 OLI"},
    {"lo08_", "Landsat 8 OLI"},
    {"lc8####", "Landsat 8 OLI"},
    {"lc09_", "Landsat 9 OLI"},
    {"le07_", "Landsat 7 ETM+"},
    {"le7####", "Landsat 7 ETM+"},
    {"lt05_", "Landsat 5 TM"},
    {"lt5####", "Landsat 5 TM"},
    {"lt04_", "Landsat 4 TM"},
    {"lt4####", "Landsat 4 TM"},
    {"lm0#_", "Landsat MSS"},
    {"landsat8!", "Landsat 8 OLI"},
    {"landsat", "Landsat"},
    {"s2?_msi", "Sentinel-2 MSI"},
    {"t##???_########t", "Sentinel-2 MSI"},
    {"sentinel2", "Sentinel-2 MSI"},
    {"sentinel-2", "Sentinel-2 MSI"},
    {"s1?_", "Sentinel-1 SAR"},
    {"sentinel1", "Sentinel-1 SAR"},
    {"sentinel-1", "Sentinel-1 SAR"},
    {"s3?_ol", "Sentinel-3 OLCI"},
    {"m_#######_", "NAIP"},
    {"naip!", "NAIP"},
    {"ast_l", "ASTER"},
    {"mod##", "MODIS (Terra)"},
    {"myd##", "MODIS (Aqua)"},
    {"mcd##", "MODIS"},
    {"vnp##", "VIIRS"},
    {"vj1##", "VIIRS"},
    {"or_abi", "GOES ABI"},
    {"himawari", "Himawari AHI"},
    {"########_######_####_3b", "PlanetScope"},
    {"########_######_##_####_3b", "PlanetScope"},
    {"psscene", "PlanetScope"},
    {"planetscope", "PlanetScope"},
    {"skysat", "SkySat"},
    {"worldview#", "WorldView"},
    {"wv01!", "WorldView-1"},
    {"wv02!", "WorldView-2"},
    {"wv03!", "WorldView-3"},
    {"wv04!", "WorldView-4"},
    {"ge01!", "GeoEye-1"},
    {"qb02!", "QuickBird"},
    {"ik01!", "IKONOS"},
    {"phr1?!", "Pléiades"},
    {"pneo", "Pléiades Neo"},
    {"spot4", "SPOT 4"},
    {"spot5", "SPOT 5"},
    {"spot6", "SPOT 6"},
    {"spot7", "SPOT 7"},
    {"gf1!", "Gaofen-1"},
    {"gf2!", "Gaofen-2"},
    {"gf6!", "Gaofen-6"},
    {"gf7!", "Gaofen-7"},
    {"zy3!", "Ziyuan-3"},
    {"jl1", "Jilin-1"},
    {"esp_######_####", "HiRISE"},
    {"psp_######_####", "HiRISE"},
};

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool fits(char wanted, char found) {
  switch (wanted) {
    case '#': return std::isdigit(static_cast<unsigned char>(found)) != 0;
    case '?': return std::isalpha(static_cast<unsigned char>(found)) != 0;
    case '!': return !isWord(found);
    default: return wanted == found;
  }
}

bool startsLike(std::string_view text, std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char found = i < text.size() ? text[i] : '\0';
    if (!fits(pattern[i], found)) return false;
  }
  return true;
}

}  // namespace

std::string foldedSensor(std::string_view sensor) {
  std::string folded(sensor);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return folded;
}

std::string sensorOfName(std::string_view fileName) {
  const std::string name = foldedSensor(fileName);
  // A name may stand behind a project's own prefix: conventions are looked for at the beginning of every word.
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (at > 0 && isWord(name[at - 1])) continue;
    for (const Convention& convention : kConventions) {
      if (startsLike(std::string_view(name).substr(at), convention.pattern)) return convention.sensor;
    }
  }
  return {};
}

}  // namespace tilescout
