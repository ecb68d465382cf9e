#pragma once
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/half.h"
#include "explore/cluster_naming.h"
#include "jobs/explore_job.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"

namespace tilescout::jobs {

/// An archive whose tiles' embeddings lie around those of texts: what clusters should be called is known.
class SpaceFixture {
 public:
  SpaceFixture() : file(folder_ / "a.tilescout"), archive_(archive::Archive::create(file)), model(8) {
    record_ = archive_.modelFor("fake", "fake-1", model.card().embedDim);
    archive_.setActiveModel(record_.id);
  }

  /// A scene with `count` tiles for each text; `width` is how far they scatter. Returns the tiles, text by text.
  std::vector<TileId> addScene(const std::string& name, const std::vector<std::string>& texts, int count,
                               double width) {
    std::vector<std::vector<std::uint16_t>> rows;
    for (std::size_t i = 0; i < texts.size() * static_cast<std::size_t>(count); ++i) {
      rows.push_back(scattered(texts[i / static_cast<std::size_t>(count)], width));
    }
    return embed(putScene(name, rows.size()), rows);
  }

  /// A scene whose tiles have the same rows as these.
  std::vector<TileId> addCopy(const std::string& name, const std::vector<TileId>& tiles) {
    std::map<TileId, std::vector<std::uint16_t>> rowOf;
    archive_.readEmbeddings(record_.id, [&](auto ids, auto rows) {
      const std::size_t width = rows.size() / ids.size();
      for (std::size_t i = 0; i < ids.size(); ++i) {
        rowOf[ids[i]].assign(rows.begin() + static_cast<std::ptrdiff_t>(i * width),
                             rows.begin() + static_cast<std::ptrdiff_t>((i + 1) * width));
      }
    });
    std::vector<std::vector<std::uint16_t>> rows;
    for (const TileId tile : tiles) rows.push_back(rowOf.at(tile));
    return embed(putScene(name, tiles.size()), rows);
  }

  /// Rows of another model for the tiles that are there: around those of `texts[i]` for tile i.
  archive::ModelRecord addModel(const std::string& fingerprint, const std::vector<TileId>& tiles,
                                const std::vector<std::string>& texts, double width) {
    const archive::ModelRecord record = archive_.modelFor(fingerprint, fingerprint, model.card().embedDim);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      const std::vector<std::uint16_t> row = scattered(texts[i], width);
      const archive::Archive::EmbeddedTile tile{tiles[i], false, row};
      archive_.storeEmbeddings(record.id, {&tile, 1});
    }
    return record;
  }

  LayoutView explore(ExploreOptions options = {}) {
    JobContext job;
    return runExplore(file, &model, options, job);
  }

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  archive::Archive& archive() { return archive_; }
  archive::ModelRecord& record() { return record_; }

 private:
  SceneId putScene(const std::string& name, std::size_t count) {
    SceneInfo scene;
    scene.path = "/data/" + name;
    scene.name = name;
    scene.date = "2020-05-01";
    scene.width = scene.height = 1000;
    std::vector<archive::StoredTile> tiles(count);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      const double west = 10 + 0.01 * static_cast<double>(i);
      tiles[i].window = {0, static_cast<int>(i), 0, 10.0 * static_cast<double>(i), 0, 10, 10};
      tiles[i].footprint = {{west, 51}, {west + 0.01, 51}, {west + 0.01, 50}, {west, 50}};
    }
    return archive_.putScene(scene, "k", tiles);
  }

  std::vector<TileId> embed(SceneId scene, const std::vector<std::vector<std::uint16_t>>& rows) {
    std::vector<archive::Archive::EmbeddedTile> batch;
    std::vector<TileId> ids;
    for (const archive::StoredTile& tile : archive_.pendingTiles(scene, record_.id)) ids.push_back(tile.id);
    for (std::size_t i = 0; i < ids.size(); ++i) batch.push_back({ids[i], false, rows[i]});
    archive_.storeEmbeddings(record_.id, batch);
    return ids;
  }

  /// Half-precision row near the text's.
  std::vector<std::uint16_t> scattered(const std::string& text, double width) {
    std::normal_distribution<double> normal(0, width);
    const std::vector<std::string> prompts = explore::namingPrompts(text);
    const std::vector<float> all = model.encodeTexts(prompts);
    std::vector<float> row(all.size() / prompts.size(), 0.0F);
    for (std::size_t i = 0; i < all.size(); ++i) row[i % row.size()] += all[i];
    double length = 0;
    for (const float value : row) length += static_cast<double>(value) * value;
    for (float& value : row) value /= static_cast<float>(std::sqrt(length));
    double squares = 0;
    for (float& value : row) {
      value += static_cast<float>(normal(random_));
      squares += static_cast<double>(value) * value;
    }
    std::vector<std::uint16_t> half;
    for (const float value : row) half.push_back(halfFromFloat(value / static_cast<float>(std::sqrt(squares))));
    return half;
  }

  test::TempFolder folder_;
  std::mt19937 random_{5};

 public:
  std::filesystem::path file;

 private:
  archive::Archive archive_;
  archive::ModelRecord record_;

 public:
  FakeModel model;
};

}  // namespace tilescout::jobs
