#include "jobs/index_sources.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "geo/scene_scanner.h"
#include "jobs/scene_sync.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;
using archive::Archive;
using archive::Source;
using nlohmann::json;

namespace {

/// Only what was chosen is written: what was not follows the model.
std::string textOf(const IndexOptions& options) {
  json text = json::object();
  if (options.tile > 0) text["tile"] = options.tile;
  if (options.stride > 0) text["stride"] = options.stride;
  if (options.levels > 0) text["levels"] = options.levels;
  if (options.groundMetres > 0) text["ground_metres"] = options.groundMetres;
  if (options.bands) text["bands"] = *options.bands;
  if (options.stretch.kind != StretchSpec::Kind::Auto) {
    text["stretch"] = {static_cast<int>(options.stretch.kind), options.stretch.a, options.stretch.b};
  }
  if (options.shards > 1) text["shard"] = {options.shard, options.shards};
  return text.dump();
}

IndexOptions optionsOf(const Archive& archive, const Source& source) {
  IndexOptions options;
  try {
    const json text = json::parse(source.options);
    options.tile = text.value("tile", 0);
    options.stride = text.value("stride", 0);
    options.levels = text.value("levels", 0);
    options.groundMetres = text.value("ground_metres", 0.0);
    if (text.contains("bands")) options.bands = text.at("bands").get<std::array<int, 3>>();
    if (text.contains("stretch")) {
      const json& stretch = text.at("stretch");
      const int kind = stretch.at(0).get<int>();
      if (kind < 0 || kind > static_cast<int>(StretchSpec::Kind::None)) throw std::out_of_range("stretch");
      options.stretch = {static_cast<StretchSpec::Kind>(kind), stretch.at(1).get<double>(),
                         stretch.at(2).get<double>()};
    }
    if (text.contains("shard")) {
      options.shard = text.at("shard").at(0).get<int>();
      options.shards = text.at("shard").at(1).get<int>();
    }
    checkIndexOptions(options);
  } catch (const std::exception&) {
    throw Error(ErrorCode::Corrupt, "does not say in a readable way how " + source.path + " was indexed",
                archive.file().string());
  }
  return options;
}

bool lies(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

}  // namespace

geo::ScanOptions scanOf(const IndexOptions& options) {
  geo::ScanOptions scan;
  scan.bands = options.bands;
  scan.stretch = options.stretch;
  scan.allowNetwork = options.allowNetwork;
  return scan;
}

geo::TilingOptions tilingOf(const IndexOptions& options, const ModelCard& card) {
  geo::TilingOptions tiling;
  tiling.tile = options.tile;
  tiling.stride = options.stride;
  tiling.levels = options.levels;
  tiling.groundMetres = options.groundMetres;
  tiling.imageSize = card.imageSize;
  tiling.groundExtent = card.groundExtent;
  return tiling;
}

void putSources(Archive& archive, const IndexOptions& options) {
  const std::string text = textOf(options);
  for (const fs::path& path : options.paths) {
    const fs::path root = rootOf(path);
    std::error_code status;
    if (fs::exists(root, status)) archive.putSource({root.string(), text});
  }
}

void cutAsBefore(Archive& archive, IndexOptions& options) {
  const std::vector<Source> sources = archive.sources();
  if (sources.empty()) return;
  for (const Source& source : sources) {
    const bool holdsAll = std::all_of(options.paths.begin(), options.paths.end(),
                                      [&](const fs::path& path) { return lies(rootOf(path), source.path); });
    if (!holdsAll) continue;
    std::vector<fs::path> paths = std::move(options.paths);
    options = optionsOf(archive, source);
    options.paths = std::move(paths);
    options.shard = 0;
    options.shards = 1;
    return;
  }
  const IndexOptions latest = optionsOf(archive, sources.back());
  options.tile = latest.tile;
  options.stride = latest.stride;
  options.levels = latest.levels;
  options.groundMetres = latest.groundMetres;
}

std::vector<IndexOptions> earlierRuns(Archive& archive) {
  std::vector<IndexOptions> runs;
  std::vector<std::string> texts;
  const std::vector<Source> sources = archive.sources();
  for (const Source& source : sources) {
    const auto same = std::find(texts.begin(), texts.end(), source.options);
    const auto at = static_cast<std::size_t>(same - texts.begin());
    if (same == texts.end()) {
      texts.push_back(source.options);
      runs.push_back(optionsOf(archive, source));
    }
    runs[at].paths.emplace_back(source.path);
  }
  IndexOptions rest;
  for (const archive::SceneRow& row : archive.scenes()) {
    const bool covered = std::any_of(sources.begin(), sources.end(),
                                     [&](const Source& source) { return lies(row.info.path, source.path); });
    if (!covered) rest.paths.emplace_back(row.info.path);
  }
  if (!rest.paths.empty()) runs.push_back(std::move(rest));
  return runs;
}

Source wholeSource(const Source& source) {
  json text = json::parse(source.options, nullptr, false);
  if (!text.is_object()) return source;
  text.erase("shard");
  return {source.path, text.dump()};
}

std::int64_t countNewFiles(const fs::path& archiveFile, JobContext& job) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  std::set<std::string> known;
  for (const archive::SceneRow& row : archive.scenes()) known.insert(row.info.path);
  std::int64_t count = 0;
  for (const Source& source : archive.sources()) {
    job.checkpoint();
    std::error_code status;
    const fs::path root = source.path;
    if (!fs::is_directory(root, status) || optionsOf(archive, source).shards > 1) continue;
    for (const fs::path& file : geo::findRasterFiles(std::span(&root, 1))) {
      if (known.insert(file.string()).second) ++count;
    }
  }
  return count;
}

}  // namespace tilescout::jobs
