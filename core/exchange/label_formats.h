#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "exchange/label_file.h"

/// The readers behind readLabels(), one a format; their arguments and errors are its own.
namespace tilescout::exchange {

std::vector<LabelRecord> readAuthorsLabels(const std::filesystem::path& path, std::vector<LabelProblem>& problems);
std::vector<LabelRecord> readKarpathyLabels(const std::filesystem::path& file, std::vector<LabelProblem>& problems);
std::vector<LabelRecord> readCocoLabels(const std::filesystem::path& path, std::vector<LabelProblem>& problems);
std::vector<LabelRecord> readCsvLabels(const std::filesystem::path& file, std::vector<LabelProblem>& problems);
std::vector<LabelRecord> readFolderLabels(const std::filesystem::path& folder, const std::string& classTemplate);
std::vector<LabelRecord> readVectorLabels(const std::filesystem::path& file, const std::string& classTemplate,
                                          std::vector<LabelProblem>& problems);

/// A folder's dataset_*.json or dataset.json, the file itself, or "".
std::filesystem::path karpathyFileOf(const std::filesystem::path& path);
/// captions_*.json of a folder or of its annotations/, or the file itself.
std::vector<std::filesystem::path> cocoFilesOf(const std::filesystem::path& path);
/// train.json, val.json, test.json and the like of a folder, or the file itself.
std::vector<std::filesystem::path> authorsFilesOf(const std::filesystem::path& path);

}  // namespace tilescout::exchange
