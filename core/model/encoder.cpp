#include "model/encoder.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/parallel.h"
#include "model/detail/clip_forward.h"
#include "model/detail/row_tower.h"
#include "model/detail/torch_errors.h"
#include "model/model_loader.h"
#include "model/preprocess.h"

namespace tilescout::model {

namespace {

using detail::ClipWeights;

constexpr const char* kDoesNotFit = "the model does not fit into the memory that is left";

at::ScalarType scalarTypeOf(Precision precision) {
  switch (precision) {
    case Precision::Bf16: return at::kBFloat16;
    case Precision::Fp16: return at::kHalf;
    default: return at::kFloat;
  }
}

/// Matrix weights in the type the products run in, everything else in float32, all on the device. Done once: casting
/// inside every pass would cost as much as the products of a small batch.
void prepare(ClipWeights& weights, at::ScalarType compute, const std::string& device) {
  const auto place = [&](std::vector<std::pair<std::string, at::Tensor*>> list) {
    for (auto& [name, tensor] : list) {
      const bool product = name.find("resblocks") != std::string::npos && name.find(".ln_") == std::string::npos &&
                           name.find("gate") == std::string::npos;
      const bool patches = name == "visual.conv1.weight";
      *tensor = tensor->to(device, product || patches ? compute : at::kFloat);
    }
  };
  place(detail::backboneTensors(weights));
  place(detail::adapterTensors(weights));
}

class ClipEncoder final : public Encoder {
 public:
  ClipEncoder(ModelCard card, LoadedWeights loaded, const ResolvedDevice& device)
      : card_(std::move(card)), loaded_(std::move(loaded)), device_(device), resize_(card_.resize) {
    const bool cpu = device.device == "cpu";
    options_.compute = scalarTypeOf(device.precision);
    // Where bf16 is worked out in software, float32 is quicker, closer to what was asked for, and free of the position in
    // the batch, of which oneDNN's software bf16 is not.
    const bool bf16 = options_.compute == at::kBFloat16 && device.bf16InHardware;
    if (cpu) towers_ = detail::makeRowTowers(loaded_.weights, bf16, loaded_.forget);
    if (towers_) loaded_ = {};  // packed: the weights themselves are not needed any more
    else prepare(loaded_.weights, options_.compute, device.device);
    imageBatch_ = cpu ? 32 : 256;
    textBatch_ = cpu ? 1 : 64;
  }

  const ModelCard& card() const override { return card_; }
  const ResolvedDevice& device() const override { return device_; }
  int batchSize() const override { return imageBatch_; }
  void setResize(const std::string& resize) override { resize_ = resize; }

  std::vector<float> encodeImages(std::span<const Image> images) override {
    std::vector<float> rows(images.size() * static_cast<std::size_t>(card_.embedDim));
    if (towers_) {
      imageBatch_ = embedOnCpu(images.size(), imageBatch_, rows, [&](std::size_t first, std::size_t count, float* out) {
        towers_->embedImages(imageValues(images.subspan(first, count), count).data(), count, out);
      });
      return rows;
    }
    inBatches(images.size(), imageBatch_, rows, [&](std::size_t first, std::size_t count) {
      return detail::imageTower(loaded_.weights, imageTensor(images.subspan(first, count)), options_).embedding;
    });
    return rows;
  }

  std::vector<float> encodeTokens(std::span<const std::int32_t> ids) override {
    const auto length = static_cast<std::size_t>(card_.contextLength);
    if (ids.size() % length != 0) throw Error(ErrorCode::Internal, "token rows must be contextLength ids long");
    checkTokens(ids);
    const std::size_t total = ids.size() / length;
    std::vector<float> rows(total * static_cast<std::size_t>(card_.embedDim));
    if (towers_) {
      embedOnCpu(total, static_cast<int>(total), rows, [&](std::size_t first, std::size_t count, float* out) {
        towers_->embedTexts(ids.data() + first * length, count, out);
      });
      return rows;
    }
    inBatches(total, textBatch_, rows, [&](std::size_t first, std::size_t count) {
      std::vector<std::int64_t> padded(static_cast<std::size_t>(textBatch_) * length, 0);
      std::copy_n(ids.begin() + static_cast<std::ptrdiff_t>(first * length), count * length, padded.begin());
      const at::Tensor batch =
          at::from_blob(padded.data(), {textBatch_, static_cast<std::int64_t>(length)}, at::kLong).to(device_.device);
      return detail::textTower(loaded_.weights, batch, options_).embedding;
    });
    return rows;
  }

 private:
  void checkTokens(std::span<const std::int32_t> ids) const {
    const auto outside = std::find_if(ids.begin(), ids.end(),
                                      [&](std::int32_t id) { return id < 0 || id >= card_.vocabularySize; });
    if (outside != ids.end()) {
      throw Error(ErrorCode::Incompatible,
                  "the tokenizer gives id " + std::to_string(*outside) + ", the model knows only " +
                      std::to_string(card_.vocabularySize) + "; it needs the vocabulary that it was trained with",
                  card_.name);
    }
  }

  /// Images as [places, 3, S, S], normalised; places without an image are zeros.
  std::vector<float> imageValues(std::span<const Image> images, std::size_t places) const {
    const std::size_t size = static_cast<std::size_t>(card_.imageSize), values = 3 * size * size;
    std::vector<float> out(places * values, 0.0F);
    inParallel(device_.threads, images.size(), [&](std::size_t i) { fillImage(images[i], &out[i * values]); });
    return out;
  }

  /// A batch of the one fixed shape, so that the kernels that run (and with them the last bits) never depend on how many
  /// images came.
  at::Tensor imageTensor(std::span<const Image> images) const {
    std::vector<float> values = imageValues(images, static_cast<std::size_t>(imageBatch_));
    return at::from_blob(values.data(), {imageBatch_, 3, card_.imageSize, card_.imageSize}, at::kFloat)
        .to(device_.device, at::kFloat, false, true);
  }

  void fillImage(const Image& image, float* out) const {
    const Image fitted = image.width == card_.imageSize && image.height == card_.imageSize
                             ? image
                             : fitToModel(image, card_.imageSize, resize_);
    normalisePlanes(fitted, card_.mean, card_.std, out);
  }

  /// Calls `embed(first, count, out)` for pieces of at most `batch` rows. When memory runs out the batch is halved and
  /// the piece done again. Returns the batch that fits.
  template <typename Embed>
  int embedOnCpu(std::size_t total, int batch, std::vector<float>& rows, Embed&& embed) {
    useThreads();
    for (std::size_t first = 0; first < total;) {
      const std::size_t count = std::min(static_cast<std::size_t>(batch), total - first);
      try {
        embed(first, count, &rows[first * static_cast<std::size_t>(card_.embedDim)]);
        first += count;
      } catch (const std::bad_alloc&) {
        batch = halved(static_cast<int>(count));
      }
    }
    return batch;
  }

  /// OpenMP keeps the number for each calling thread. LibTorch makes a pool anew each time it is told, even the same
  /// number, and the new pool's threads spin a while.
  void useThreads() const {
    if (at::get_num_threads() != device_.threads) at::set_num_threads(device_.threads);
  }

  int halved(int batch) const {
    if (batch == 1)
      throw Error(ErrorCode::OutOfMemory, "one image or text alone does not fit into memory", device_.device);
    log::warn("out of memory on " + device_.device + ": the batch is now " + std::to_string(batch / 2));
    return batch / 2;
  }

  /// Calls `forward(first, count)` for pieces of at most `batch` rows and copies what it gives into `rows`. When the
  /// device runs out of memory the batch is halved and the piece done again.
  template <typename Forward>
  void inBatches(std::size_t total, int& batch, std::vector<float>& rows, Forward&& forward) {
    const c10::InferenceMode inference;
    useThreads();
    const auto width = static_cast<std::size_t>(card_.embedDim);
    for (std::size_t first = 0; first < total;) {
      const std::size_t count = std::min(static_cast<std::size_t>(batch), total - first);
      try {
        const at::Tensor host = forward(first, count).to(at::kCPU).contiguous();
        std::memcpy(&rows[first * width], host.data_ptr<float>(), count * width * sizeof(float));
        first += count;
      } catch (const c10::Error& error) {
        if (!detail::isOutOfMemory(error)) detail::throwTorch(error, {}, card_.name);
        batch = halved(batch);
      } catch (const std::bad_alloc&) {
        batch = halved(batch);
      }
    }
  }

  ModelCard card_;
  LoadedWeights loaded_;
  ResolvedDevice device_;
  std::string resize_;
  detail::ForwardOptions options_;
  std::unique_ptr<detail::RowTowers> towers_;  ///< on the CPU, where it has them; else null
  int imageBatch_ = 32;
  int textBatch_ = 1;
};

}  // namespace

std::unique_ptr<Encoder> Encoder::load(const std::filesystem::path& folder, const DeviceChoice& choice) {
  ModelCard card = readModelCard(folder / "card.json");
  const ResolvedDevice device = resolveDevice(choice);
  LoadedWeights loaded = loadStoredModel(folder, card);
  const std::string name = card.name;
  try {
    return std::make_unique<ClipEncoder>(std::move(card), std::move(loaded), device);
  } catch (const c10::Error& error) {
    detail::throwTorch(error, kDoesNotFit, name);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, kDoesNotFit, name);
  }
}

}  // namespace tilescout::model
