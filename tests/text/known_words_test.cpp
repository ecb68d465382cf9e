#include "text/known_words.h"

#include <fstream>

#include "base/error.h"
#include "support/test_files.h"

using tilescout::text::KnownWords;
using Words = std::vector<std::string>;

namespace {

KnownWords known(const std::string& words) {
  const tilescout::test::TempFolder folder;
  std::ofstream(folder / "words.txt") << words;
  return KnownWords::load(folder / "words.txt");
}

}  // namespace

TEST_CASE("unknownWordsAreNamedOnceInOrder") {
  const auto words = known("ship\nharbour\n");
  CHECK(words.unknownIn("Helicopter near the ship, zeppelin and HELICOPTER") == Words{"helicopter", "zeppelin"});
  CHECK(words.unknownIn("a ship in the harbour").empty());
}

TEST_CASE("numbersSignsAndFunctionWordsAreNotBlamed") {
  CHECK(known("ship").unknownIn("show me 12 ships & one's L-ship with it?!") == Words{"one"});
}

TEST_CASE("inflectionsOfKnownWordsAreKnown") {
  const auto words = known("ship\nberry\nbeach\npark\nstore\nstop");
  CHECK(words.unknownIn("ships berries beaches parking parked storing stored stopping stopped").empty());
  CHECK(words.unknownIn("shipyard parkings") == Words{"shipyard", "parkings"});
}

TEST_CASE("scriptThatNoKnownWordUsesIsForeign") {
  const auto words = known("ship\nharbour\ncafé");
  CHECK(words.foreignScript("机场跑道"));
  CHECK(words.foreignScript("аэропорт ship"));
  CHECK_FALSE(words.foreignScript("harbours and cafés"));
  CHECK_FALSE(words.foreignScript("ships 船"));
  CHECK_FALSE(words.foreignScript("12 !"));
  CHECK_FALSE(known("ship\n机场").foreignScript("机场跑道"));
}

TEST_CASE("withoutWordsNothingIsSaid") {
  CHECK(KnownWords().unknownIn("helicopter").empty());
  CHECK_FALSE(KnownWords().foreignScript("机场"));
}

TEST_CASE("missingWordListIsAnError") {
  const tilescout::test::TempFolder folder;
  CHECK_THROWS_AS(KnownWords::load(folder / "words.txt"), tilescout::Error);
}
