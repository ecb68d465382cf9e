#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/half.h"
#include "jobs/search_service.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"

namespace tilescout::test {

using jobs::FakeModel;
using jobs::SearchService;

/// Fake model that knows the words of its list and says when it is asked in capitals.
class WordyModel : public jobs::LoadedModel {
 public:
  explicit WordyModel(std::string fingerprint = "fake-1") : fake_(8, std::move(fingerprint)) {}

  const ModelCard& card() const override { return fake_.card(); }
  std::string deviceText() const override { return fake_.deviceText(); }
  int batchSize() const override { return fake_.batchSize(); }
  std::vector<float> encodeImages(const std::vector<Image>& images) override { return fake_.encodeImages(images); }
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override { return fake_.encodeTexts(texts); }
  void setResize(const std::string&) override {}
  std::vector<std::string> unknownWords(const std::string& text) const override {
    return text.find("helicopter") == std::string::npos ? std::vector<std::string>{}
                                                        : std::vector<std::string>{"helicopter"};
  }
  std::string notice(const std::string& text) const override { return text == "SHIPS" ? "capitals" : ""; }
  bool reads(const std::string& text) const override {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe4U; });
  }

 private:
  FakeModel fake_;
};

/// An archive whose tile for every text of a list has exactly that text's embedding.
class ServiceFixture {
 public:
  ServiceFixture()
      : file_(folder_ / "a.tilescout"),
        archive_(archive::Archive::create(file_)),
        model_(std::make_shared<WordyModel>()) {
    record_ = archive_.modelFor("fake", "fake-1", model_->card().embedDim);
    archive_.setActiveModel(record_.id);
  }

  void addScene(const std::string& name, const std::vector<std::string>& texts) {
    SceneInfo scene;
    scene.path = "/data/" + name;
    scene.name = name;
    scene.contentHash = "hash of " + name;
    scene.width = scene.height = 1000;
    std::vector<archive::StoredTile> tiles;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      archive::StoredTile tile;
      const double west = 10 + static_cast<double>(i);
      tile.window = {0, static_cast<int>(i), 0, static_cast<double>(i) * 100, 0, 100, 100};
      tile.footprint = {{west, 50}, {west + 1, 50}, {west + 1, 49}, {west, 49}};
      tiles.push_back(tile);
    }
    const SceneId id = archive_.putScene(scene, "k", tiles);
    const auto pending = archive_.pendingTiles(id, record_.id);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto row = model_->encodeTexts({texts[i]});
      std::vector<std::uint16_t> half(row.size());
      std::transform(row.begin(), row.end(), half.begin(), halfFromFloat);
      const archive::Archive::EmbeddedTile embedded{pending[i].id, false, half};
      archive_.storeEmbeddings(record_.id, {&embedded, 1});
    }
  }

  void caption(TileId tile, const std::string& text) {
    const archive::NewCaption caption{tile, text, {}};
    archive::LabelBook(file_, archive::OpenMode::ReadWrite).addCaptions({&caption, 1});
  }
  void tag(TileId tile, const std::string& name) { put(TileSetKind::Tag, tile, name); }
  void collect(TileId tile, const std::string& name) { put(TileSetKind::Collection, tile, name); }
  SearchService service() { return {file_, model_}; }
  const std::filesystem::path& file() const { return file_; }
  std::filesystem::path beside(const std::string& name) const { return folder_ / name; }

 private:
  void put(TileSetKind kind, TileId tile, const std::string& name) {
    archive::LabelBook(file_, archive::OpenMode::ReadWrite).addToSet(kind, name, {&tile, 1});
  }

  TempFolder folder_;
  std::filesystem::path file_;
  archive::Archive archive_;
  std::shared_ptr<WordyModel> model_;
  archive::ModelRecord record_;
};

inline Query textQuery(const std::string& text) {
  Query query;
  query.text = text;
  return query;
}

}  // namespace tilescout::test
