#include <doctest/doctest.h>

#include "jobs/computation.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;
using namespace tilescout::jobs;
using model::DeviceChoice;
using model::Precision;

namespace {

/// An archive one tile of which was embedded by the model of fingerprint "f", computed so.
std::filesystem::path embeddedBy(const test::TempFolder& folder, const Computation& computed) {
  const std::filesystem::path file = folder / (computed.device + computed.precision + ".tilescout");
  Archive archive = Archive::create(file);
  const ModelId model = archive.modelFor("m", "f", 12).id;
  ComputationStore(file, OpenMode::ReadWrite).claim(model, computed);
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(1, 1));
  const TileId tile = archive.pendingTiles(scene, model).front().id;
  const auto row = unitRow(tile, 12);
  const Archive::EmbeddedTile embedded{tile, false, row};
  archive.storeEmbeddings(model, {&embedded, 1});
  return file;
}

}  // namespace

TEST_CASE("autoComputesAsTheArchivesTilesWereComputed") {
  const test::TempFolder folder;
  const auto exact = embeddedBy(folder, {"cpu", "fp32"});
  const DeviceChoice taken = asRecorded(exact, "f", {"auto", Precision::Auto, 3});
  CHECK(taken.device == "cpu");
  CHECK(taken.precision == Precision::Fp32);
  CHECK(taken.threads == 3);
  // What was asked for by name is what is done.
  CHECK(asRecorded(exact, "f", {"cpu", Precision::Bf16, 0}).precision == Precision::Bf16);
  // Of another model nothing is known, nor of an archive that is not there.
  CHECK(asRecorded(exact, "g", {}).precision == Precision::Auto);
  CHECK(asRecorded(folder / "none.tilescout", "f", {}).device == "auto");

  const auto rough = embeddedBy(folder, {"cpu", "bf16"});
  const bool quick = model::resolveDevice({"cpu", Precision::Auto, 1}).bf16InHardware;
  CHECK(asRecorded(rough, "f", {}).precision == (quick ? Precision::Bf16 : Precision::Auto));
}

TEST_CASE("whatThisMachineDoesNotHaveIsLeftToAuto") {
  const test::TempFolder folder;
  const auto file = embeddedBy(folder, {"cuda", "fp16"});
  const DeviceChoice taken = asRecorded(file, "f", {});
  if (taken.device == "cuda") return;  // this one has a GPU
  CHECK(taken.device == "auto");
  CHECK(taken.precision == Precision::Auto);  // and no fp16 on a CPU
  const auto odd = embeddedBy(folder, {"cpu", "fp8"});
  CHECK(asRecorded(odd, "f", {}).precision == Precision::Auto);
}

TEST_CASE("aDevicesTextIsTakenApart") {
  CHECK(computationOf("cuda:1 bf16") == Computation{"cuda", "bf16"});
  CHECK(computationOf("cpu fp32") == Computation{"cpu", "fp32"});
}
