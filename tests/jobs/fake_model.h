#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "jobs/model_service.h"

namespace tilescout::jobs {

/// A model without LibTorch: an image's embedding is a unit vector drawn from a hash of its pixels, so that one pixel
/// that differs shows, and no image depends on its companions.
class FakeModel final : public LoadedModel {
 public:
  /// Another fingerprint is another model: other vectors for the same pixels.
  explicit FakeModel(int batchSize, std::string fingerprint = "fake-1", int imageSize = 32) : batchSize_(batchSize) {
    card_.name = fingerprint == "fake-1" ? "fake" : fingerprint;
    card_.fingerprint = std::move(fingerprint);
    card_.imageSize = imageSize;
    card_.embedDim = 24;
  }

  const ModelCard& card() const override { return card_; }
  std::string deviceText() const override { return computesOn; }
  int batchSize() const override { return batchSize_; }

  std::vector<float> encodeImages(const std::vector<Image>& images) override {
    largestBatch = std::max(largestBatch, images.size());
    encoded += static_cast<std::int64_t>(images.size());
    if (delay.count() > 0) std::this_thread::sleep_for(delay);
    if (failForeign) throw std::runtime_error("a library's own words");
    if (failAfter >= 0 && encoded > failAfter) throw Error(ErrorCode::OutOfMemory, "the model's memory is used up");
    std::vector<float> rows;
    for (const Image& image : images) {
      const std::string digest = hashText({reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()});
      const std::vector<float> row = unitVector(card_.name == "fake" ? digest : digest + card_.name);
      rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
  }
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override {
    std::vector<float> rows;
    for (const std::string& text : texts) {
      std::vector<float> row = unitVector(hashText(text));
      if (textShift > 0.0F) {
        row.back() += textShift;
        float squares = 0.0F;
        for (const float value : row) squares += value * value;
        for (float& value : row) value /= std::sqrt(squares);
      }
      rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
  }
  void setResize(const std::string&) override {}
  std::vector<std::string> unknownWords(const std::string&) const override { return {}; }
  std::string notice(const std::string&) const override { return {}; }

  std::string computesOn = "cpu fp32";
  std::int64_t encoded = 0;
  std::size_t largestBatch = 0;
  std::int64_t failAfter = -1;
  bool failForeign = false;
  float textShift = 0.0F;  ///< moves all texts one way, as a CLIP model's lie apart from the images
  std::chrono::milliseconds delay{0};

 private:
  std::vector<float> unitVector(const std::string& seed) const {
    std::seed_seq sequence(seed.begin(), seed.end());
    std::mt19937 random(sequence);
    std::vector<float> row;
    double sum = 0;
    for (int i = 0; i < card_.embedDim; ++i) {
      row.push_back(static_cast<float>(random() % 2001) / 1000.0f - 1.0f);
      sum += static_cast<double>(row.back()) * row.back();
    }
    for (float& value : row) value = static_cast<float>(value / std::sqrt(sum));
    return row;
  }

  ModelCard card_;
  int batchSize_;
};

}  // namespace tilescout::jobs
