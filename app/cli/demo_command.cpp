#include "app/cli/demo_command.h"

#include <fmt/format.h>

#include "app/cli/number_checks.h"
#include "app/cli/progress_bar.h"
#include "synth/scene_painter.h"

namespace tilescout::cli {

namespace {

struct MakeOptions {
  std::string folder;
  synth::DemoOptions demo;
};

struct TilesOptions {
  std::string folder;
  int count = 500;
  std::uint64_t seed = 1;
};

Exit make(const MakeOptions& options, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(false));
  const auto scenes = synth::paintDemoArchive(options.folder, options.demo, job);
  console.print(
      fmt::format("{} scenes painted into {}; objects.geojson says what stands where.", scenes.size(), options.folder));
  return Exit::Done;
}

Exit tiles(const TilesOptions& options, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(false));
  synth::paintTileDataset(options.folder, options.count, options.seed, job);
  console.print(fmt::format("{} tiles painted into {}, with train.json, val.json and test.json.",
                            countText(options.count), options.folder));
  return Exit::Done;
}

}  // namespace

void addDemoCommand(CLI::App& program, Work& chosen) {
  CLI::App& demo = *program.add_subcommand("demo", "Paint a small world to try everything on");
  demo.require_subcommand(1);
  demo.footer("Example:\n  tilescout-cli demo make demo --scenes 6");

  const auto makeOptions = std::make_shared<MakeOptions>();
  CLI::App& makeVerb = addVerb(demo, "make", "Paint GeoTIFF scenes, and objects.geojson with what is where",
                               "demo make demo --scenes 6 --size 2048 --seed 1", chosen, makeOptions, make);
  makeVerb.add_option("DIR", makeOptions->folder, "Folder for the scenes; made when it is not there")
      ->type_name("")
      ->required();
  makeVerb.add_option("--scenes", makeOptions->demo.scenes, "How many scenes (6)")->check(CLI::Range(1, 100000));
  makeVerb.add_option("--size", makeOptions->demo.size, "Pixels of a side (2048)")->check(CLI::Range(64, 100000));
  makeVerb.add_option("--seed", makeOptions->demo.seed, "The same seed paints the same scenes (1)")
      ->check(fromZero());

  const auto tilesOptions = std::make_shared<TilesOptions>();
  CLI::App& tilesVerb = addVerb(demo, "tiles", "Paint a dataset of labelled tiles, five captions an image",
                                "demo tiles tiles --count 500", chosen, tilesOptions, tiles);
  tilesVerb.add_option("DIR", tilesOptions->folder, "Folder for the dataset; made when it is not there")
      ->type_name("")
      ->required();
  tilesVerb.add_option("--count", tilesOptions->count, "How many tiles (500)")->check(CLI::Range(1, 10000000));
  tilesVerb.add_option("--seed", tilesOptions->seed, "The same seed paints the same tiles (1)")
      ->check(fromZero());
}

}  // namespace tilescout::cli
