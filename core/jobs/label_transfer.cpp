#include "jobs/label_transfer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "base/fail_point.h"
#include "exchange/label_file.h"
#include "exchange/label_writer.h"
#include "geo/raster_reader.h"
#include "jobs/label_text.h"
#include "jobs/tile_matcher.h"

namespace tilescout::jobs {

using archive::Archive;
using archive::LabelBook;

namespace {

constexpr std::size_t kSamples = 8;

std::string formatName(exchange::LabelFormat format) {
  using enum exchange::LabelFormat;
  switch (format) {
    case Authors: return "authors";
    case Karpathy: return "karpathy";
    case Coco: return "coco";
    case Csv: return "csv";
    case Folders: return "folders";
    case Vector: return "vector";
    case Auto: break;
  }
  return "auto";
}

/// What the rows of a file come to before anything is written.
class Import {
 public:
  Import(const std::filesystem::path& archiveFile, const LabelImportOptions& options, JobContext& job)
      : options_(options), job_(job), archive_(Archive::open(archiveFile, archive::OpenMode::ReadWrite)),
        book_(archiveFile, archive::OpenMode::ReadWrite, options.author) {}

  LabelImportReport run();

 private:
  void countPresent();
  void matchAll(const std::vector<exchange::LabelRecord>& records);
  RowProblem take(const exchange::LabelRecord& record, const std::vector<TileId>& tiles);
  void takeCaptions(const exchange::LabelRecord& record, TileId tile);
  void addSample(const exchange::LabelRecord& record, TileId tile, const std::string& text);
  void store();
  void count();

  const LabelImportOptions& options_;
  JobContext& job_;
  Archive archive_;
  LabelBook book_;
  std::map<std::pair<TileId, std::string>, std::int64_t> present_;  ///< captions that are there and not yet matched
  archive::LabelBatch batch_;
  std::set<TileId> labelled_;
  LabelImportReport report_;
};

LabelImportReport Import::run() {
  std::vector<exchange::LabelProblem> damaged;
  exchange::LabelReadOptions reading{exchange::parseLabelFormat(options_.format), options_.classTemplate};
  if (reading.format == exchange::LabelFormat::Auto) reading.format = exchange::detectLabelFormat(options_.path);
  report_.format = formatName(reading.format);
  const std::vector<exchange::LabelRecord> records = exchange::readLabels(options_.path, reading, damaged);
  for (exchange::LabelProblem& problem : damaged) {
    report_.problems.push_back(
        {std::move(problem.subject), textOf(problem.problem), std::move(problem.row), std::move(problem.problem)});
  }
  report_.rows = static_cast<std::int64_t>(records.size());
  countPresent();
  matchAll(records);
  options_.preview ? count() : store();
  return std::move(report_);
}

void Import::countPresent() {
  for (Caption& caption : book_.captions()) ++present_[{caption.tile, std::move(caption.text)}];
}

void Import::matchAll(const std::vector<exchange::LabelRecord>& records) {
  TileMatcher matcher(archive_);
  job_.report({"match", 0, report_.rows});
  for (const exchange::LabelRecord& record : records) {
    job_.checkpoint();
    RowProblem problem;
    const std::vector<TileId> tiles = matcher.find(record, problem);
    if (!problem && !tiles.empty()) problem = take(record, tiles);
    if (problem) {
      report_.problems.push_back(
          {options_.path.string() + ", " + textOf(record.row), textOf(problem), record.row, problem});
    } else {
      ++report_.matched;
    }
    job_.report({"match", report_.matched + static_cast<std::int64_t>(report_.problems.size()), report_.rows});
  }
}

/// Nothing of a row is taken when a part of it is refused.
RowProblem Import::take(const exchange::LabelRecord& record, const std::vector<TileId>& tiles) {
  exchange::LabelRecord good = record;
  for (exchange::LabelText& caption : good.captions)
    if (RowProblem problem = checkCaption(caption.text)) return problem;
  for (std::string& tag : good.tags)
    if (RowProblem problem = checkTag(tag)) return problem;
  if (!good.split.empty())
    if (RowProblem problem = checkSplit(good.split)) return problem;
  for (const TileId tile : tiles) {
    takeCaptions(good, tile);
    for (const std::string& tag : good.tags) batch_.tags[tag].push_back(tile);
    if (!good.split.empty()) batch_.splits[good.split].push_back(tile);
    labelled_.insert(tile);
  }
  return {};
}

void Import::takeCaptions(const exchange::LabelRecord& record, TileId tile) {
  for (const exchange::LabelText& caption : record.captions) {
    const auto known = present_.find({tile, caption.text});
    if (known != present_.end() && known->second > 0) {
      --known->second;
      continue;
    }
    addSample(record, tile, caption.text);
    batch_.captions.push_back({tile, caption.text, caption.author});
  }
}

void Import::addSample(const exchange::LabelRecord& record, TileId tile, const std::string& text) {
  if (report_.samples.size() == kSamples) return;
  const std::optional<TileInfo> info = archive_.tile(tile);
  const std::optional<SceneInfo> scene = info ? archive_.sceneInfo(info->scene) : std::nullopt;
  report_.samples.push_back({record.row, scene ? scene->name : std::string(), text});
}

/// What store() would have added.
void Import::count() {
  report_.captions = static_cast<std::int64_t>(batch_.captions.size());
  for (const auto& [name, tiles] : batch_.tags) {
    std::set<TileId> fresh(tiles.begin(), tiles.end());
    if (const std::optional<TileSet> tag = book_.set(TileSetKind::Tag, name)) {
      for (const TileId tile : book_.tilesOf(tag->id)) fresh.erase(tile);
    }
    report_.tags += static_cast<std::int64_t>(fresh.size());
  }
  report_.tiles = static_cast<std::int64_t>(labelled_.size());
}

void Import::store() {
  job_.checkpoint();
  const archive::LabelBatchResult stored = book_.addBatch(batch_, options_.path.filename().string());
  report_.captions = stored.captions;
  report_.tags = stored.tags;
  report_.tiles = static_cast<std::int64_t>(labelled_.size());
}

/// Tiles with their labels, in the order of their numbers.
class Export {
 public:
  Export(const std::filesystem::path& archiveFile, JobContext& job)
      : job_(job), archive_(Archive::open(archiveFile, archive::OpenMode::ReadOnly)),
        book_(archiveFile, archive::OpenMode::ReadOnly) {}

  LabelExportReport run(const std::string& format, const std::filesystem::path& path);

 private:
  void collect();
  exchange::LabelledTile& entry(TileId tile);
  Image picture(std::size_t index);

  JobContext& job_;
  Archive archive_;
  LabelBook book_;
  std::map<TileId, exchange::LabelledTile> tiles_;
  std::vector<TileInfo> places_;
  SceneId open_ = 0;
  std::unique_ptr<geo::RasterReader> reader_;
  LabelExportReport report_;
};

LabelExportReport Export::run(const std::string& format, const std::filesystem::path& path) {
  const exchange::LabelFormat chosen = exchange::parseLabelFormat(format);
  collect();
  if (tiles_.empty()) throw Error(ErrorCode::InvalidInput, "holds no labels to export", archive_.file().string());
  std::vector<exchange::LabelledTile> tiles;
  for (auto& [id, tile] : tiles_) tiles.push_back(std::move(tile));
  report_.tiles = static_cast<std::int64_t>(tiles.size());
  job_.report({"export", 0, report_.tiles});
  exchange::writeLabels(tiles, chosen, path, [this](std::size_t index) { return picture(index); });
  job_.report({"export", report_.tiles, report_.tiles});
  return std::move(report_);
}

void Export::collect() {
  for (Caption& caption : book_.captions()) {
    if (caption.tile == 0) {
      ++report_.orphans;
      continue;
    }
    entry(caption.tile).captions.push_back({std::move(caption.text), std::move(caption.author)});
    ++report_.captions;
  }
  for (const TileSetKind kind : {TileSetKind::Tag, TileSetKind::Split}) {
    for (const TileSet& set : book_.sets(kind)) {
      for (const TileId tile : book_.tilesOf(set.id)) {
        if (kind == TileSetKind::Tag) entry(tile).tags.push_back(set.name);
        // A split says how labelled tiles are used; alone it is no label.
        else if (const auto found = tiles_.find(tile); found != tiles_.end()) found->second.split = set.name;
      }
    }
  }
  for (const auto& [id, tile] : tiles_) places_.push_back(*archive_.tile(id));
}

exchange::LabelledTile& Export::entry(TileId id) {
  const auto [at, isNew] = tiles_.try_emplace(id);
  if (!isNew) return at->second;
  const std::optional<TileInfo> tile = archive_.tile(id);
  const std::optional<SceneInfo> scene = tile ? archive_.sceneInfo(tile->scene) : std::nullopt;
  if (!scene) throw Error(ErrorCode::NotFound, "there is no tile " + std::to_string(id), archive_.file().string());
  const TileWindow& window = tile->window;
  at->second.scenePath = scene->path;
  at->second.sceneName = scene->name;
  at->second.window = {window.x, window.y, window.width, window.height};
  at->second.wholeScene = window.x <= 0 && window.y <= 0 && window.width >= scene->width &&
                          window.height >= scene->height;
  at->second.footprint = tile->footprint;
  return at->second;
}

/// The tile at its own resolution: level L has a 2^L-th of the scene's pixels.
Image Export::picture(std::size_t index) {
  job_.checkpoint();
  const TileInfo& tile = places_.at(index);
  if (open_ != tile.scene) {
    open_ = 0;
    reader_ = std::make_unique<geo::RasterReader>(*archive_.sceneInfo(tile.scene));
    open_ = tile.scene;
  }
  const double scale = std::ldexp(1.0, -tile.window.level);
  const auto side = [&](double length) { return std::clamp(static_cast<int>(std::lround(length * scale)), 1, 2048); };
  job_.report({"export", static_cast<std::int64_t>(index), report_.tiles});
  return reader_->read(tile.window, side(tile.window.width), side(tile.window.height)).image;
}

}  // namespace

LabelImportReport importLabels(const std::filesystem::path& archiveFile, const LabelImportOptions& options,
                               JobContext& job) {
  return Import(archiveFile, options, job).run();
}

LabelExportReport exportLabels(const std::filesystem::path& archiveFile, const std::string& format,
                               const std::filesystem::path& path, JobContext& job) {
  return Export(archiveFile, job).run(format, path);
}

}  // namespace tilescout::jobs
