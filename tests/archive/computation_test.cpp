#include <doctest/doctest.h>

#include "archive/computation_store.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

TEST_CASE("howEmbeddingsWereComputedIsKeptAsSoonAsThereAreSome") {
  const test::TempFolder folder;
  const auto file = folder / "a.tilescout";
  Archive archive = Archive::create(file);
  const ModelId model = archive.modelFor("m", "f", 12).id;
  ComputationStore store(file, OpenMode::ReadWrite);
  const Computation cpu{"cpu", "fp32"}, gpu{"cuda", "bf16"};
  CHECK_FALSE(store.of(model).has_value());
  CHECK(store.claim(model, gpu) == gpu);
  CHECK_FALSE(store.of(model).has_value());  // nothing is embedded yet
  CHECK(store.claim(model, cpu) == cpu);     // so another may come
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(1, 1));
  const TileId tile = archive.pendingTiles(scene, model).front().id;
  const auto row = unitRow(tile, 12);
  const Archive::EmbeddedTile embedded{tile, false, row};
  archive.storeEmbeddings(model, {&embedded, 1});
  CHECK(store.of(model) == cpu);
  CHECK(store.claim(model, gpu) == cpu);  // who comes later is told, and changes nothing
  CHECK(store.of(model) == cpu);
  CHECK_FALSE(store.of(model + 1).has_value());
  CHECK_THROWS_AS(ComputationStore(file, OpenMode::ReadOnly).claim(model + 1, cpu), Error);
}
