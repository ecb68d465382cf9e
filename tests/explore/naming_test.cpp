#include <doctest/doctest.h>

#include <set>

#include "base/error.h"
#include "explore/cluster_naming.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

/// Axis `at` of four, mixed with a part that all rows have in common.
std::vector<float> along(int at, float common = 0.5F) {
  std::vector<float> row(5, 0.0F);
  row[4] = common;
  row[static_cast<std::size_t>(at)] = 1.0F;
  return row;
}

std::vector<float> joined(const std::vector<std::vector<float>>& rows) {
  std::vector<float> all;
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  return all;
}

}  // namespace

TEST_CASE("aClusterIsNamedByTheTextThatIsItsOwn") {
  // "picture" is nearer to every centre than the right names are, and tells none of them apart.
  const auto centres = joined({along(0), along(1), along(2)});
  const auto texts = joined({{0.6F, 0.6F, 0.6F, 0, 0.9F}, along(0), along(1), along(2), along(3)});
  const std::vector<std::string> words = {"picture", "river", "forest", "port", "snow"};
  const auto names = nameClusters({centres, 5}, {texts, 5}, words);
  REQUIRE(names.size() == 3);
  CHECK(names[0].name == "river");
  CHECK(names[1].name == "forest");
  CHECK(names[2].name == "port");
  CHECK(names[0].others.size() == 3);
  for (const std::string& other : names[0].others) CHECK(other != "river");
}

TEST_CASE("namesAreDistinctAndNumberedWhenWordsRunOut") {
  const auto centres = joined({along(0), along(0, 0.4F), along(1), along(1, 0.6F)});
  const auto texts = joined({along(0), along(1)});
  const auto names = nameClusters({centres, 5}, {texts, 5}, {"river", "forest"});
  std::set<std::string> distinct;
  for (const NameChoice& choice : names) distinct.insert(choice.name);
  CHECK(distinct == std::set<std::string>{"river", "forest", "river 2", "forest 2"});
}

TEST_CASE("oneClusterAndNoWordsAreNamedToo") {
  const auto centre = along(1);
  const auto texts = joined({along(0), along(1), along(2)});
  CHECK(nameClusters({centre, 5}, {texts, 5}, {"a", "b", "c"}).front().name == "b");
  CHECK(nameClusters({centre, 5}, {{}, 5}, {}).front().name.empty());
  CHECK(nameClusters({{}, 5}, {texts, 5}, {"a", "b", "c"}).empty());
  CHECK_THROWS_AS(nameClusters({centre, 5}, {texts, 5}, {"a"}), Error);
}

TEST_CASE("landCoverWordsAreDistinctAndNotEmpty") {
  const std::vector<std::string>& words = landCoverWords();
  const std::set<std::string> distinct(words.begin(), words.end());
  CHECK(words.size() > 80);
  CHECK(distinct.size() == words.size());
  CHECK(distinct.count("") == 0);
}
