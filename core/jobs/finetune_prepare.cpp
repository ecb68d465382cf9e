#include "jobs/finetune_prepare.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/error.h"
#include "exchange/caption_import.h"
#include "jobs/model_service.h"
#include "jobs/tokenizer_files.h"
#include "synth/scene_painter.h"
#include "text/bpe_tokenizer.h"
#include "text/caption_cleaner.h"

namespace tilescout::jobs {

namespace {

/// Items whose picture could not be read leave the set.
void keepDecoded(PreparedData& prepared) {
  std::set<std::size_t> kept;
  for (const auto& [name, split] : prepared.splits) kept.insert(split.items.begin(), split.items.end());
  for (std::size_t i = 0; i < prepared.set.items.size(); ++i) {
    if (!kept.contains(i)) prepared.set.items[i].split.clear();
  }
}

/// Pixels of an image's shorter side; 0 where it cannot be read.
int sideOf(const LabelledItem& item) {
  if (item.file.empty()) {
    return static_cast<int>(std::ldexp(std::min(item.window.width, item.window.height), -item.window.level));
  }
  try {
    const Image image = exchange::readImageFile(item.file);
    return std::min(image.width, image.height);
  } catch (const Error&) {
    return 0;  // decoding names it
  }
}

/// The images of one split are of one kind as a rule: the middle one of a few tells their size.
int trainSide(const LabelledSet& set, int size) {
  constexpr std::size_t looked = 9;
  std::vector<const LabelledItem*> items;
  for (const LabelledItem& item : set.items) {
    if (item.split == "train") items.push_back(&item);
  }
  if (items.empty()) return size;
  std::vector<int> sides;
  for (std::size_t i = 0; i < std::min(looked, items.size()); ++i) {
    if (const int side = sideOf(*items[i * items.size() / std::min(looked, items.size())]); side > 0) {
      sides.push_back(side);
    }
  }
  if (sides.empty()) return size;
  std::ranges::sort(sides);
  return sideForCrops(size, sides[sides.size() / 2], items.size());
}

}  // namespace

int sideForCrops(int size, int sourceSide, std::size_t images) {
  constexpr double wanted = 1.5;  // of the model's: half the area is 0.71 of the side, a little less where it is oblong
  constexpr double budget = 1e9;
  const double affordable = std::sqrt(budget / (3.0 * static_cast<double>(std::max<std::size_t>(images, 1))));
  return std::max(size, static_cast<int>(std::min({wanted * size, static_cast<double>(sourceSide), affordable})));
}

TuneBase findBase(const std::string& name) {
  const ModelStore store;
  TuneBase base{store.find(name), {}};
  base.folder = store.folderOf(base.card.name);
  return base;
}

PreparedData prepareData(const FinetuneSource& source, const train::TrainConfig& config, const TuneBase& base,
                         int pixels, JobContext& job) {
  PreparedData prepared;
  if (isPacked(source)) {
    prepared.set = readPackedSet(source, prepared.splits);
    prepared.report = reportOn(prepared.set, {});
    return prepared;
  }
  prepared.set = readLabelled(source, config, job);
  IssueList broken;
  const int size = pixels > 0 ? pixels : base.card.imageSize;
  for (const std::string split : {"train", "val", "test"}) {
    const bool cropped = split == "train" && pixels <= 0 && config.augment;
    const int side = cropped ? trainSide(prepared.set, size) : size;
    prepared.splits[split] = decodeSplit(prepared.set, split, source, base.folder, base.card, side, broken, job);
  }
  keepDecoded(prepared);
  std::vector<DataIssue> issues = prepared.set.issues;
  for (DataIssue& issue : broken.take()) issues.push_back(std::move(issue));
  prepared.report = reportOn(prepared.set, std::move(issues));
  return prepared;
}

train::CaptionData paintGeneral(const TuneBase& base, JobContext& job) {
  constexpr int count = 120, step = 30;
  constexpr std::uint64_t seed = 900001;
  const text::BpeTokenizer tokenizer = text::BpeTokenizer::load(findTokenizer({}, base.folder));
  train::CaptionData data;
  data.pixels = base.card.imageSize;
  data.contextLength = base.card.contextLength;
  for (int first = 0; first < count; first += step) {
    job.checkpoint();
    job.report({"paint", first, count});
    for (const auto& tile : synth::paintTiles(step, data.pixels, seed + static_cast<std::uint64_t>(first))) {
      const auto row = static_cast<std::int64_t>(data.imageId.size());
      data.images.insert(data.images.end(), tile.image.pixels.begin(), tile.image.pixels.end());
      data.imageId.push_back(row);
      data.label.push_back(-1);
      for (const std::string& caption : tile.captions) {
        const std::string clean = text::cleanCaption(caption);
        const auto ids = tokenizer.encodePadded(clean, data.contextLength);
        data.captionIds.insert(data.captionIds.end(), ids.begin(), ids.end());
        data.captionImage.push_back(row);
        data.captions.push_back(clean);
      }
    }
  }
  return data;
}

void refuseUnusable(const DataReport& report) {
  for (const DataIssue& issue : report.issues) {
    if (issue.blocking) throw Error(ErrorCode::InvalidInput, issue.message);
  }
}

}  // namespace tilescout::jobs
