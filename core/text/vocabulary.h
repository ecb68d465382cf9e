#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tilescout::text {

/// A byte-pair vocabulary as data: what stands in the files, checked. Symbols are spelt in the byte alphabet
/// (every byte as one printable character) and end in "</w>" where a word ends.
struct Vocabulary {
  std::vector<std::string> tokens;                          ///< by id; the two marks are among them
  std::vector<std::pair<std::string, std::string>> merges;  ///< by rank
  int beginToken = -1;
  int endToken = -1;  ///< the highest id, as CLIP's text tower needs it
};

/// The 256 bytes' symbols in CLIP's order: index = id of the byte alone in a vocabulary that starts as CLIP's does.
const std::vector<std::string>& byteSymbols();
/// The symbol of one byte.
const std::string& symbolOfByte(unsigned char byte);

/// Tokens as CLIP numbers them: bytes, bytes with "</w>", one per merge, begin, end.
Vocabulary vocabularyFromMerges(std::vector<std::pair<std::string, std::string>> merges);

/// See BpeTokenizer::load for what `source` may be. Throws Error naming file and line.
Vocabulary readVocabulary(const std::filesystem::path& source);

/// vocab.json and merges.txt, as Hugging Face lays a CLIP tokenizer out. Each file appears whole or not at all.
void writeVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& folder);

}  // namespace tilescout::text
