#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "jobs/finetune_job.h"
#include "jobs/model_service.h"
#include "synth/scene_painter.h"
#include "tests/train/tiny_base.h"
#include "text/bpe_tokenizer.h"
#include "text/bpe_trainer.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

#include "support/test_files.h"

namespace tilescout::test {

namespace fs = std::filesystem;

/// A user's data folder with one small untrained model, "tiny", that knows the painter's words.
class FinetuneFixture {
 public:
  FinetuneFixture() {
    ::setenv("TILESCOUT_HOME", (folder_ / "home").c_str(), 1);
    fs::create_directories(folder_ / "resources/models");
    ::setenv("TILESCOUT_RESOURCES", (folder_ / "resources").c_str(), 1);
    const jobs::ModelStore store;
    const fs::path staged = store.stage("tiny");
    std::vector<std::string> words;
    for (const auto& tile : synth::paintTiles(30, 32, 1))
      words.insert(words.end(), tile.captions.begin(), tile.captions.end());
    const text::Vocabulary vocabulary = text::trainBpe(words, 700, 2);
    text::writeVocabulary(vocabulary, staged);
    ModelCard numbers;
    numbers.imageSize = 32, numbers.patchSize = 16, numbers.visionWidth = 64, numbers.visionLayers = 2;
    numbers.visionHeads = 2, numbers.textWidth = 32, numbers.textLayers = 2, numbers.textHeads = 2;
    numbers.contextLength = 24, numbers.embedDim = 32, numbers.activation = "gelu";
    train::detail::ScratchModel scratch =
        train::detail::startScratchModel(numbers, static_cast<int>(vocabulary.tokens.size()), 0, 5, "cpu");
    model::saveClip(scratch.clip, staged / model_files::weights);
    base_ = store.install(staged, "tiny", model::describeWeights(scratch.clip));
  }
  ~FinetuneFixture() {
    ::unsetenv("TILESCOUT_HOME");
    ::unsetenv("TILESCOUT_RESOURCES");
  }
  FinetuneFixture(const FinetuneFixture&) = delete;
  FinetuneFixture& operator=(const FinetuneFixture&) = delete;

  fs::path operator/(const std::string& name) const { return folder_ / name; }
  const ModelCard& base() const { return base_; }

  /// A painted dataset folder, and a quick run on it.
  jobs::FinetuneRequest request(const std::string& name, int tiles = 60) {
    const fs::path data = folder_ / ("tiles" + std::to_string(tiles));
    JobContext job;
    if (!fs::exists(data)) synth::paintTileDataset(data, tiles, 3, job);
    jobs::FinetuneRequest request;
    request.source.dataset = data;
    request.name = name;
    request.baseModel = "tiny";
    request.config = tinyConfig();
    request.config.captionsEach = false;
    request.config.epochs = 2;
    return request;
  }

  static const jobs::DataIssue* issue(const jobs::DataReport& report, const std::string& code) {
    for (const jobs::DataIssue& issue : report.issues) {
      if (issue.code == code) return &issue;
    }
    return nullptr;
  }

 private:
  TempFolder folder_;
  ModelCard base_;
};

}  // namespace tilescout::test
