#include "text/caption_cleaner.h"

#include <doctest/doctest.h>

#include "text/prompt_templates.h"

using tilescout::text::cleanCaption;
using tilescout::text::fillTemplate;

TEST_CASE("captionLosesItsSignsAndCase") {
  CHECK(cleanCaption("Two ships, (white) near a \"dock\"; it's #1!?~") == "two ships white near a dock its 1");
  CHECK(cleanCaption("rail-way/station * : .") == "rail way station");
  CHECK(cleanCaption("  A \t B\n") == "a b");
  CHECK(cleanCaption("CAFÉ") == "café");
  CHECK(cleanCaption(" . ") == "");
}

TEST_CASE("htmlReferencesStayAsTheAuthorsLeaveThem") { CHECK(cleanCaption("a &amp; b") == "a &amp b"); }

TEST_CASE("captionIsCutAtItsWords") {
  CHECK(cleanCaption("one two three four", 3) == "one two three");
  std::string longCaption;
  for (int i = 0; i < 40; ++i) longCaption += "w ";
  CHECK(cleanCaption(longCaption).size() == 2 * 30 - 1);
}

TEST_CASE("templateTakesTheQuery") {
  CHECK(fillTemplate("a satellite image of {}.", "ships") == "a satellite image of ships.");
  CHECK(fillTemplate("{} beside {}", "x") == "x beside x");
  CHECK(fillTemplate("aerial view", "ships") == "aerial view ships");
  CHECK(fillTemplate("", "ships") == "ships");
  CHECK(fillTemplate("{}", "a {} b") == "a {} b");
  for (const auto& pattern : tilescout::text::defaultPromptTemplates()) {
    CHECK(pattern.find("{}") != std::string::npos);
  }
}
