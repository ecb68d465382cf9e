#include "jobs/finetune_prepare.h"

#include <set>
#include <utility>

#include "base/error.h"
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

}  // namespace

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
  for (const char* split : {"train", "val", "test"}) {
    prepared.splits[split] = decodeSplit(prepared.set, split, source, base.folder, base.card, pixels, broken, job);
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
