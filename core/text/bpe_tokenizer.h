#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::text {

/// CLIP's byte-pair tokenizer (Radford et al. 2021; lower-cased, white space collapsed, byte alphabet, "</w>").
/// Thread-safe after construction.
class BpeTokenizer {
 public:
  /// `source`: bpe_simple_vocab_16e6.txt.gz (or unpacked), a Hugging Face folder with vocab.json and merges.txt, or
  /// that folder's merges.txt with vocab.json beside it. Throws Error naming file and line.
  static BpeTokenizer load(const std::filesystem::path& source);
  ~BpeTokenizer();
  BpeTokenizer(BpeTokenizer&&) noexcept;
  BpeTokenizer& operator=(BpeTokenizer&&) noexcept;

  /// begin + tokens + end, cut so that it never exceeds `contextLength` (the end token stays).
  std::vector<std::int32_t> encode(std::string_view utf8, int contextLength = 77) const;
  /// The same, padded with zeros to contextLength: one row for Encoder::encodeTokens.
  std::vector<std::int32_t> encodePadded(std::string_view utf8, int contextLength) const;
  std::int32_t beginToken() const noexcept;
  std::int32_t endToken() const noexcept;
  int vocabularySize() const noexcept;

 private:
  BpeTokenizer();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::text
