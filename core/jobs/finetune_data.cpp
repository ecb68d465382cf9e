#include "jobs/finetune_data.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "exchange/training_dataset.h"
#include "geo/raster_reader.h"
#include "jobs/tokenizer_files.h"
#include "text/bpe_tokenizer.h"
#include "text/caption_cleaner.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t namedSubjects = 50, namedTiles = 200;
constexpr int mostWords = 30;  ///< of a caption: the authors' cut

/// Cleaned captions of one image; empty and long ones are told of.
std::vector<std::string> cleaned(const std::vector<std::string>& captions, const LabelledItem& item,
                                 IssueList& issues) {
  std::vector<std::string> out;
  for (const std::string& caption : captions) {
    std::string clean = text::cleanCaption(caption, mostWords);
    if (clean.empty()) {
      issues.add("empty_caption", "captions without a word were left out", item);
      continue;
    }
    if (text::cleanCaption(caption, mostWords + 1) != clean) {
      issues.add("long_caption", "captions of more than 30 words were cut there", item);
    }
    out.push_back(std::move(clean));
  }
  return out;
}

void readArchive(const FinetuneSource& source, LabelledSet& set, IssueList& issues, JobContext& job) {
  archive::Archive archive = archive::Archive::open(source.archive, archive::OpenMode::ReadOnly);
  std::map<TileId, std::vector<std::string>> byTile;
  archive.snapshot([&] {
    for (const archive::CaptionRow& row : archive.captions()) {
      if (row.tile == 0) {
        issues.add("no_tile", "captions whose scene has no tiles now were left out", row.text);
      } else {
        byTile[row.tile].push_back(row.text);
      }
    }
    for (const auto& [id, captions] : byTile) {
      job.checkpoint();
      const std::optional<TileInfo> tile = archive.tile(id);
      if (!tile) continue;
      if (!set.scenes.contains(tile->scene)) {
        if (auto info = archive.sceneInfo(tile->scene)) set.scenes.emplace(tile->scene, std::move(*info));
      }
      const auto scene = set.scenes.find(tile->scene);
      if (scene == set.scenes.end()) continue;
      LabelledItem item;
      item.tile = id;
      item.scene = tile->scene;
      item.window = tile->window;
      item.footprint = tile->footprint;
      item.imageId = id;
      item.subject = scene->second.name + " (" + std::to_string(static_cast<std::int64_t>(item.window.x)) + ", " +
                     std::to_string(static_cast<std::int64_t>(item.window.y)) + ")";
      item.captions = cleaned(captions, item, issues);
      if (!item.captions.empty()) set.items.push_back(std::move(item));
      job.report({"read", static_cast<std::int64_t>(set.items.size()), static_cast<std::int64_t>(byTile.size())});
    }
  });
}

void readFolder(const FinetuneSource& source, LabelledSet& set, IssueList& issues, JobContext& job) {
  const exchange::TrainingDataset dataset = exchange::readTrainingDataset(source.dataset, source.imagesRoot);
  for (const exchange::DatasetProblem& problem : dataset.problems) {
    issues.add(problem.code, "images with the number of another image were given numbers of their own",
               problem.subject);
  }
  for (const auto& [split, entries] : dataset.splits) {
    for (const exchange::DatasetEntry& entry : entries) {
      job.checkpoint();
      LabelledItem item;
      item.split = split == "all" ? "" : split;
      item.file = entry.image;
      item.subject = entry.image.string();
      item.imageId = entry.imageId;
      item.label = entry.label;
      std::error_code status;
      if (!fs::exists(item.file, status)) {
        issues.add("missing_file", "images that are not there were left out", item.subject);
        continue;
      }
      item.captions = cleaned(entry.captions, item, issues);
      if (entry.label >= 0) {
        const auto index = static_cast<std::size_t>(entry.label);
        if (set.labelNames.size() <= index) set.labelNames.resize(index + 1);
        if (!entry.labelName.empty()) set.labelNames[index] = entry.labelName;
      }
      if (!item.captions.empty()) set.items.push_back(std::move(item));
    }
    job.report({"read", static_cast<std::int64_t>(set.items.size()), static_cast<std::int64_t>(set.items.size())});
  }
}

/// Takes out what somebody said is not to be learned from: outliers, clouds, doubtful captions.
void dropNotForTraining(const FinetuneSource& source, LabelledSet& set, IssueList& issues) {
  archive::LabelBook book(source.archive, archive::OpenMode::ReadOnly);
  const std::optional<TileSet> split = book.set(TileSetKind::Split, kNotForTraining);
  if (!split) return;
  const std::vector<TileId> tiles = book.tilesOf(split->id);
  const std::set<TileId> out(tiles.begin(), tiles.end());
  for (const LabelledItem& item : set.items) {
    if (!out.contains(item.tile)) continue;
    issues.add("not_for_training", "tiles that were marked as not for training were left out", item);
  }
  std::erase_if(set.items, [&](const LabelledItem& item) { return out.contains(item.tile); });
}

/// Tags as classes, the one with most tiles where a tile has several; splits of the archive's own where they are
/// wanted.
void readTagsAndSplits(const FinetuneSource& source, bool splits, LabelledSet& set) {
  archive::LabelBook book(source.archive, archive::OpenMode::ReadOnly);
  std::map<TileId, std::size_t> rowOf;
  for (std::size_t i = 0; i < set.items.size(); ++i) rowOf[set.items[i].tile] = i;
  const auto eachItem = [&](const TileSet& tileSet, auto&& use) {
    for (const TileId tile : book.tilesOf(tileSet.id)) {
      if (const auto row = rowOf.find(tile); row != rowOf.end()) use(set.items[row->second]);
    }
  };
  std::vector<TileSet> tags = book.sets(TileSetKind::Tag);
  std::stable_sort(tags.begin(), tags.end(), [](const TileSet& a, const TileSet& b) { return a.tiles > b.tiles; });
  for (const TileSet& tag : tags) {
    const auto label = static_cast<std::int64_t>(set.labelNames.size());
    bool used = false;
    eachItem(tag, [&](LabelledItem& item) {
      if (item.label < 0) item.label = label, used = true;
    });
    if (used) set.labelNames.push_back(tag.name);
  }
  if (!splits) return;
  for (const TileSet& split : book.sets(TileSetKind::Split)) {
    eachItem(split, [&](LabelledItem& item) { item.split = split.name; });
  }
}

/// Renders the tiles of one split, several scenes at once; a reason where one could not be read.
std::vector<std::string> renderTiles(const LabelledSet& set, const std::vector<std::size_t>& items, int pixels,
                                     std::vector<std::uint8_t>& out, JobContext& job) {
  std::map<SceneId, std::vector<std::size_t>> byScene;
  for (std::size_t i = 0; i < items.size(); ++i) byScene[set.items[items[i]].scene].push_back(i);
  std::vector<std::pair<SceneId, std::vector<std::size_t>>> work(byScene.begin(), byScene.end());
  const std::size_t bytes = static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels) * 3;
  out.resize(items.size() * bytes);
  std::vector<std::string> reasons(items.size());
  std::atomic<std::size_t> next{0};
  std::atomic<std::int64_t> done{0};
  const auto readScene = [&](SceneId scene, const std::vector<std::size_t>& rows) {
    std::optional<geo::RasterReader> reader;
    for (const std::size_t row : rows) {
      if (job.stopRequested()) return;
      try {
        if (!reader) reader.emplace(set.scenes.at(scene));
        const geo::WindowPixels window = reader->read(set.items[items[row]].window, pixels, pixels);
        std::memcpy(&out[row * bytes], window.image.pixels.data(), bytes);
      } catch (const Error& error) {
        reasons[row] = error.what();
      }
      job.report({"decode", ++done, static_cast<std::int64_t>(items.size())});
    }
  };
  const auto loop = [&] {
    for (std::size_t i = next++; i < work.size(); i = next++) readScene(work[i].first, work[i].second);
  };
  {
    std::vector<std::jthread> threads;
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    for (std::size_t t = 1; t < std::min(cores, work.size()); ++t) threads.emplace_back(loop);
    loop();
  }
  job.checkpoint();
  return reasons;
}

std::vector<std::string> readTiles(const LabelledSet& set, const std::vector<std::size_t>& items, int pixels,
                                   std::vector<std::uint8_t>& images, JobContext& job) {
  std::vector<std::string> reasons = renderTiles(set, items, pixels, images, job);
  const std::size_t bytes = items.empty() ? 0 : images.size() / items.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {  // close the gaps that unreadable tiles left
    if (!reasons[i].empty()) continue;
    if (kept != i) std::memcpy(&images[kept * bytes], &images[i * bytes], bytes);
    ++kept;
  }
  images.resize(kept * bytes);
  return reasons;
}

/// Files through exchange, which leaves the unreadable out and tells why in their order.
std::vector<std::string> readFiles(const LabelledSet& set, const std::vector<std::size_t>& items, int pixels,
                                   std::vector<std::uint8_t>& images, JobContext& job) {
  std::vector<exchange::DatasetEntry> entries;
  for (const std::size_t i : items) entries.push_back({set.items[i].file, static_cast<std::int64_t>(i), -1, "", {}});
  std::vector<std::string> problems, reasons(items.size());
  const auto none = [](const std::string&) { return std::vector<std::int32_t>(); };
  train::CaptionData decoded = exchange::decodeDataset(entries, pixels, 1, none, job, problems);
  std::size_t row = 0, problem = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool read = row < decoded.imageCount() && decoded.imageId[row] == static_cast<std::int64_t>(items[i]);
    if (read)
      ++row;
    else
      reasons[i] = problem < problems.size() ? problems[problem++] : "cannot be read";
  }
  images = std::move(decoded.images);
  return reasons;
}

void appendItem(const LabelledItem& item, const text::BpeTokenizer& tokenizer, train::CaptionData& data) {
  const auto row = static_cast<std::int64_t>(data.imageId.size());
  data.imageId.push_back(item.imageId);
  data.label.push_back(item.label);
  for (const std::string& caption : item.captions) {
    const auto ids = tokenizer.encodePadded(caption, data.contextLength);
    data.captionIds.insert(data.captionIds.end(), ids.begin(), ids.end());
    data.captionImage.push_back(row);
    data.captions.push_back(caption);
  }
}

}  // namespace

void IssueList::add(const std::string& code, const std::string& message, const std::string& subject, bool blocking) {
  auto found = std::find_if(issues_.begin(), issues_.end(), [&](const DataIssue& issue) { return issue.code == code; });
  if (found == issues_.end()) {
    issues_.push_back({code, message, {}, 0, blocking, {}});
    found = std::prev(issues_.end());
  }
  ++found->count;
  found->blocking = found->blocking || blocking;
  if (!subject.empty() && found->subjects.size() < namedSubjects) found->subjects.push_back(subject);
}

void IssueList::add(const std::string& code, const std::string& message, const LabelledItem& item,
                    const std::string& subject) {
  add(code, message, subject.empty() ? item.subject : subject);
  if (item.tile == 0) return;
  const auto found =
      std::find_if(issues_.begin(), issues_.end(), [&](const DataIssue& issue) { return issue.code == code; });
  if (found->tiles.size() < namedTiles &&
      std::find(found->tiles.begin(), found->tiles.end(), item.tile) == found->tiles.end()) {
    found->tiles.push_back(item.tile);
  }
}

namespace {

/// Says what became of all images, where there were some.
[[noreturn]] void refuseEmpty(const FinetuneSource& source, const std::vector<DataIssue>& issues) {
  const fs::path& subject = source.archive.empty() ? source.dataset : source.archive;
  for (const DataIssue& issue : issues) {
    if (issue.code != "missing_file" || issue.subjects.empty()) continue;
    throw Error(ErrorCode::NotFound,
                "none of its " + std::to_string(issue.count) + " images is there (the first would be " +
                    issue.subjects.front() + "); say which folder they lie in (--images)",
                subject.string());
  }
  throw Error(ErrorCode::InvalidInput, "there is no labelled image to train on", subject.string());
}

}  // namespace

LabelledSet readLabelled(const FinetuneSource& source, const train::TrainConfig& config, JobContext& job) {
  if (source.archive.empty() == source.dataset.empty()) {
    throw Error(ErrorCode::InvalidInput, "training needs either an archive or a dataset");
  }
  LabelledSet set;
  IssueList issues;
  if (!source.archive.empty()) {
    readArchive(source, set, issues, job);
    dropNotForTraining(source, set, issues);
    readTagsAndSplits(source, config.split == train::SplitRule::AsGiven, set);
  } else {
    readFolder(source, set, issues, job);
  }
  if (set.items.empty()) refuseEmpty(source, issues.take());
  divide(set, config, issues);
  set.issues = issues.take();
  return set;
}

DecodedSplit decodeSplit(const LabelledSet& set, const std::string& split, const FinetuneSource& source,
                         const fs::path& modelFolder, const ModelCard& card, int pixels, IssueList& issues,
                         JobContext& job) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    if (set.items[i].split == split) chosen.push_back(i);
  }
  DecodedSplit out;
  std::vector<std::string> reasons = source.archive.empty() ? readFiles(set, chosen, pixels, out.data.images, job)
                                                            : readTiles(set, chosen, pixels, out.data.images, job);
  const text::BpeTokenizer tokenizer = text::BpeTokenizer::load(findTokenizer({}, modelFolder));
  out.data.pixels = pixels;
  out.data.contextLength = card.contextLength;
  out.data.labelNames = set.labelNames;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (!reasons[i].empty()) {
      issues.add("broken_file", "images that cannot be read were left out", set.items[chosen[i]], reasons[i]);
      continue;
    }
    appendItem(set.items[chosen[i]], tokenizer, out.data);
    out.items.push_back(chosen[i]);
  }
  return out;
}

bool isPacked(const FinetuneSource& source) {
  std::error_code status;
  return !source.dataset.empty() && fs::is_regular_file(source.dataset, status);
}

LabelledSet readPackedSet(const FinetuneSource& source, std::map<std::string, DecodedSplit>& decoded) {
  LabelledSet set;
  for (const char* split : {"train", "val", "test"}) {
    const fs::path file = std::string(split) == "train"
                              ? source.dataset
                              : source.dataset.parent_path() / (std::string(split) + ".safetensors");
    std::error_code status;
    if (std::string(split) != "train" && !fs::exists(file, status)) continue;
    DecodedSplit& part = decoded[split];
    part.data = train::readPackedData(file);
    if (set.labelNames.size() < part.data.labelNames.size()) set.labelNames = part.data.labelNames;
    std::vector<std::vector<std::string>> captions(part.data.imageCount());
    for (std::size_t c = 0; c < part.data.captionCount(); ++c) {
      captions[static_cast<std::size_t>(part.data.captionImage[c])].push_back(part.data.captions[c]);
    }
    for (std::size_t row = 0; row < part.data.imageCount(); ++row) {
      LabelledItem item;
      item.split = split;
      item.subject = file.filename().string() + " image " + std::to_string(row);
      item.imageId = part.data.imageId[row];
      item.label = part.data.label[row];
      item.captions = std::move(captions[row]);
      part.items.push_back(set.items.size());
      set.items.push_back(std::move(item));
    }
  }
  if (!decoded.contains("val")) {
    throw Error(ErrorCode::NotFound, "needs a packed val.safetensors beside it, to choose the best model on",
                source.dataset.string());
  }
  return set;
}

}  // namespace tilescout::jobs
