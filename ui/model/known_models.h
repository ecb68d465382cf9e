#pragma once
#include <QString>
#include <vector>

namespace tilescout::ui {

/// Weights that others have published, with no more than what they state themselves. `sha256` is empty where the source
/// names none; `file` is empty where the source is a page to choose from.
struct KnownModel {
  QString title, page, file, sha256, activation;
};

std::vector<KnownModel> knownModels();

/// OpenAI's byte-pair vocabulary, which all of them read.
QString clipVocabularyUrl();

}  // namespace tilescout::ui
