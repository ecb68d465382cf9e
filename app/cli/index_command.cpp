#include "app/cli/index_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "app/cli/device_options.h"
#include "app/cli/loaded_model.h"
#include "app/cli/number_checks.h"
#include "app/cli/option_values.h"
#include "app/cli/problems_json.h"
#include "app/cli/progress_bar.h"
#include "archive/archive.h"
#include "jobs/index_job.h"
#include "jobs/index_preview.h"
#include "jobs/thumbnail_cache.h"

namespace tilescout::cli {

namespace {

struct IndexCommandOptions {
  std::string archive;
  jobs::IndexOptions index;
  std::string model;
  model::DeviceChoice device;
  bool preview = false;
  bool json = false;
};

void printJson(const jobs::IndexReport& report, Console& console) {
  nlohmann::ordered_json object;
  object["scenes"] = report.scenes;
  object["indexed"] = report.indexed;
  object["tiles"] = report.tiles;
  object["skipped"] = report.skipped;
  object["problems"] = problemsJson(report.problems);
  const auto rounded = [](double seconds) { return std::round(seconds * 1000.0) / 1000.0; };
  const jobs::StageTimes& times = report.times;
  object["seconds"] = {{"scanning", rounded(times.scanning)},
                       {"reading", rounded(times.reading)},
                       {"embedding", rounded(times.embedding)},
                       {"writing", rounded(times.writing)},
                       {"elapsed", rounded(times.scanning + times.elapsed)}};
  console.printJson(object);
}

std::string summary(const jobs::IndexReport& report) {
  return fmt::format("{} of {} scenes indexed: {} tiles, {} of them new; {} mostly without data skipped.",
                     countText(report.indexed), countText(report.scenes), countText(report.tiles),
                     countText(report.newTiles), countText(report.skipped));
}

/// Where the time went: the stages run side by side, so together they may take longer than the whole.
std::string timesText(const jobs::StageTimes& times, std::int64_t newTiles) {
  return fmt::format(
      "Busy for: scanning {:.1f} s, reading {:.1f} s, embedding {:.1f} s, writing {:.1f} s; {:.1f} s in "
      "all, {:.0f} tiles/s.",
      times.scanning, times.reading, times.embedding, times.writing, times.scanning + times.elapsed,
      static_cast<double>(newTiles) / std::max(times.elapsed, 1e-3));
}

void printJson(const jobs::IndexPreview& preview, Console& console) {
  nlohmann::ordered_json object;
  object["files"] = preview.files;
  object["known"] = preview.known;
  object["bytes"] = preview.bytes;
  object["looked"] = preview.looked;
  object["refused"] = preview.refused;
  object["unplaced"] = preview.unplaced;
  object["unseen_resolution"] = preview.unseen;
  object["tiles"] = preview.tiles;
  object["pixel_metres"] = {preview.finestMetres, preview.coarsestMetres};
  object["tile_metres"] = {preview.smallestTileMetres, preview.largestTileMetres};
  object["archive_bytes"] = preview.archiveBytes;
  object["seconds"] = std::round(preview.seconds * 10.0) / 10.0;
  object["problems"] = problemsJson(preview.problems);
  console.printJson(object);
}

std::string metresText(double metres) {
  return metres < 100 ? fmt::format("{:.2g}", metres) : countText(std::llround(metres));
}

void print(const jobs::IndexPreview& preview, Console& console) {
  const bool all = preview.looked == preview.files;
  console.print(fmt::format("{} new scene files, {}; {} are in the archive already.", countText(preview.files),
                            bytesText(preview.bytes), countText(preview.known)));
  if (!all) {
    console.print(fmt::format("Headers of {} of them were read, spread evenly; what follows is estimated from these.",
                              countText(preview.looked)));
  }
  if (preview.refused > 0) {
    console.print(fmt::format("{} of {} cannot be indexed.", countText(preview.refused), countText(preview.looked)));
  }
  if (preview.largestTileMetres > 0) {
    console.print(fmt::format("Pixels of {} to {} m; tiles of {} to {} m on the ground.",
                              metresText(preview.finestMetres), metresText(preview.coarsestMetres),
                              metresText(preview.smallestTileMetres), metresText(preview.largestTileMetres)));
  }
  if (preview.unseen > 0) {
    console.print(fmt::format("The model has not seen ground at the resolution of {} of them: expect weaker answers.",
                              countText(preview.unseen)));
  }
  console.print(fmt::format("{} tiles; the archive grows by about {}; embedding takes about {} here.",
                            countText(preview.tiles), bytesText(preview.archiveBytes), durationText(preview.seconds)));
}

/// Codes of scenes that were indexed all the same; every other problem means that an input failed.
bool isWarning(const SceneProblem& problem) {
  return problem.code == "resolution" || problem.code == "no_footprint" || problem.code == "precision";
}

void parseShard(const std::string& option, const std::string& text, jobs::IndexOptions& index) {
  std::tie(index.shard, index.shards) = parsePart(option, text);
}

Exit index(const IndexCommandOptions& options, Console& console) {
  // A shard is an archive of its own, made on the way; otherwise a mistyped archive shows at once, not after a large
  // model was loaded.
  if (options.index.shards > 1 && !std::filesystem::exists(options.archive)) archive::Archive::create(options.archive);
  if (options.index.paths.empty() && !options.index.update) {
    throw UsageError("index needs a PATH, or --update");
  }
  if (!std::filesystem::exists(options.archive)) {
    throw Error(ErrorCode::NotFound, "there is no such archive; make it with: tilescout-cli init \"" + options.archive + "\"",
                options.archive);
  }
  const auto model = loadModelForIndex(options.archive, options.model, options.device, console);
  JobContext job(console.stopToken(), console.progressSink(options.json));
  if (options.preview) {
    jobs::PreviewMemory memory;
    const jobs::IndexPreview preview = jobs::previewIndex(options.archive, *model, options.index, memory, job);
    for (const SceneProblem& problem : preview.problems) console.problem(problem.scene, problem.message);
    options.json ? printJson(preview, console) : print(preview, console);
    return preview.refused == 0 ? Exit::Done : Exit::SomeFailed;
  }
  const jobs::IndexReport report = jobs::runIndex(options.archive, *model, options.index, job);
  for (const SceneProblem& problem : report.problems) console.problem(problem.scene, problem.message);
  if (options.json) {
    printJson(report, console);
  } else {
    console.print(summary(report));
    if (report.newTiles > 0) console.print(timesText(report.times, report.newTiles));
  }
  return std::all_of(report.problems.begin(), report.problems.end(), isWarning) ? Exit::Done : Exit::SomeFailed;
}

void addTilingOptions(CLI::App& verb, jobs::IndexOptions& index, CLI::Option* update) {
  CLI::Option* tile = verb.add_option("--tile", index.tile, "Tile size in pixels (the model's image size)");
  tile->type_name("PX")->check(CLI::Range(8, 65536))->excludes(update);
  verb.add_option("--stride", index.stride, "Pixels from tile to tile (the tile's size: no overlap)")
      ->type_name("PX")
      ->check(CLI::Range(1, 65536))
      ->excludes(update);
  verb.add_option("--levels", index.levels, "Resolution levels, each twice as coarse as the one before")
      ->type_name("N")
      ->check(CLI::Range(1, 16))
      ->excludes(update);
  verb.add_option("--ground", index.groundMetres, "Tiles that cover this many metres, instead of pixels")
      ->type_name("METRES")
      ->check(aboveZero())
      ->excludes(update)
      ->excludes(tile);
  verb.add_option_function<std::string>(
          "--bands", [&index](const std::string& text) { index.bands = parseBands("--bands", text); },
          "Bands shown as red, green, blue, counted from 1 (chosen from the file)")
      ->type_name("R,G,B")
      ->excludes(update);
  verb.add_option_function<std::string>(
          "--stretch", [&index](const std::string& text) { index.stretch = parseStretchOption("--stretch", text); },
          "percent:2,98, minmax:A,B, sigma:K or none (8-bit pictures as they are, else percent:2,98)")
      ->type_name("STRETCH")
      ->excludes(update);
  verb.add_flag("--allow-network", index.allowNetwork, "Follow scenes that refer to a network source");
}

}  // namespace

void addIndexCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<IndexCommandOptions>();
  CLI::App& verb = addVerb(program, "index", "Add scenes to an archive; run it again to go on or to take in changes",
                           "index fargo.tilescout scenes/ more/scene.tif", chosen, options, index);
  CLI::Option& archive = addArchive(verb, options->archive);
  archive.description(archive.get_description() + "; with --shard it is made when it is not there");
  CLI::Option* paths = verb.add_option("PATH", options->index.paths, "Scene files and folders that hold them");
  paths->type_name("");
  CLI::Option* update =
      verb.add_flag("--update", options->index.update,
                    "Go again through what earlier runs were given, cut as then: takes in new and changed scenes only");
  update->excludes(paths);
  addTilingOptions(verb, options->index, update);
  verb.add_option_function<std::string>(
          "--shard", [options](const std::string& text) { parseShard("--shard", text, options->index); },
          "Take every N-th scene only, beginning with the I-th; merge makes one archive of the shards")
      ->type_name("I/N")
      ->excludes(update);
  std::set<int> sizes(jobs::kPictureSizes.begin(), jobs::kPictureSizes.end());
  verb.add_flag("--thumbnails{" + std::to_string(jobs::kPictureSizes.front()) + "}", options->index.pictures.size,
                "Also draw the small pictures that the window's lists show, 160 pixels or =320, =640 or =960, so that it "
                "finds them without the scenes")
      ->check(CLI::IsMember(std::move(sizes)));
  verb.add_flag("--preview", options->preview,
                "Only tell what would be indexed: scenes, tiles, space and time; nothing is written")
      ->excludes(update);
  verb.add_option("--model", options->model, "Model that embeds the tiles (the archive's, else the default one)")
      ->type_name("M");
  addDeviceOptions(verb, options->device);
  verb.add_flag("--json", options->json, "Progress and summary as JSON, one object a line");
}

}  // namespace tilescout::cli
