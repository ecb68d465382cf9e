#include "train/caption_data.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <span>

#include "base/error.h"
#include "model/weights/tensor_source.h"

namespace tilescout::train {

namespace {

using model::weights::DType;
using model::weights::TensorToWrite;
using model::weights::TensorView;

template <typename T>
std::span<const std::byte> bytesOf(const std::vector<T>& values) {
  return std::as_bytes(std::span(values.data(), values.size()));
}

const TensorView& wanted(const model::weights::TensorSource& source, const std::string& name, DType dtype,
                         std::size_t dimensions, const std::filesystem::path& file) {
  const auto found = source.tensors().find(name);
  if (found == source.tensors().end()) {
    throw Error(ErrorCode::InvalidInput, "is no packed dataset: the tensor '" + name + "' is missing", file.string());
  }
  if (found->second.dtype != dtype || found->second.shape.size() != dimensions) {
    throw Error(ErrorCode::InvalidInput, "the tensor '" + name + "' has another type or shape than packed data has",
                file.string());
  }
  return found->second;
}

template <typename T>
std::vector<T> copied(const TensorView& view) {
  std::vector<T> out(view.bytes.size() / sizeof(T));
  view.bytes.copyTo(std::as_writable_bytes(std::span(out)));
  return out;
}

void check(bool condition, const char* reason, const std::filesystem::path& file) {
  if (!condition) throw Error(ErrorCode::Corrupt, reason, file.string());
}

}  // namespace

CaptionData readPackedData(const std::filesystem::path& file) {
  const auto source = model::weights::openTensorSource(file);
  const TensorView& images = wanted(*source, "images", DType::U8, 4, file);
  const TensorView& ids = wanted(*source, "caption_ids", DType::I32, 2, file);
  CaptionData data;
  check(images.shape[1] == images.shape[2] && images.shape[3] == 3, "the packed images are not square RGB", file);
  data.pixels = static_cast<int>(images.shape[1]);
  data.contextLength = static_cast<int>(ids.shape[1]);
  data.images = copied<std::uint8_t>(images);
  data.imageId = copied<std::int64_t>(wanted(*source, "image_id", DType::I64, 1, file));
  data.label = copied<std::int64_t>(wanted(*source, "label", DType::I64, 1, file));
  data.captionImage = copied<std::int64_t>(wanted(*source, "caption_image", DType::I64, 1, file));
  data.captionIds = copied<std::int32_t>(ids);
  const auto count = static_cast<std::size_t>(images.shape[0]);
  check(data.imageId.size() == count && data.label.size() == count, "image_id or label do not fit the images", file);
  check(static_cast<std::size_t>(ids.shape[0]) == data.captionImage.size(), "the caption tensors differ in length", file);
  check(std::all_of(data.captionImage.begin(), data.captionImage.end(),
                    [&](std::int64_t row) { return row >= 0 && static_cast<std::size_t>(row) < count; }),
        "a caption belongs to an image that is not there", file);
  try {
    const auto& metadata = source->metadata();
    if (const auto found = metadata.find("captions"); found != metadata.end()) {
      data.captions = nlohmann::json::parse(found->second).get<std::vector<std::string>>();
    }
    if (const auto found = metadata.find("label_names"); found != metadata.end()) {
      data.labelNames = nlohmann::json::parse(found->second).get<std::vector<std::string>>();
    }
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorCode::Corrupt, std::string("its captions are not readable (") + error.what() + ")", file.string());
  }
  check(data.captions.size() == data.captionImage.size(), "its captions and their ids differ in number", file);
  return data;
}

void writePackedData(const CaptionData& data, const std::filesystem::path& file) {
  const auto count = static_cast<std::int64_t>(data.imageCount());
  const auto captions = static_cast<std::int64_t>(data.captionCount());
  const std::vector<TensorToWrite> tensors{
      {"images", DType::U8, {count, data.pixels, data.pixels, 3}, bytesOf(data.images)},
      {"image_id", DType::I64, {count}, bytesOf(data.imageId)},
      {"label", DType::I64, {count}, bytesOf(data.label)},
      {"caption_image", DType::I64, {captions}, bytesOf(data.captionImage)},
      {"caption_ids", DType::I32, {captions, data.contextLength}, bytesOf(data.captionIds)},
  };
  model::weights::writeSafetensors(file, tensors,
                                   {{"captions", nlohmann::json(data.captions).dump()},
                                    {"label_names", nlohmann::json(data.labelNames).dump()}});
}

CaptionData joinData(const std::vector<CaptionData>& parts) {
  CaptionData out;
  for (const CaptionData& part : parts) {
    if (part.imageCount() == 0) continue;
    if (out.pixels == 0) {
      out.pixels = part.pixels;
      out.contextLength = part.contextLength;
    }
    if (part.pixels != out.pixels || part.contextLength != out.contextLength) {
      throw Error(ErrorCode::InvalidInput, "data sets of different image size or context length cannot be joined");
    }
    const auto rows = static_cast<std::int64_t>(out.imageCount());
    const auto labels = static_cast<std::int64_t>(out.labelNames.size());
    const std::int64_t ids = out.imageId.empty() ? 0 : 1 + *std::max_element(out.imageId.begin(), out.imageId.end());
    out.images.insert(out.images.end(), part.images.begin(), part.images.end());
    for (const std::int64_t id : part.imageId) out.imageId.push_back(id + ids);
    for (const std::int64_t label : part.label) out.label.push_back(label < 0 ? -1 : label + labels);
    out.labelNames.insert(out.labelNames.end(), part.labelNames.begin(), part.labelNames.end());
    for (const std::int64_t row : part.captionImage) out.captionImage.push_back(row + rows);
    out.captionIds.insert(out.captionIds.end(), part.captionIds.begin(), part.captionIds.end());
    out.captions.insert(out.captions.end(), part.captions.begin(), part.captions.end());
  }
  return out;
}

}  // namespace tilescout::train
