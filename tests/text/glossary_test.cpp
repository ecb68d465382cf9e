#include <doctest/doctest.h>

#include <fstream>

#include "base/error.h"
#include "support/test_files.h"
#include "text/glossary.h"

using namespace tilescout;
using text::Glossary;

namespace {

std::filesystem::path shipped() { return std::filesystem::path(TILESCOUT_SOURCE_DIR) / "resources/glossary/zh_en.tsv"; }

const Glossary& glossary() {
  static const Glossary loaded = Glossary::load({shipped()});
  return loaded;
}

std::string english(const char* chinese) { return glossary().translate(chinese).english; }

}  // namespace

TEST_CASE("theShippedGlossaryHasHundredsOfTerms") { CHECK(glossary().size() >= 800); }

TEST_CASE("termsAreTranslatedByLongestMatch") {
  CHECK(english("机场") == "airport");
  CHECK(english("直升机场") == "helipad");
  CHECK(english("集装箱码头") == "container terminal");
  CHECK(english("多云") == "cloudy");  // not "many clouds"
  CHECK(english("露天煤矿") == "open-pit coal mine");
  CHECK(english("高尔夫球场") == "golf course");
}

TEST_CASE("numeralsAndAmountsMakePlurals") {
  CHECK(english("两条跑道") == "two runways");
  CHECK(english("三座桥") == "three bridges");
  CHECK(english("一座桥") == "a bridge");
  CHECK(english("十二架飞机") == "twelve airplanes");
  CHECK(english("25个储罐") == "25 storage tanks");
  CHECK(english("很多船") == "many ships");
  CHECK(english("许多工厂") == "many factories");
  CHECK(english("几栋楼房") == "several buildings");
  CHECK(english("两个湖") == "two lakes");
  CHECK(english("大量的树") == "many trees");
}

TEST_CASE("coloursAndQualitiesStandBeforeTheThing") {
  CHECK(english("红色的屋顶") == "red roof");
  CHECK(english("红色和白色的屋顶") == "red and white roof");
  CHECK(english("白色圆形储罐") == "white round storage tank");
  CHECK(english("绿色的大片农田") == "green a large piece of farmland");
  CHECK(english("密集的居民区") == "dense residential area");
}

TEST_CASE("particlesOrderTheSentence") {
  CHECK(english("机场附近的房子") == "houses near airport");
  CHECK(english("有两条跑道的机场") == "airport with two runways");
  CHECK(english("机场有两条跑道") == "airport with two runways");
  CHECK(english("河上有一座桥") == "a bridge on river");
  CHECK(english("湖中的小岛") == "small island in lake");
  CHECK(english("没有树的山") == "mountain without trees");
  CHECK(english("两座有围墙的房子") == "two houses with wall");
  CHECK(english("沿河的道路") == "road along river");
  CHECK(english("被森林环绕的湖") == "lake surrounded by forest");
  CHECK(english("港口里的船") == "ship in port");
  CHECK(english("道路之间的农田") == "farmland between road");
  CHECK(english("机场，跑道") == "airport, runway");
  CHECK(english("桥、船") == "bridge and ship");
}

TEST_CASE("whatItDoesNotKnowIsSaid") {
  const text::Translation found = glossary().translate("机场和饕餮");
  CHECK(found.unknown == std::vector<std::string>{"饕餮"});
  CHECK(found.english.find("airport") != std::string::npos);
  CHECK(glossary().translate("饕餮").english.empty());
  CHECK(glossary().translate("机场").unknown.empty());
}

TEST_CASE("latinWordsAndTraditionalCharactersAreRead") {
  CHECK(english("Fargo 机场") == "Fargo airport");
  CHECK(english("機場") == "airport");
  CHECK(english("兩條跑道") == "two runways");
}

TEST_CASE("oddTextsDoNoHarm") {
  for (const char* odd : {"", "的", "的的的", "有", "和", "，，，", "附近", "一", "十", "有有有的", "的有和附近，", "999999999999座", "\xff\xfe机场", "  ", "与的与"})
    CHECK_NOTHROW(glossary().translate(odd));
  std::string longText;
  for (int i = 0; i < 2000; ++i) longText += "红色的";
  CHECK_NOTHROW(glossary().translate(longText));
}

TEST_CASE("theUsersFileWinsAndABadLineIsNamed") {
  const test::TempFolder folder;
  std::ofstream(folder / "own.tsv") << "# mine\n机场\tairfield\n饕餮\tmonster\r\n";
  const Glossary own = Glossary::load({shipped(), folder / "own.tsv", folder / "absent.tsv"});
  CHECK(own.translate("机场").english == "airfield");
  CHECK(own.translate("饕餮").english == "monster");
  std::ofstream(folder / "bad.tsv") << "机场\tairfield\nno tab here\n";
  try {
    Glossary::load({folder / "bad.tsv"});
    FAIL("a line without a tab was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::Corrupt);
    CHECK(std::string(error.what()).find("line 2") != std::string::npos);
  }
}

TEST_CASE("chineseIsRecognised") {
  CHECK(text::holdsChinese("an 机场"));
  CHECK_FALSE(text::holdsChinese("airport"));
  CHECK_FALSE(text::holdsChinese("аэропорт"));
}
