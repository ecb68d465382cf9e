#include "explore/cluster_naming.h"

namespace tilescout::explore {

// The classes of RSICD, NWPU-RESISC45, AID, PatternNet and CORINE land cover, said in plain words.
const std::vector<std::string>& landCoverWords() {
  static const std::vector<std::string> words = {
      "airport", "airplanes", "runway", "terminal", "bare land", "baseball field", "basketball court", "beach",
      "boats", "bridge", "cars", "cemetery", "chaparral", "church", "circular farmland", "city centre", "cliff",
      "clouds", "coast", "commercial area", "construction site", "crossroads", "dam", "dense residential area", "desert",
      "dirt road", "dry riverbed", "dunes", "farmland", "football field", "forest", "glacier", "golf course", "grassland",
      "green fields", "greenhouses", "harbour", "hills", "houses", "ice", "industrial area", "intersection", "island",
      "lake", "large buildings", "meadow", "medium residential area", "mine", "mountain", "motorway", "oil well",
      "orchard", "overpass", "palace", "park", "parking lot", "pier", "playground", "ploughed fields", "pond", "port",
      "power station", "quarry", "railway", "railway station", "resort", "rice paddies", "river", "river bend",
      "river delta", "road", "rocks", "roundabout", "salt flat", "sand", "school", "scrub", "sea", "ships", "snow",
      "solar farm", "sparse residential area", "square", "stadium", "storage tanks", "swimming pool", "swamp",
      "tennis court", "trees", "tundra", "viaduct", "village", "vineyard", "volcano", "warehouses", "waste dump",
      "wastewater plant", "water", "waves", "wetland", "wind turbines",
  };
  return words;
}

}  // namespace tilescout::explore
