#include "jobs/tokenizer_files.h"

#include <system_error>

#include "base/error.h"
#include "model/model_card.h"
#include "text/vocabulary.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

// Embedding tables are sometimes padded to a multiple of 64 or 128 rows; a greater difference is another vocabulary.
constexpr int mostPadding = 128;

bool hasPair(const fs::path& folder) {
  std::error_code status;
  return fs::is_regular_file(folder / model_files::vocabulary, status) &&
         fs::is_regular_file(folder / model_files::merges, status);
}

void copyFile(const fs::path& from, const fs::path& to) {
  std::error_code status;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, status);
  if (status) throw Error(ErrorCode::Io, "cannot be copied (" + status.message() + ")", from.string());
  fs::permissions(to, fs::perms::owner_write, fs::perm_options::add, status);  // the source may be read-only
}

}  // namespace

fs::path findTokenizer(const fs::path& given, const fs::path& beside) {
  std::error_code status;
  if (!given.empty()) {
    if (!fs::exists(given, status)) throw Error(ErrorCode::NotFound, "does not exist", given.string());
    if (!fs::is_directory(given, status) || hasPair(given)) return given;
    if (fs::is_regular_file(given / model_files::clipVocabulary, status)) return given / model_files::clipVocabulary;
    throw Error(ErrorCode::NotFound,
                "holds no tokenizer (neither vocab.json and merges.txt nor bpe_simple_vocab_16e6.txt.gz)",
                given.string());
  }
  const fs::path folder = fs::is_directory(beside, status) ? beside : beside.parent_path();
  if (fs::is_regular_file(folder / model_files::clipVocabulary, status)) return folder / model_files::clipVocabulary;
  if (hasPair(folder)) return folder;
  throw Error(
      ErrorCode::InvalidInput,
      "brings no tokenizer; name one with --tokenizer: bpe_simple_vocab_16e6.txt.gz (OpenAI's, for CLIP and what "
      "was made from it) or a folder with vocab.json and merges.txt",
      beside.string());
}

void installTokenizer(const fs::path& source, const fs::path& modelFolder, int vocabularySize) {
  const text::Vocabulary vocabulary = text::readVocabulary(source);
  const int tokens = static_cast<int>(vocabulary.tokens.size());
  if (tokens > vocabularySize || vocabularySize - tokens > mostPadding) {
    throw Error(
        ErrorCode::Incompatible,
        "has " + std::to_string(tokens) + " tokens, but the model was trained with " + std::to_string(vocabularySize),
        source.string());
  }
  if (source.extension() == ".gz") {
    copyFile(source, modelFolder / model_files::clipVocabulary);
  } else {
    text::writeVocabulary(vocabulary, modelFolder);
  }
}

}  // namespace tilescout::jobs
