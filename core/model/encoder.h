#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/image.h"
#include "model/device.h"
#include "model/model_card.h"

namespace tilescout::model {

/// A loaded CLIP with or without HarMA adapters, ready to embed. One instance may be used from one thread at a time.
/// An embedding never depends on its companions (bit for bit): float32 on the CPU works each row out on its own
/// (row_tower.h), elsewhere every batch is padded to one fixed shape.
class Encoder {
 public:
  /// `folder` is a folder of the model store: card.json, model.safetensors and, with adapters, adapter.safetensors.
  /// Throws Error naming the file and the tensor.
  static std::unique_ptr<Encoder> load(const std::filesystem::path& folder, const DeviceChoice& choice);
  virtual ~Encoder() = default;

  virtual const ModelCard& card() const = 0;
  virtual const ResolvedDevice& device() const = 0;
  int embedDim() const { return card().embedDim; }

  /// Images of any size, resized as the card says unless `squash` or `crop` is asked for by `resize`.
  /// Returns images.size() × E L2-normalised rows.
  virtual std::vector<float> encodeImages(std::span<const Image> images) = 0;

  /// ids: count rows of contextLength token ids (begin, tokens, end, zeros). Returns count × E normalised rows.
  virtual std::vector<float> encodeTokens(std::span<const std::int32_t> ids) = 0;

  /// How many images one batch holds; callers gain nothing from passing fewer at a time.
  virtual int batchSize() const = 0;
  virtual void setResize(const std::string& resize) = 0;
};

}  // namespace tilescout::model
