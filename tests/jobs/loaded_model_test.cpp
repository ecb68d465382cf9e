#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "base/error.h"
#include "jobs/model_service.h"
#include "model/encoder.h"
#include "support/test_files.h"
#include "text/bpe_tokenizer.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

/// A model store of this test's own that holds golden/tiny as "tiny".
struct TinyStore {
  test::TempFolder folder;
  ModelStore store;

  TinyStore() : store(prepared(folder)) {
    ImportOptions options;
    options.path = test::sharedFolder() / "golden" / "tiny" / "hf";
    options.name = "tiny";
    store.import(options);
  }
  ~TinyStore() { ::unsetenv("TILESCOUT_HOME"); }
  std::shared_ptr<LoadedModel> load() const {
    model::DeviceChoice cpu;
    cpu.device = "cpu";
    cpu.precision = model::Precision::Fp32;
    return LoadedModel::load(store, "tiny", cpu);
  }

 private:
  static ModelStore prepared(const test::TempFolder& folder) {
    ::setenv("TILESCOUT_HOME", (folder / "home").c_str(), 1);
    return ModelStore();
  }
};

Image pictureOf(int size, int seed) {
  Image image(size, size);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    image.pixels[i] = static_cast<std::uint8_t>(static_cast<int>(i) * 7 * seed % 251);
  }
  return image;
}

}  // namespace

TEST_CASE("aStoredModelEmbedsTextsThroughItsOwnTokenizer") {
  TILESCOUT_NEEDS_SHARED();
  const TinyStore fixture;
  const auto model = fixture.load();
  const auto width = static_cast<std::size_t>(model->card().embedDim);
  const std::vector<std::string> texts = {"an airport with two runways", "a river"};
  const std::vector<float> rows = model->encodeTexts(texts);
  REQUIRE(rows.size() == 2 * width);

  const fs::path folder = fixture.store.folderOf("tiny");
  model::DeviceChoice cpu;
  cpu.device = "cpu";
  cpu.precision = model::Precision::Fp32;
  const auto encoder = model::Encoder::load(folder, cpu);
  const auto tokenizer = text::BpeTokenizer::load(folder);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::vector<float> alone =
        encoder->encodeTokens(tokenizer.encodePadded(texts[i], model->card().contextLength));
    double length = 0.0;
    for (std::size_t k = 0; k < width; ++k) {
      CHECK(rows[i * width + k] == alone[k]);
      length += static_cast<double>(alone[k]) * alone[k];
    }
    CHECK(length == doctest::Approx(1.0).epsilon(1e-5));
  }
  CHECK(model->encodeTexts({}).empty());
  CHECK(model->deviceText() == "cpu fp32");
}

TEST_CASE("punctuationIsForModelsThatHaveLearnedIt") {
  TILESCOUT_NEEDS_SHARED();
  const TinyStore fixture;
  const std::vector<std::string> plain = {"an airport with two runways"}, written = {"An airport, with two runways."};
  const auto model = fixture.load();
  CHECK(model->encodeTexts(plain) != model->encodeTexts(written));
  std::ofstream(fixture.store.folderOf("tiny") / "words.txt") << "airport\nan\nrunways\ntwo\nwith\n";
  const auto taughtHere = fixture.load();
  CHECK(taughtHere->encodeTexts(plain) == model->encodeTexts(plain));
  CHECK(taughtHere->encodeTexts(written) == model->encodeTexts(plain));
  CHECK(taughtHere->encodeTexts({"…"}).size() == static_cast<std::size_t>(model->card().embedDim));
}

TEST_CASE("anImagesEmbeddingDoesNotDependOnItsCompanions") {
  TILESCOUT_NEEDS_SHARED();
  const TinyStore fixture;
  const auto model = fixture.load();
  std::vector<Image> images;
  for (int seed = 1; seed <= 5; ++seed) images.push_back(pictureOf(model->card().imageSize, seed));
  const std::vector<float> together = model->encodeImages(images);
  const std::vector<float> alone = model->encodeImages({images[3]});
  const auto width = static_cast<std::size_t>(model->card().embedDim);
  REQUIRE(together.size() == 5 * width);
  for (std::size_t k = 0; k < width; ++k) REQUIRE(together[3 * width + k] == alone[k]);
}

TEST_CASE("aModelWithAWordListSaysWhatItDoesNotKnow") {
  TILESCOUT_NEEDS_SHARED();
  const TinyStore fixture;
  CHECK(fixture.load()->unknownWords("a helicopter on a runway").empty());  // no list: nothing can be said
  CHECK(fixture.load()->notice("机场").empty());
  std::ofstream(fixture.store.folderOf("tiny") / "words.txt") << "airport\nrunway\nriver\n";
  const auto model = fixture.load();
  CHECK(model->unknownWords("a helicopter on the runways") == std::vector<std::string>{"helicopter"});
  CHECK(model->notice("two runways").empty());
  CHECK(model->notice("机场").find("tiny") != std::string::npos);
  CHECK(model->unknownWords("机场").empty());  // the notice says it better
}

TEST_CASE("aModelWithoutItsVocabularyIsNotLoaded") {
  TILESCOUT_NEEDS_SHARED();
  const TinyStore fixture;
  for (const char* name : {"vocab.json", "merges.txt"}) fs::remove(fixture.store.folderOf("tiny") / name);
  CHECK_THROWS_AS(fixture.load(), Error);
}
