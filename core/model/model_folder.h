#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tilescout::model {

/// The files of a model's folder, beside its card, that a model needs: weights, adapters, vocabulary, known words. Not
/// every model has all of them.
std::vector<std::string> modelParts();

/// Gives `folder` what it lacks of the model in `base`: as links where the file system has them, so that an adapter's
/// model costs no second copy of its base. Throws Error{Io}.
void completeModelFolder(const std::filesystem::path& base, const std::filesystem::path& folder);

/// Copies the vocabulary (vocab.json, merges.txt) and the known words that lie in `from`. Packed data carries ids, not
/// words, and trained weights know ids. Throws Error{NotFound} where there is no vocabulary.
void copyVocabulary(const std::filesystem::path& from, const std::filesystem::path& folder);

}  // namespace tilescout::model
