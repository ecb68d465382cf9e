#pragma once
#include "archive/archive.h"
#include "jobs/index_job.h"
#include "tests/jobs/finetune_fixture.h"

namespace tilescout::test {

/// Two painted scenes, every tile of which is labelled.
inline fs::path labelledArchive(const FinetuneFixture& fixture) {
  JobContext job;
  synth::DemoOptions demo;
  demo.scenes = 2;
  demo.size = 640;
  synth::paintDemoArchive(fixture / "scenes", demo, job);
  const fs::path file = fixture / "a.tilescout";
  archive::Archive::create(file);
  jobs::IndexOptions index;
  index.paths = {fixture / "scenes"};
  index.tile = 64;
  jobs::runIndex(file, *jobs::LoadedModel::load(jobs::ModelStore(), "tiny", {"cpu", model::Precision::Fp32, 1}), index,
                 job);
  archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadWrite);
  std::vector<TileId> tiles;
  archive.readEmbeddings(archive.activeModel()->id,
                         [&](auto ids, auto) { tiles.insert(tiles.end(), ids.begin(), ids.end()); });
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    archive.addCaption(tiles[i], i % 3 == 0 ? "a road, with houses" : i % 3 == 1 ? "many trees" : "a river");
  }
  return file;
}

}  // namespace tilescout::test
