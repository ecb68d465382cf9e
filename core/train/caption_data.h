#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tilescout::train {

/// A captioned image set in memory, as the trainer reads it and as `pack` writes it (safetensors: images uint8
/// [N,PX,PX,3], image_id [N], label [N], caption_image [M], caption_ids int32 [M,T], captions in the metadata).
/// Decoding files into it is done outside (core/exchange), so that training needs no image library.
struct CaptionData {
  int pixels = 0;                             ///< PX: images are square
  std::vector<std::uint8_t> images;           ///< N × PX × PX × 3, RGB interleaved
  std::vector<std::int64_t> imageId;          ///< N
  std::vector<std::int64_t> label;            ///< N, -1 = no class
  std::vector<std::string> labelNames;        ///< by label; may be empty
  std::vector<std::int64_t> captionImage;     ///< M: row of `images`
  std::vector<std::int32_t> captionIds;       ///< M × contextLength
  int contextLength = 77;
  std::vector<std::string> captions;          ///< M, cleaned

  std::size_t imageCount() const { return imageId.size(); }
  std::size_t captionCount() const { return captionImage.size(); }
};

/// Packed form; every offset, size and index is checked. Throws Error naming the file.
CaptionData readPackedData(const std::filesystem::path& file);
void writePackedData(const CaptionData& data, const std::filesystem::path& file);

/// One set after the other (ids, labels and rows shifted; same size and context length needed).
CaptionData joinData(const std::vector<CaptionData>& parts);

}  // namespace tilescout::train
