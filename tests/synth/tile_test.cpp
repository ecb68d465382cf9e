#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "nlohmann/json.hpp"
#include "support/test_files.h"
#include "base/error.h"
#include "synth/tile_painter.h"

using namespace tilescout;

namespace {

std::vector<std::string> wordsOf(const std::string& sentence) {
  std::istringstream stream(sentence);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

const std::map<std::string, int>& numbers() {
  static const std::map<std::string, int> words{{"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7},
                                                {"eight", 8}, {"nine", 9}, {"ten", 10}};
  return words;
}

/// Objects that the generator lists under a caption's noun; -1 when the noun is not one it lists by number.
int listed(const synth::Site& site, const std::string& noun) {
  std::set<std::string> names{noun};
  if (noun == "building") names = {"building", "industrial building"};
  const auto count = std::count_if(site.objects.begin(), site.objects.end(), [&](const auto& o) { return names.count(o.name) > 0; });
  return count == 0 ? -1 : static_cast<int>(count);
}

nlohmann::json readJson(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return nlohmann::json::parse(stream);
}

}  // namespace

TEST_CASE("the same seed gives the same tile, another seed another one") {
  const auto one = synth::paintTile(96, 7), two = synth::paintTile(96, 7), other = synth::paintTile(96, 8);
  CHECK(one.image.pixels == two.image.pixels);
  CHECK(one.captions == two.captions);
  CHECK(one.image.pixels != other.image.pixels);
}

TEST_CASE("tiles painted on several threads equal tiles painted one by one") {
  const auto tiles = synth::paintTiles(12, 64, 400);
  REQUIRE(tiles.size() == 12);
  for (std::size_t i = 0; i < tiles.size(); ++i) CHECK(tiles[i].image.pixels == synth::paintTile(64, 400 + i).image.pixels);
}

TEST_CASE("a size that makes no sense is refused") {
  CHECK_THROWS_AS(synth::paintTile(0, 1), Error);
  CHECK_THROWS_AS(synth::paintTile(1 << 20, 1), Error);
}

TEST_CASE("numbers in captions agree with the list of painted objects") {
  static const std::regex counted(
      "\\b(two|three|four|five|six|seven|eight|nine|ten) (?:[a-z]+ ){0,2}?"
      "(storage tank|tennis court|baseball field|plane|boat|ship|house|building|bridge|pond|train|swimming pool|wind turbine|greenhouse)s\\b");
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto record = synth::paintTileRecord(32, seed);
    for (const std::string& caption : record.tile.captions)
      for (std::sregex_iterator it(caption.begin(), caption.end(), counted), end; it != end; ++it, ++checked) {
        INFO("seed ", seed, ": ", caption);
        CHECK(listed(record.site, (*it)[2]) == numbers().at((*it)[1]));
      }
  }
  CHECK(checked > 150);
}

TEST_CASE("a single thing that captions count is listed once") {
  static const std::regex single("^(?:there is )?an? (?:[a-z]+ ){0,1}?(storage tank|baseball field|plane|church|stadium|roundabout|viaduct)\\b");
  int checked = 0;
  for (std::uint64_t seed = 500; seed < 900; ++seed) {
    const auto record = synth::paintTileRecord(32, seed);
    for (const std::string& caption : record.tile.captions) {
      std::smatch match;
      if (!std::regex_search(caption, match, single)) continue;
      INFO("seed ", seed, ": ", caption);
      CHECK(listed(record.site, match[1]) == 1);
      ++checked;
    }
  }
  CHECK(checked > 40);
}

TEST_CASE("captions look like RSICD's: five, lower case, full stop, about eleven words, a fifth of them general") {
  std::vector<std::size_t> lengths;
  std::map<std::string, int> uses;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto record = synth::paintTileRecord(32, seed);
    const auto& tile = record.tile;
    REQUIRE(tile.captions.size() == 5);
    CHECK(record.site.main.count > 0);
    for (const auto& other : record.site.others) CHECK(other.count > 0);
    for (const std::string& caption : tile.captions) {
      const auto words = wordsOf(caption);
      lengths.push_back(words.size());
      ++uses[caption];
      INFO(caption);
      CHECK(caption.ends_with(" ."));
      CHECK(caption.find_first_not_of("abcdefghijklmnopqrstuvwxyz' .") == std::string::npos);
      CHECK(caption.find("  ") == std::string::npos);
      CHECK(words.size() <= 20);
    }
  }
  std::nth_element(lengths.begin(), lengths.begin() + static_cast<long>(lengths.size() / 2), lengths.end());
  CHECK(lengths[lengths.size() / 2] >= 10);
  CHECK(lengths[lengths.size() / 2] <= 12);
  int shared = 0;
  for (const auto& [caption, count] : uses) shared += count > 1 ? count : 0;
  CHECK(shared >= 400);  // at least a fifth is true of several tiles …
  CHECK(shared <= 1100);  // … and most tell this one apart
}

TEST_CASE("every class is painted, and none dominates") {
  std::map<std::string, int> classes;
  for (std::uint64_t seed = 0; seed < 600; ++seed) ++classes[synth::paintTileRecord(16, seed).tile.className];
  CHECK(classes.size() == synth::siteClassNames().size());
  for (const auto& [name, count] : classes) CHECK_MESSAGE(count < 90, name);
}

TEST_CASE("what is painted is where the list says: tanks are bright, ponds dark beside their surroundings") {
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 600 && checked < 12; ++seed) {
    const auto probe = synth::paintTileRecord(16, seed);
    if (probe.kind != "tanks") continue;
    const auto record = synth::paintTileRecord(224, seed);
    for (const auto& object : record.site.objects) {
      if (object.name != "storage tank" || object.attributes.at("colour") != "white") continue;
      synth::Pt middle{};
      for (const auto& p : object.outline) middle += p;
      middle *= 1.0 / static_cast<double>(object.outline.size()) / record.metresPerPixel;
      const auto* at = record.tile.image.row(static_cast<int>(middle.y)) + 3 * static_cast<int>(middle.x);
      double mean = 0;
      for (const auto value : record.tile.image.pixels) mean += value;
      CHECK(at[1] > mean / static_cast<double>(record.tile.image.pixels.size()));
      ++checked;
    }
  }
  CHECK(checked >= 12);
}

TEST_CASE("a data set has its files, its splits and nothing twice") {
  const test::TempFolder folder;
  JobContext job;
  synth::paintTileDataset(folder.path(), 40, 3, job);
  const auto train = readJson(folder / "train.json"), val = readJson(folder / "val.json"), test = readJson(folder / "test.json");
  CHECK(test.size() == 8);
  CHECK(val.size() == 4);
  CHECK(train.size() == 28 * 5);
  std::set<std::string> trained, held;
  for (const auto& entry : train) {
    trained.insert(entry.at("image").get<std::string>());
    CHECK(entry.at("caption").is_string());
    CHECK(synth::siteClassNames().at(entry.at("label").get<std::size_t>()) == entry.at("label_name").get<std::string>());
  }
  for (const auto* split : {&val, &test})
    for (const auto& entry : *split) {
      CHECK(held.insert(entry.at("image").get<std::string>()).second);
      CHECK(entry.at("caption").size() == 5);
    }
  CHECK(trained.size() == 28);
  for (const auto& image : held) CHECK(trained.count(image) == 0);
  for (const auto& image : trained) CHECK(std::filesystem::exists(folder.path() / image));
}

TEST_CASE("a data set that is stopped throws and writes no list of images") {
  const test::TempFolder folder;
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  CHECK_THROWS_AS(synth::paintTileDataset(folder.path(), 10, 3, job), Cancelled);
  CHECK_FALSE(std::filesystem::exists(folder / "train.json"));
}

TEST_CASE("tiles cut from painted scenes are reproducible and carry captions of their sites") {
  const auto tiles = synth::paintSceneTiles(20, 64, 5), again = synth::paintSceneTiles(20, 64, 5);
  const auto classes = synth::siteClassNames();
  REQUIRE(tiles.size() == 20);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    CHECK(tiles[i].image.width == 64);
    CHECK(tiles[i].image.pixels == again[i].image.pixels);
    CHECK(tiles[i].captions == again[i].captions);
    CHECK(tiles[i].captions.size() == 5);
    CHECK(std::binary_search(classes.begin(), classes.end(), tiles[i].className));
    seen.insert(tiles[i].className);
  }
  CHECK(seen.size() > 4);
}
