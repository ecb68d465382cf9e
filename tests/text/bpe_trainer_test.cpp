#include "text/bpe_trainer.h"

#include <algorithm>

#include "base/atomic_file.h"
#include "base/error.h"
#include "support/test_files.h"
#include "text/bpe_tokenizer.h"

using tilescout::text::BpeTokenizer;
using tilescout::text::trainBpe;

namespace {

BpeTokenizer writtenAndLoaded(const tilescout::text::Vocabulary& vocabulary) {
  const tilescout::test::TempFolder folder;
  writeVocabulary(vocabulary, folder.path());
  return BpeTokenizer::load(folder.path());
}

const std::vector<std::string> kCaptions = {
    "many ships in a harbour", "two ships near a harbour", "Ships &amp; boats", "a café", "a café", "helicopter"};

}  // namespace

TEST_CASE("wordsThatOccurOftenEnoughBecomeOneToken") {
  const auto tokenizer = writtenAndLoaded(trainBpe(kCaptions, 4000, 2));
  for (const char* word : {"ships", "harbour", "a", "café"}) {
    CAPTURE(word);
    CHECK(tokenizer.encode(word).size() == 3);
  }
  CHECK(tokenizer.encode("helicopter").size() > 3);
}

TEST_CASE("markTokensComeLastAndTheEndIsTheHighest") {
  const auto vocabulary = trainBpe(kCaptions, 4000, 2);
  const auto tokenizer = writtenAndLoaded(vocabulary);
  CHECK(tokenizer.vocabularySize() == static_cast<int>(512 + vocabulary.merges.size() + 2));
  CHECK(tokenizer.endToken() == tokenizer.vocabularySize() - 1);
  CHECK(tokenizer.beginToken() == tokenizer.vocabularySize() - 2);
}

TEST_CASE("mostFrequentPairComesFirstAndTiesGoBySpelling") {
  const std::vector<std::string> captions = {"xy xy xy", "cd", "cd", "ab", "ab"};
  const auto merges = trainBpe(captions, 600, 2).merges;
  REQUIRE(merges.size() == 3);
  CHECK(merges[0] == std::pair<std::string, std::string>("x", "y</w>"));
  CHECK(merges[1] == std::pair<std::string, std::string>("a", "b</w>"));
  CHECK(merges[2] == std::pair<std::string, std::string>("c", "d</w>"));
}

TEST_CASE("budgetIsKept") {
  const auto vocabulary = trainBpe(kCaptions, 520, 1);
  CHECK(vocabulary.tokens.size() == 520);
  CHECK_THROWS_AS(trainBpe(kCaptions, 100, 1), tilescout::Error);
  CHECK_THROWS_AS(trainBpe(kCaptions, 600, 0), tilescout::Error);
}

TEST_CASE("wordsNeverSeenAreStillSpelledOut") {
  const auto tokenizer = writtenAndLoaded(trainBpe(kCaptions, 600, 2));
  CHECK(tokenizer.encode("飞机").size() == 2 + 6);  // six bytes
}

TEST_CASE("orderOfCaptionsDoesNotMatter") {
  auto reversed = kCaptions;
  std::reverse(reversed.begin(), reversed.end());
  const auto one = trainBpe(kCaptions, 560, 1);
  const auto other = trainBpe(reversed, 560, 1);
  CHECK(one.merges == other.merges);
  CHECK(one.tokens == other.tokens);
}
