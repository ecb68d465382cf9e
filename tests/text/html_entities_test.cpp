#include "text/html_entities.h"

#include <doctest/doctest.h>

using tilescout::text::unescapeHtml;

TEST_CASE("namedReferencesAreResolved") {
  CHECK(unescapeHtml("&lt;b&gt; &quot;x&quot; &amp; &deg;") == "<b> \"x\" & °");
  CHECK(unescapeHtml("&CounterClockwiseContourIntegral;") == "∳");
  CHECK(unescapeHtml("&NotEqualTilde;") == "≂̸");
  CHECK(unescapeHtml("&AElig;&zwnj;") == "Æ\u200C");
}

TEST_CASE("missingSemicolonIsForgivenForOldNamesOnly") {
  CHECK(unescapeHtml("caf&eacute du") == "café du");
  CHECK(unescapeHtml("&notit;") == "¬it;");
  CHECK(unescapeHtml("&zwnj x") == "&zwnj x");
}

TEST_CASE("numericReferencesFollowHtml5") {
  CHECK(unescapeHtml("&#65;&#x42&#X43;") == "ABC");
  CHECK(unescapeHtml("&#128;&#x99;") == "€™");
  CHECK(unescapeHtml("&#0;&#xD800;&#99999999999999;") == "\uFFFD\uFFFD\uFFFD");
  CHECK(unescapeHtml("a&#1;b&#xFFFE;c") == "abc");
}

TEST_CASE("whatIsNoReferenceStays") {
  for (const char* text :
       {"", "&", "&&", "& x", "&;", "&#;", "&#x;", "&#g", "&unknown;", "a & b", "&日本語;", "&\xE6"}) {
    CHECK(unescapeHtml(text) == text);
  }
  CHECK(unescapeHtml("&&amp;") == "&&");
  CHECK(unescapeHtml("&amp;amp;") == "&amp;");
}
