#include <doctest/doctest.h>

#include <numeric>
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

/// Each centre a cluster of one row.
std::vector<NameChoice> named(const std::vector<float>& centres, const std::vector<float>& texts,
                              const std::vector<std::string>& words) {
  std::vector<std::int32_t> of(centres.size() / 5);
  std::iota(of.begin(), of.end(), 0);
  return nameClusters({centres, 5}, of, static_cast<int>(of.size()), {texts, 5}, words);
}

}  // namespace

TEST_CASE("aClusterIsNamedByTheTextThatIsItsOwn") {
  // "picture" is nearer to every centre than the right names are, and tells none of them apart.
  const auto centres = joined({along(0), along(1), along(2)});
  const auto texts = joined({{0.6F, 0.6F, 0.6F, 0, 0.9F}, along(0), along(1), along(2), along(3)});
  const std::vector<std::string> words = {"picture", "river", "forest", "port", "snow"};
  const auto names = named(centres, texts, words);
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
  const auto names = named(centres, texts, {"river", "forest"});
  std::set<std::string> distinct;
  for (const NameChoice& choice : names) distinct.insert(choice.name);
  CHECK(distinct == std::set<std::string>{"river", "forest", "river 2", "forest 2"});
}

TEST_CASE("oneClusterAndNoWordsAreNamedToo") {
  const auto centre = along(1);
  const auto texts = joined({along(0), along(1), along(2)});
  CHECK(named(centre, texts, {"a", "b", "c"}).front().name == "b");
  CHECK(named(centre, {}, {}).front().name.empty());
  CHECK(named({}, texts, {"a", "b", "c"}).empty());
  CHECK_THROWS_AS(named(centre, texts, {"a"}), Error);
  CHECK_THROWS_AS(nameClusters({centre, 5}, {0, 0}, 1, {texts, 5}, {"a", "b", "c"}), Error);
}

TEST_CASE("aNameIsVotedForByTheRowsAndRepeatedOnlyWithCause") {
  // Cluster 0: many rows of river and one of port; rows of no cluster have no vote.
  std::vector<std::vector<float>> rows(9, along(0));
  rows.push_back(along(2));
  for (int i = 0; i < 6; ++i) rows.push_back(along(1));
  rows.push_back(along(3));
  std::vector<std::int32_t> of(10, 0);
  of.insert(of.end(), 6, 1);
  of.push_back(-1);
  const auto texts = joined({along(0), along(1), along(2), along(3)});
  const std::vector<std::string> words = {"river", "forest", "port", "snow"};
  const auto flat = joined(rows);
  const auto names = nameClusters({flat, 5}, of, 2, {texts, 5}, words);
  CHECK(names[0].name == "river");
  CHECK(names[0].score > 0.5);
  CHECK(names[1].name == "forest");
  // Two clusters of one thing: the second takes its name too, with a number, and not a word that is plainly wrong.
  const auto twice = named(joined({along(0), along(0, 0.45F), along(1)}), texts, words);
  std::multiset<std::string> got = {twice[0].name, twice[1].name, twice[2].name};
  CHECK(got == std::multiset<std::string>{"forest", "river", "river 2"});
}

TEST_CASE("landCoverWordsAreDistinctAndNotEmpty") {
  const std::vector<std::string>& words = landCoverWords();
  const std::set<std::string> distinct(words.begin(), words.end());
  CHECK(words.size() > 80);
  CHECK(distinct.size() == words.size());
  CHECK(distinct.count("") == 0);
}
