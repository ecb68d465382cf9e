#include "text/bpe_tokenizer.h"

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include "support/test_files.h"
#include "text/vocabulary.h"

using tilescout::Error;
using tilescout::ErrorCode;
using tilescout::text::BpeTokenizer;

namespace {

std::filesystem::path clipMerges() { return tilescout::test::sharedFolder() / "data/bpe_simple_vocab_16e6.txt.gz"; }
std::filesystem::path huggingFaceFolder() { return tilescout::test::sharedFolder() / "golden/tiny/hf"; }

nlohmann::json goldenCases() {
  return nlohmann::json::parse(
      tilescout::readTextFile(tilescout::test::sharedFolder() / "golden/tokenizer/cases.json"));
}

void checkGoldenCases(const BpeTokenizer& tokenizer) {
  const auto cases = goldenCases();
  REQUIRE(cases.size() > 100);
  for (const auto& example : cases) {
    const auto text = example.at("text").get<std::string>();
    CAPTURE(text);
    CHECK(tokenizer.encode(text) == example.at("ids").get<std::vector<std::int32_t>>());
  }
}

void writeFile(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

/// "ab" and "ab</w>" as merges of a vocabulary numbered as CLIP's.
tilescout::text::Vocabulary smallVocabulary() {
  return tilescout::text::vocabularyFromMerges({{"a", "b"}, {"a", "b</w>"}, {"ab", "ab</w>"}});
}

ErrorCode loadingFails(const std::filesystem::path& source, const std::string& partOfReason) {
  try {
    BpeTokenizer::load(source);
  } catch (const Error& error) {
    CAPTURE(error.what());
    CHECK(error.message().find(partOfReason) != std::string::npos);
    CHECK(error.subject().find(source.string()) != std::string::npos);
    return error.code();
  }
  FAIL("loading was expected to fail");
  return ErrorCode::Internal;
}

}  // namespace

TEST_CASE("clipMergesFileGivesGoldenIds") {
  TILESCOUT_NEEDS_SHARED();
  const auto tokenizer = BpeTokenizer::load(clipMerges());
  CHECK(tokenizer.vocabularySize() == 49408);
  CHECK(tokenizer.beginToken() == 49406);
  CHECK(tokenizer.endToken() == 49407);
  checkGoldenCases(tokenizer);
  checkGoldenCases(tokenizer);  // from the cache
}

TEST_CASE("huggingFaceFolderAndItsMergesFileGiveGoldenIds") {
  TILESCOUT_NEEDS_SHARED();
  checkGoldenCases(BpeTokenizer::load(huggingFaceFolder()));
  checkGoldenCases(BpeTokenizer::load(huggingFaceFolder() / "merges.txt"));
}

TEST_CASE("unpackedMergesFileGivesTheSameIdsAsTheZippedOne") {
  TILESCOUT_NEEDS_SHARED();
  const tilescout::test::TempFolder folder;
  const auto zipped = tilescout::text::readVocabulary(clipMerges());
  std::string text = "\"bpe_simple_vocab_16e6.txt#version: 0.2\n";
  for (const auto& [left, right] : zipped.merges) text.append(left).append(" ").append(right).append("\n");
  writeFile(folder / "merges_plain.txt", text);
  checkGoldenCases(BpeTokenizer::load(folder / "merges_plain.txt"));
}

TEST_CASE("longTextIsCutAndKeepsItsEndToken") {
  const tilescout::test::TempFolder folder;
  writeVocabulary(smallVocabulary(), folder.path());
  const auto tokenizer = BpeTokenizer::load(folder.path());
  const auto ids = tokenizer.encode("ab ab ab ab", 4);
  const std::int32_t word = 512 + 1;
  CHECK(ids == std::vector<std::int32_t>{tokenizer.beginToken(), word, word, tokenizer.endToken()});
  CHECK(tokenizer.encode("ab", 2) == std::vector<std::int32_t>{tokenizer.beginToken(), tokenizer.endToken()});
  CHECK_THROWS_AS(tokenizer.encode("ab", 1), Error);
}

TEST_CASE("paddedRowIsFilledWithZeros") {
  const tilescout::test::TempFolder folder;
  writeVocabulary(smallVocabulary(), folder.path());
  const auto tokenizer = BpeTokenizer::load(folder.path());
  CHECK(tokenizer.encodePadded("abab", 5) ==
        std::vector<std::int32_t>{tokenizer.beginToken(), 512 + 2, tokenizer.endToken(), 0, 0});
}

TEST_CASE("caseBlanksAndHtmlReferencesDoNotMatter") {
  TILESCOUT_NEEDS_SHARED();
  const auto tokenizer = BpeTokenizer::load(clipMerges());
  const auto expected = tokenizer.encode("a café & a harbour's quay");
  CHECK(tokenizer.encode("\u2003A\tCAF\u00C9 &amp;amp; a\r\nHarbour&#x27;s\u00A0quay\u001F") == expected);
  CHECK(tokenizer.encode("a caf&eacute &#38; a harbour&apos;s quay") == expected);
}

TEST_CASE("brokenUtf8IsReadAsReplacementCharacters") {
  TILESCOUT_NEEDS_SHARED();
  const auto tokenizer = BpeTokenizer::load(clipMerges());
  CHECK(tokenizer.encode("ship \xFF\xFE") == tokenizer.encode("ship \uFFFD\uFFFD"));
}

TEST_CASE("endlessWordTakesLittleTime") {
  TILESCOUT_NEEDS_SHARED();
  const auto tokenizer = BpeTokenizer::load(clipMerges());
  std::string word;
  for (unsigned i = 0; i < 1000000; ++i) word.push_back(static_cast<char>('a' + (i * i + i / 7) % 26));
  CHECK(tokenizer.encode(word).size() == 77);
}

TEST_CASE("threadsShareOneTokenizer") {
  TILESCOUT_NEEDS_SHARED();
  const auto tokenizer = BpeTokenizer::load(clipMerges());
  const auto cases = goldenCases();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (const auto& example : cases) {
        const auto ids = tokenizer.encode(example.at("text").get<std::string>());
        if (ids != example.at("ids").get<std::vector<std::int32_t>>()) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("damagedVocabulariesAreRefusedWithTheirReason") {
  const tilescout::test::TempFolder folder;
  CHECK(loadingFails(folder / "absent.txt", "cannot be opened") == ErrorCode::NotFound);

  writeFile(folder / "three.txt", "#version: 0.2\na b\na b c\n");
  CHECK(loadingFails(folder / "three.txt", "Line 3") == ErrorCode::Corrupt);
  writeFile(folder / "empty.txt", "");
  CHECK(loadingFails(folder / "empty.txt", "no merges") == ErrorCode::Corrupt);
  writeFile(folder / "orphan.txt", "#version: 0.2\nab cd\n");
  CHECK(loadingFails(folder / "orphan.txt", "merge 1 needs") == ErrorCode::Corrupt);

  writeFile(folder / "merges.txt", "#version: 0.2\na b\n");
  CHECK_THROWS_AS(BpeTokenizer::load(folder.path()), Error);  // no vocab.json
  for (const char* tokens : {"[1,2]", "{\"a\":0,", "{\"a\":0,\"b\":0}", "{\"a\":-1}", "{\"a\":\"x\"}", "{\"a\":7}"}) {
    writeFile(folder / "vocab.json", tokens);
    CHECK_THROWS_AS(BpeTokenizer::load(folder.path()), Error);
  }
  writeFile(folder / "vocab.json", R"({"<|endoftext|>":0,"<|startoftext|>":1})");
  CHECK(loadingFails(folder.path(), "highest id") == ErrorCode::Incompatible);
}

TEST_CASE("truncatedGzipIsRefused") {
  TILESCOUT_NEEDS_SHARED();
  const tilescout::test::TempFolder folder;
  const std::string bytes = tilescout::readTextFile(clipMerges());
  writeFile(folder / "cut.txt.gz", bytes.substr(0, 20000));
  CHECK(loadingFails(folder / "cut.txt.gz", "cut short") == ErrorCode::Corrupt);
}
