// The refine loop on painted tiles with the model that ships: what a user sees after three rounds of marks.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "archive/archive.h"
#include "base/half.h"
#include "jobs/search_service.h"
#include "model/device.h"
#include "support/test_files.h"
#include "synth/scene_painter.h"

using namespace tilescout;

namespace {

constexpr int kTiles = 900;

/// An archive of painted tiles; the truth is what was painted.
class PaintedArchive {
 public:
  PaintedArchive() : file_(folder_ / "painted.tilescout") {
    const jobs::ModelStore store;
    model_ = jobs::LoadedModel::load(store, "", model::DeviceChoice{});
    auto archive = archive::Archive::create(file_);
    const auto record = archive.modelFor(model_->card().name, model_->card().fingerprint, model_->card().embedDim);
    archive.setActiveModel(record.id);
    SceneInfo scene;
    scene.path = scene.name = "painted.tif";
    std::vector<archive::StoredTile> tiles(kTiles);
    for (int i = 0; i < kTiles; ++i) tiles[static_cast<std::size_t>(i)].window = {0, i, 0, i * 100.0, 0, 100, 100};
    const SceneId id = archive.putScene(scene, "k", tiles);
    const auto pending = archive.pendingTiles(id, record.id);
    const auto painted = synth::paintTiles(kTiles, model_->card().imageSize, 71000);
    for (int begin = 0; begin < kTiles; begin += 30) {
      std::vector<Image> images;
      for (int i = begin; i < begin + 30; ++i) images.push_back(painted[static_cast<std::size_t>(i)].image);
      const std::vector<float> rows = model_->encodeImages(images);
      std::vector<std::uint16_t> half(rows.size());
      std::transform(rows.begin(), rows.end(), half.begin(), halfFromFloat);
      const auto dim = half.size() / 30;
      for (std::size_t i = 0; i < 30; ++i) {
        const TileId tile = pending[static_cast<std::size_t>(begin) + i].id;
        const archive::Archive::EmbeddedTile embedded{tile, false, std::span(half).subspan(i * dim, dim)};
        archive.storeEmbeddings(record.id, {&embedded, 1});
        classOf_[tile] = painted[static_cast<std::size_t>(begin) + i].className;
        ++sizes_[classOf_[tile]];
      }
    }
  }

  jobs::SearchService service() const { return {file_, model_}; }
  const std::string& classOf(TileId tile) const { return classOf_.at(tile); }
  const std::map<std::string, int>& classes() const { return sizes_; }

 private:
  test::TempFolder folder_;
  std::filesystem::path file_;
  std::shared_ptr<jobs::LoadedModel> model_;
  std::map<TileId, std::string> classOf_;
  std::map<std::string, int> sizes_;
};

const PaintedArchive& archiveOfTiles() {
  static const PaintedArchive archive;
  return archive;
}

/// Someone who marks the first ten unmarked hits and the ten most uncertain ones, truly, round after round.
class Analyst {
 public:
  Analyst(const std::string& wanted, const std::string& words) : wanted_(wanted), service_(archiveOfTiles().service()) {
    query_.text = words;
    query_.top = 200;
    refined_ = service_.refine(query_, {});
  }
  void round() {
    int taken = 0;
    for (const Hit& hit : refined_.best.hits)
      if (taken < 10 && mark(hit.tile)) ++taken;
    taken = 0;
    for (const Hit& hit : refined_.uncertain)
      if (taken < 10 && mark(hit.tile)) ++taken;
    refined_ = service_.refine(query_, marks_);
  }
  double precisionAt20() const {
    int right = 0;
    for (std::size_t i = 0; i < 20; ++i) right += isRight(refined_.best.hits[i].tile) ? 1 : 0;
    return right / 20.0;
  }
  bool isRight(TileId tile) const { return archiveOfTiles().classOf(tile) == wanted_; }
  const RefineResult& refined() const { return refined_; }
  std::vector<Mark>& marks() { return marks_; }

 private:
  bool mark(TileId tile) {
    if (!marked_.insert(tile).second) return false;
    marks_.push_back({tile, isRight(tile), false});
    return true;
  }
  const std::string wanted_;
  jobs::SearchService service_;
  Query query_;
  std::vector<Mark> marks_;
  std::set<TileId> marked_;
  RefineResult refined_;
};

}  // namespace

TEST_CASE("precisionGrowsOverThreeRounds") {
  double first = 0, last = 0;
  for (const auto& [name, size] : archiveOfTiles().classes()) {
    if (size < 25) continue;
    Analyst analyst(name, name);
    std::string line = name + " (" + std::to_string(size) + "):";
    for (int round = 0; round <= 3; ++round) {
      if (round > 0) analyst.round();
      line += " " + std::to_string(analyst.precisionAt20());
      if (round == 0) first += analyst.precisionAt20();
      if (round == 3) last += analyst.precisionAt20();
    }
    MESSAGE(line);
  }
  MESSAGE(first, " ", last);
}
