// The window over an archive of many tiles: start, text to pictures, and how long the event loop stands still while it
// searches, exports and indexes.
//   ui_bench WORK [tiles=100000]
// WORK keeps painted scenes, the archive (its embeddings are random: what is timed does not depend on them) and a home
// of its own. Run it twice: the first run makes them, the second is warm.
#include <QProcess>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>

#include "archive/archive.h"
#include "base/half.h"
#include "geo/footprint.h"
#include "geo/scene_scanner.h"
#include "jobs/demo_job.h"
#include "jobs/model_service.h"

namespace fs = std::filesystem;
using namespace tilescout;
using Clock = std::chrono::steady_clock;

namespace {

std::int64_t nowNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

/// Windows of 256 pixels in a raster over the scene, `count` of them.
std::vector<archive::StoredTile> tilesOver(const SceneInfo& scene, int count) {
  const geo::PixelToGround toGround(scene);
  const int side = static_cast<int>(std::ceil(std::sqrt(count)));
  std::vector<archive::StoredTile> tiles;
  for (int i = 0; i < count; ++i) {
    const double stepX = (scene.width - 256.0) / side, stepY = (scene.height - 256.0) / side;
    const TileWindow window{0, i % side, i / side, i % side * stepX, i / side * stepY, 256, 256};
    tiles.push_back({0, window, toGround.valid() ? toGround.ring(window) : Ring()});
  }
  return tiles;
}

void embedAtRandom(archive::Archive& archive, const archive::ModelRecord& model, SceneId scene, std::mt19937& random) {
  std::normal_distribution<float> normal;
  const auto dim = static_cast<std::size_t>(model.embedDim);
  const std::vector<archive::StoredTile> pending = archive.pendingTiles(scene, model.id);
  for (std::size_t from = 0; from < pending.size(); from += 1024) {
    const std::size_t to = std::min(pending.size(), from + 1024);
    std::vector<std::uint16_t> halves((to - from) * dim);
    std::vector<archive::Archive::EmbeddedTile> batch;
    for (std::size_t i = from; i < to; ++i) {
      std::vector<float> row(dim);
      float length = 0;
      for (float& value : row) {
        value = normal(random);
        length += value * value;
      }
      std::uint16_t* out = halves.data() + (i - from) * dim;
      for (std::size_t d = 0; d < dim; ++d) out[d] = halfFromFloat(row[d] / std::sqrt(length));
      batch.push_back({pending[i].id, false, {out, dim}});
    }
    archive.storeEmbeddings(model.id, batch);
  }
  archive.setSceneState(scene, archive::SceneState::Indexed);
}

void makeArchive(const fs::path& file, const fs::path& scenes, int tiles) {
  const fs::path part = file.string() + ".making";
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(part.string() + suffix);
  {
    archive::Archive archive = archive::Archive::create(part);
    const ModelCard card = jobs::ModelStore().find("");
    const archive::ModelRecord model = archive.modelFor(card.name, card.fingerprint, card.embedDim);
    archive.setActiveModel(model.id);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(scenes))
      if (entry.path().extension() == ".tif") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::mt19937 random(1);
    JobContext job;
    for (const fs::path& each : files) {
      const geo::ScanResult scan = geo::scanScene(each, {}, job);
      if (!scan.scene) continue;
      const int share = tiles / static_cast<int>(files.size()) + 1;
      const SceneId scene = archive.putScene(*scan.scene, "bench", tilesOver(*scan.scene, share));
      embedAtRandom(archive, model, scene, random);
    }
  }
  fs::rename(part, file);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: ui_bench WORK [TILES]\n");
    return 2;
  }
  const fs::path work = fs::absolute(argv[1]);
  const int tiles = argc > 2 ? std::stoi(argv[2]) : 100'000;
  fs::create_directories(work / "home");
  ::setenv("TILESCOUT_HOME", (work / "home").c_str(), 1);
  const fs::path archive = work / ("bench-" + std::to_string(tiles) + ".tilescout");
  JobContext job;
  const fs::path scenes = jobs::makeDemo(job);
  if (!fs::exists(work / "scenes")) fs::create_directory_symlink(scenes, work / "scenes");
  if (!fs::exists(archive)) makeArchive(archive, scenes, tiles);
  std::printf("%d tiles, %s\n", tiles, archive.c_str());
  std::fflush(stdout);
  QProcess window;  // a process of its own, so that loading the libraries counts
  window.setProcessChannelMode(QProcess::ForwardedChannels);
  const QStringList arguments{QString::fromStdString(work.string()), QString::fromStdString(archive.string()),
                              QString::number(nowNs())};
  window.start(QStringLiteral(TILESCOUT_BENCH_WINDOW), arguments);
  window.waitForFinished(-1);
  return window.exitCode();
}
