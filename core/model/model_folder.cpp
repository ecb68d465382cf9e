#include "model/model_folder.h"

#include <system_error>

#include "base/error.h"
#include "model/model_card.h"

namespace tilescout::model {

namespace fs = std::filesystem;

namespace {

constexpr const char* words = "words.txt";

void shareFile(const fs::path& from, const fs::path& to) {
  std::error_code status;
  fs::create_hard_link(from, to, status);
  if (!status) return;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, status);
  if (status) throw Error(ErrorCode::Io, "cannot be copied (" + status.message() + ")", from.string());
}

}  // namespace

std::vector<std::string> modelParts() {
  return {model_files::weights, model_files::adapter,        model_files::vocabulary,
          model_files::merges,  model_files::clipVocabulary, words};
}

void completeModelFolder(const fs::path& base, const fs::path& folder) {
  std::error_code status;
  for (const std::string& name : modelParts()) {
    if (fs::exists(base / name, status) && !fs::exists(folder / name, status)) shareFile(base / name, folder / name);
  }
}

void copyVocabulary(const fs::path& from, const fs::path& folder) {
  std::error_code status;
  if (!fs::exists(from / model_files::vocabulary, status) || !fs::exists(from / model_files::merges, status)) {
    throw Error(ErrorCode::NotFound, "needs the vocabulary that made its ids (vocab.json, merges.txt) beside it",
                from.string());
  }
  fs::create_directories(folder, status);
  for (const char* name : {model_files::vocabulary, model_files::merges, words}) {
    if (!fs::exists(from / name, status)) continue;
    fs::copy_file(from / name, folder / name, fs::copy_options::overwrite_existing, status);
    if (status) throw Error(ErrorCode::Io, "cannot be copied (" + status.message() + ")", (from / name).string());
  }
}

}  // namespace tilescout::model
