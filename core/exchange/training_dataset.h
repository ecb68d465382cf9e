#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "exchange/caption_import.h"

namespace tilescout::exchange {

/// What is wrong with an entry of a dataset; the entry is mended or left out as `message` says.
struct DatasetProblem {
  std::string code;     ///< "duplicate_id"
  std::string subject;  ///< file
  std::string message;
};

/// A dataset folder as it lies there: "train", "val" and "test" where the data says so; "all" where it does not.
struct TrainingDataset {
  std::string format;  ///< "authors", "karpathy", "csv", "folders"
  std::map<std::string, std::vector<DatasetEntry>> splits;
  std::vector<DatasetProblem> problems;
};

/// Reads, by what is there: <split>.json of the HarMA authors (train.json needed); one JSON of Karpathy's form
/// (`images` with filename, split, sentences); a CSV (columns image, caption; optional split, label); or a folder a
/// class, below train/, val/, test/ or at the top, whose names become captions through templates. Image paths are
/// relative to `imagesRoot` (empty: the folder). Files are named, not opened. Throws Error naming what was looked for,
/// or the file and entry that make no sense.
TrainingDataset readTrainingDataset(const std::filesystem::path& folder, const std::filesystem::path& imagesRoot);

/// "BareLand", "bare_land" → "bare land".
std::string classWords(const std::string& folderName);

}  // namespace tilescout::exchange
