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

constexpr int kTiles = 330;
constexpr int kPixels = 96;  ///< small, because painting takes longest; the encoder enlarges them

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
    const auto painted = synth::paintTiles(kTiles, kPixels, 71000);
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
    query_.top = kTiles;
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
  double precisionAt(std::size_t count) const {
    double right = 0;
    for (std::size_t i = 0; i < count; ++i) right += isRight(refined_.best.hits[i].tile) ? 1 : 0;
    return right / static_cast<double>(count);
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
  double before = 0, after = 0;
  int classes = 0;
  for (const auto& [name, size] : archiveOfTiles().classes()) {
    if (size < 12) continue;
    Analyst analyst(name, name);
    std::string line = name + " (" + std::to_string(size) + "):";
    // As many hits as are looked at, or as there are right ones.
    const std::size_t looked = std::min<std::size_t>(20, static_cast<std::size_t>(size));
    for (int round = 0; round <= 3; ++round) {
      if (round > 0) analyst.round();
      const double precision = analyst.precisionAt(looked);
      line += " " + std::to_string(precision).substr(0, 4);
      (round == 0 ? before : after) += round == 0 || round == 3 ? precision : 0;
    }
    ++classes;
    MESSAGE(line);
  }
  REQUIRE(classes >= 6);
  MESSAGE("mean precision: ", before / classes, " before, ", after / classes, " after three rounds");
  CHECK(after / classes > before / classes + 0.2);
  CHECK(after / classes > 0.7);
}

TEST_CASE("theAuditTellsHowGoodTheRankingIs") {
  // The class with most tiles, refined twice, then audited by marking all of a random sample truly.
  const auto largest = std::max_element(archiveOfTiles().classes().begin(), archiveOfTiles().classes().end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
  Analyst analyst(largest->first, largest->first);
  analyst.round();
  analyst.round();
  const RefineResult& refined = analyst.refined();
  std::vector<Mark> marks = analyst.marks();
  for (const TileId tile : refined.audit.tiles) marks.push_back({tile, analyst.isRight(tile), true});
  const PrecisionEstimate estimate = estimatePrecision(refined.audit, marks);
  double right = 0, accepted = 0;
  for (const Hit& hit : refined.best.hits)
    if (hit.score >= refined.detector.threshold()) {
      ++accepted;
      right += analyst.isRight(hit.tile) ? 1 : 0;
    }
  REQUIRE(accepted > 0);
  CHECK(refined.audit.accepted == static_cast<std::int64_t>(accepted));
  CHECK(right / accepted >= estimate.low - 1e-9);
  CHECK(right / accepted <= estimate.high + 1e-9);
}
