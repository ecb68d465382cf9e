#include "exchange/caption_import.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <unordered_map>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/image_file.h"
#include "model/preprocess.h"
#include "text/caption_cleaner.h"

namespace tilescout::exchange {
namespace {

using nlohmann::json;

/// What one object of the JSON array says; an image may be spread over several of them.
struct RawEntry {
  std::string image;
  std::optional<std::int64_t> imageId;
  std::int64_t label = -1;
  std::string labelName;
  std::vector<std::string> captions;
};

[[noreturn]] void failEntry(const std::filesystem::path& file, std::size_t index, const std::string& what) {
  throw Error(ErrorCode::InvalidInput, "entry " + std::to_string(index + 1) + " " + what, file.string());
}

std::vector<std::string> captionsOf(const json& object, const std::filesystem::path& file, std::size_t index) {
  const char* key = object.contains("captions") ? "captions" : "caption";
  const auto found = object.find(key);
  if (found == object.end()) failEntry(file, index, "has no caption");
  if (found->is_string()) return {found->get<std::string>()};
  if (!found->is_array()) failEntry(file, index, "has a caption that is neither a text nor a list of texts");
  std::vector<std::string> captions;
  for (const json& caption : *found) {
    if (!caption.is_string()) failEntry(file, index, "has a caption that is no text");
    captions.push_back(caption.get<std::string>());
  }
  return captions;
}

std::optional<std::int64_t> integerOf(const json& object, const char* key, const std::filesystem::path& file,
                                      std::size_t index) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::nullopt;
  if (!found->is_number_integer()) failEntry(file, index, std::string("has a ") + key + " that is no whole number");
  return found->get<std::int64_t>();
}

RawEntry parseEntry(const json& object, const std::filesystem::path& file, std::size_t index) {
  if (!object.is_object()) failEntry(file, index, "is no object");
  RawEntry entry;
  const auto image = object.find("image");
  if (image == object.end() || !image->is_string() || image->get_ref<const std::string&>().empty())
    failEntry(file, index, "names no image");
  entry.image = image->get<std::string>();
  entry.imageId = integerOf(object, "image_id", file, index);
  entry.label = integerOf(object, "label", file, index).value_or(-1);
  const auto name = object.find("label_name");
  if (name != object.end() && name->is_string()) entry.labelName = name->get<std::string>();
  entry.captions = captionsOf(object, file, index);
  return entry;
}

json parseArray(const std::filesystem::path& file) {
  json document;
  try {
    document = json::parse(readTextFile(file));
  } catch (const json::exception& failure) {
    throw Error(ErrorCode::Corrupt, std::string("is no valid JSON: ") + failure.what(), file.string());
  }
  if (!document.is_array()) throw Error(ErrorCode::InvalidInput, "holds no list of captioned images", file.string());
  return document;
}

/// Images without an id of their own get the next ones, in order; the splits that carry none then count from 0.
void numberTheRest(std::vector<DatasetEntry>& entries, const std::vector<bool>& numbered) {
  std::int64_t next = 0;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (numbered[i]) next = std::max(next, entries[i].imageId + 1);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (!numbered[i]) entries[i].imageId = next++;
}

/// Calls work(index) for every index below `count` on all cores; the first exception stops the rest and is rethrown.
void parallelFor(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < count && !failed; i = next++) work(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      failed = true;
    }
  };
  {
    std::vector<std::jthread> threads;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t t = 1; t < std::min(cores, count); ++t) threads.emplace_back(run);
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

/// Decodes into `pixels` (one slot an entry) and says which entries could not be read, and why.
std::vector<std::string> decodeImages(const std::vector<DatasetEntry>& entries, int side,
                                      std::vector<std::uint8_t>& pixels, JobContext& job) {
  const std::size_t slot = static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3;
  pixels.resize(entries.size() * slot);
  std::vector<std::string> reasons(entries.size());
  std::atomic<std::int64_t> done{0};
  parallelFor(entries.size(), [&](std::size_t i) {
    job.checkpoint();
    try {
      const Image image = model::resizeBicubic(decodeImageFile(entries[i].image), side, side);
      std::copy(image.pixels.begin(), image.pixels.end(), pixels.begin() + static_cast<std::ptrdiff_t>(i * slot));
    } catch (const Error& error) {
      reasons[i] = error.what();
    }
    job.report({"decode", ++done, static_cast<std::int64_t>(entries.size())});
  });
  return reasons;
}

void appendCaptions(train::CaptionData& data, const DatasetEntry& entry, const TokenizeFn& tokenize) {
  const auto row = static_cast<std::int64_t>(data.imageId.size());
  for (const std::string& caption : entry.captions) {
    std::string clean = text::cleanCaption(caption);
    const std::vector<std::int32_t> ids = tokenize(clean);
    if (ids.size() != static_cast<std::size_t>(data.contextLength))
      throw Error(ErrorCode::Internal, "the tokenizer gave " + std::to_string(ids.size()) + " ids instead of " +
                                           std::to_string(data.contextLength));
    data.captionImage.push_back(row);
    data.captionIds.insert(data.captionIds.end(), ids.begin(), ids.end());
    data.captions.push_back(std::move(clean));
  }
}

/// Real label numbers start at 0; a wild one in the file must not size the table.
constexpr std::int64_t maxLabels = 100000;

void nameLabel(std::vector<std::string>& names, const DatasetEntry& entry) {
  if (entry.label < 0 || entry.labelName.empty()) return;
  if (names.size() <= static_cast<std::size_t>(entry.label)) names.resize(static_cast<std::size_t>(entry.label) + 1);
  names[static_cast<std::size_t>(entry.label)] = entry.labelName;
}

}  // namespace

std::vector<DatasetEntry> readDatasetSplit(const std::filesystem::path& folder, const std::string& split,
                                           const std::filesystem::path& imagesRoot) {
  const std::filesystem::path file = folder / (split + ".json");
  const std::filesystem::path& root = imagesRoot.empty() ? folder : imagesRoot;
  const json document = parseArray(file);
  std::vector<DatasetEntry> entries;
  std::vector<bool> numbered;
  std::unordered_map<std::string, std::size_t> byImage;
  for (std::size_t i = 0; i < document.size(); ++i) {
    RawEntry raw = parseEntry(document[i], file, i);
    if (raw.label < -1 || raw.label >= maxLabels) failEntry(file, i, "has an impossible label");
    const auto [place, isNew] = byImage.try_emplace(raw.image, entries.size());
    if (isNew) {
      entries.push_back({root / raw.image, raw.imageId.value_or(0), raw.label, raw.labelName, {}});
      numbered.push_back(raw.imageId.has_value());
    }
    auto& captions = entries[place->second].captions;
    std::move(raw.captions.begin(), raw.captions.end(), std::back_inserter(captions));
  }
  numberTheRest(entries, numbered);
  return entries;
}

train::CaptionData decodeDataset(const std::vector<DatasetEntry>& entries, int pixels, int contextLength,
                                 const TokenizeFn& tokenize, JobContext& job, std::vector<std::string>& problems) {
  if (pixels <= 0 || contextLength <= 0)
    throw Error(ErrorCode::InvalidInput, "image size and context length must be positive");
  train::CaptionData data;
  data.pixels = pixels;
  data.contextLength = contextLength;
  const std::vector<std::string> reasons = decodeImages(entries, pixels, data.images, job);
  const std::size_t slot = static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels) * 3;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    job.checkpoint();
    if (!reasons[i].empty()) {
      problems.push_back(reasons[i]);
      continue;
    }
    const std::size_t row = data.imageId.size();
    if (row != i)  // close the gap that unreadable images left
      std::copy_n(data.images.begin() + static_cast<std::ptrdiff_t>(i * slot), slot,
                  data.images.begin() + static_cast<std::ptrdiff_t>(row * slot));
    appendCaptions(data, entries[i], tokenize);
    nameLabel(data.labelNames, entries[i]);
    data.imageId.push_back(entries[i].imageId);
    data.label.push_back(entries[i].label);
  }
  data.images.resize(data.imageId.size() * slot);
  return data;
}

Image readImageFile(const std::filesystem::path& file) { return decodeImageFile(file); }

}  // namespace tilescout::exchange
