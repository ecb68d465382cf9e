#pragma once
#include <filesystem>

namespace tilescout::jobs {

/// Where a model's vocabulary is: `given` when the user named one, else beside the weights (`beside`: folder, or file
/// in that folder). Throws Error{InvalidInput} that says what is needed when there is none.
std::filesystem::path findTokenizer(const std::filesystem::path& given, const std::filesystem::path& beside);

/// Puts the vocabulary into a model's folder, as CLIP's own file or as vocab.json and merges.txt. It must be readable
/// and fit a table of `vocabularySize` rows. Throws Error naming the file.
void installTokenizer(const std::filesystem::path& source, const std::filesystem::path& modelFolder,
                      int vocabularySize);

}  // namespace tilescout::jobs
