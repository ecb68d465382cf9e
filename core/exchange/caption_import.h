#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/job.h"
#include "train/caption_data.h"

namespace tilescout::exchange {

/// One image of a dataset folder and its captions, as read from the authors' JSON (train: one object a caption with
/// image_id, label, label_name; val/test: one object an image with five captions).
struct DatasetEntry {
  std::filesystem::path image;
  std::int64_t imageId = 0;
  std::int64_t label = -1;
  std::string labelName;
  std::vector<std::string> captions;
};

/// `<folder>/<split>.json`; image paths relative to `imagesRoot` (empty: folder). Throws Error naming file and entry.
std::vector<DatasetEntry> readDatasetSplit(const std::filesystem::path& folder, const std::string& split,
                                           const std::filesystem::path& imagesRoot);

/// text → padded ids of the model's context length.
using TokenizeFn = std::function<std::vector<std::int32_t>(const std::string&)>;

/// Decodes all images (GDAL/OpenCV, on all cores), resizes them to pixels × pixels as PIL's bicubic does, cleans and
/// tokenizes the captions. Images that cannot be read are named in `problems` and left out.
train::CaptionData decodeDataset(const std::vector<DatasetEntry>& entries, int pixels, int contextLength,
                                 const TokenizeFn& tokenize, JobContext& job, std::vector<std::string>& problems);

/// Any picture file as RGB (JPEG, PNG through OpenCV; everything else through GDAL). Throws Error naming the file.
Image readImageFile(const std::filesystem::path& file);

}  // namespace tilescout::exchange
