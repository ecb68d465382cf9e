#include "text/vocabulary.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "text/utf8.h"
#include "text/word_splitter.h"

namespace tilescout::text {
namespace {

constexpr const char* kWordEnd = "</w>";
constexpr const char* kBeginName = "<|startoftext|>";
constexpr const char* kEndName = "<|endoftext|>";
/// OpenAI's list has 262,000 merges; CLIP uses as many as fill its table of 49,408 tokens.
constexpr std::size_t kClipMerges = 49152 - 256 - 2;
constexpr std::size_t kLargestFile = std::size_t{64} << 20;
constexpr std::size_t kLargestVocabulary = std::size_t{1} << 20;

bool printsAsItself(int byte) { return (byte >= 33 && byte <= 126) || (byte >= 161 && byte != 173); }

struct ByteAlphabet {
  std::vector<std::string> ordered;
  std::array<std::string, 256> ofByte;

  ByteAlphabet() {
    std::uint32_t next = 256;
    for (int byte = 0; byte < 256; ++byte) {
      appendUtf8(ofByte[static_cast<std::size_t>(byte)],
                 printsAsItself(byte) ? static_cast<std::uint32_t>(byte) : next++);
    }
    for (const bool wanted : {true, false}) {
      for (int byte = 0; byte < 256; ++byte) {
        if (printsAsItself(byte) == wanted) ordered.push_back(ofByte[static_cast<std::size_t>(byte)]);
      }
    }
  }
};

const ByteAlphabet& byteAlphabet() {
  static const ByteAlphabet alphabet;
  return alphabet;
}

/// gzip or plain; a bomb is refused by the bytes that come out.
std::string readPerhapsZipped(const std::filesystem::path& file) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> stream(gzopen(file.c_str(), "rb"), &gzclose);
  if (!stream) throw Error(ErrorCode::NotFound, "The vocabulary cannot be opened.", file.string());
  std::string text;
  std::vector<char> block(std::size_t{1} << 18);
  for (;;) {
    const int got = gzread(stream.get(), block.data(), static_cast<unsigned>(block.size()));
    if (got < 0) throw Error(ErrorCode::Corrupt, "The compressed vocabulary is damaged.", file.string());
    if (got == 0) break;
    text.append(block.data(), static_cast<std::size_t>(got));
    if (text.size() > kLargestFile) throw Error(ErrorCode::InvalidInput, "The vocabulary is too large.", file.string());
  }
  int problem = Z_OK;
  gzerror(stream.get(), &problem);
  if (problem != Z_OK) throw Error(ErrorCode::Corrupt, "The compressed vocabulary is cut short.", file.string());
  return text;
}

std::vector<std::pair<std::string, std::string>> readMerges(const std::filesystem::path& file, std::size_t limit) {
  const std::string text = readPerhapsZipped(file);
  std::vector<std::pair<std::string, std::string>> merges;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size() && merges.size() < limit;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view row = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++line;
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    if (row.empty() || (line == 1 && row.find("#version") != std::string_view::npos)) continue;
    const auto words = splitAtBlanks(row);
    if (words.size() != 2) {
      throw Error(ErrorCode::Corrupt, "Line " + std::to_string(line) + " is not a merge of two symbols.",
                  file.string());
    }
    merges.emplace_back(words[0], words[1]);
  }
  if (merges.empty()) throw Error(ErrorCode::Corrupt, "The file holds no merges.", file.string());
  return merges;
}

/// vocab.json: every id from 0 once.
std::vector<std::string> readTokens(const std::filesystem::path& file) {
  const auto json = nlohmann::json::parse(readTextFile(file, kLargestFile), nullptr, false);
  if (!json.is_object()) throw Error(ErrorCode::Corrupt, "The file is no JSON object of tokens.", file.string());
  if (json.size() > kLargestVocabulary) throw Error(ErrorCode::InvalidInput, "Too many tokens.", file.string());
  std::vector<std::string> tokens(json.size());
  for (const auto& [token, id] : json.items()) {
    const bool inRange = id.is_number_unsigned() && id.get<std::uint64_t>() < tokens.size();
    if (!inRange || token.empty() || !tokens[id.get<std::size_t>()].empty()) {
      throw Error(ErrorCode::Corrupt, "The id of token \"" + token + "\" is missing, doubled or out of range.",
                  file.string());
    }
    tokens[id.get<std::size_t>()] = token;
  }
  return tokens;
}

int idOf(const std::vector<std::string>& tokens, bool (*isMark)(std::string_view) noexcept) {
  const auto found = std::find_if(tokens.begin(), tokens.end(), isMark);
  return found == tokens.end() ? -1 : static_cast<int>(found - tokens.begin());
}

Vocabulary readHuggingFace(const std::filesystem::path& tokensFile, const std::filesystem::path& mergesFile) {
  Vocabulary vocabulary;
  vocabulary.tokens = readTokens(tokensFile);
  vocabulary.merges = readMerges(mergesFile, kLargestVocabulary);
  vocabulary.beginToken = idOf(vocabulary.tokens, isBeginMark);
  vocabulary.endToken = idOf(vocabulary.tokens, isEndMark);
  const auto refuse = [&](const std::string& reason) {
    throw Error(ErrorCode::Incompatible, reason, tokensFile.string());
  };
  if (vocabulary.beginToken < 0 || vocabulary.endToken < 0) refuse("The begin or end token is missing.");
  if (vocabulary.endToken + 1 != static_cast<int>(vocabulary.tokens.size())) {
    refuse("The end token does not have the highest id, so CLIP's text tower could not find it.");
  }
  return vocabulary;
}

}  // namespace

const std::vector<std::string>& byteSymbols() { return byteAlphabet().ordered; }
const std::string& symbolOfByte(unsigned char byte) { return byteAlphabet().ofByte[byte]; }

Vocabulary vocabularyFromMerges(std::vector<std::pair<std::string, std::string>> merges) {
  Vocabulary vocabulary;
  vocabulary.tokens = byteSymbols();
  for (const std::string& symbol : byteSymbols()) vocabulary.tokens.push_back(symbol + kWordEnd);
  for (const auto& [left, right] : merges) vocabulary.tokens.push_back(left + right);
  vocabulary.beginToken = static_cast<int>(vocabulary.tokens.size());
  vocabulary.endToken = vocabulary.beginToken + 1;
  vocabulary.tokens.insert(vocabulary.tokens.end(), {kBeginName, kEndName});
  vocabulary.merges = std::move(merges);
  return vocabulary;
}

Vocabulary readVocabulary(const std::filesystem::path& source) {
  std::error_code ignored;
  if (std::filesystem::is_directory(source, ignored)) {
    return readHuggingFace(source / "vocab.json", source / "merges.txt");
  }
  if (source.filename() == "merges.txt") {
    return readHuggingFace(source.parent_path() / "vocab.json", source);
  }
  return vocabularyFromMerges(readMerges(source, kClipMerges));
}

void writeVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& folder) {
  nlohmann::json tokens = nlohmann::json::object();
  for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) tokens[vocabulary.tokens[id]] = id;
  std::string merges = "#version: 0.2\n";
  for (const auto& [left, right] : vocabulary.merges) merges.append(left).append(" ").append(right).append("\n");

  AtomicFile tokensFile(folder / "vocab.json");
  tokensFile.write(tokens.dump());
  AtomicFile mergesFile(folder / "merges.txt");
  mergesFile.write(merges);
  tokensFile.commit();
  mergesFile.commit();
}

}  // namespace tilescout::text
