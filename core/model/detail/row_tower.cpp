#include "model/detail/row_tower.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "model/detail/row_bf16.h"
#include "model/detail/row_blocks.h"

namespace tilescout::model::detail {

namespace {

/// Rows that a thread takes at a time: enough to use each weight often, few enough to stay in its cache.
constexpr std::size_t kRowsAtOnce = 300;

struct Tower {
  std::vector<PackedBlock> blocks;
  std::vector<float> positions;  ///< [tokens, W]; images: with the class token in the first row
  PackedNorm last;
  PackedMatrix projection;
  std::size_t width = 0, embedDim = 0;
  bool adapted = false;

  void finish(RowsView kept, std::size_t count, float* rows, RowWorkspace& work) const;
};

std::vector<float> rowMajor(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.to(at::kCPU, at::kFloat).contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

/// The stored projection is [W, E]: inputs first.
PackedMatrix packProjection(const at::Tensor& projection) {
  const auto in = static_cast<std::size_t>(projection.size(0)), out = static_cast<std::size_t>(projection.size(1));
  return {rowMajor(projection).data(), out, in, 1, out, nullptr};
}

void Tower::finish(RowsView kept, std::size_t count, float* rows, RowWorkspace& work) const {
  normaliseRows(kept, count, last.weight, last.bias, kept);
  const RowsView out = work.hidden.rows(count, embedDim);
  multiply(projection, kept, count, out, Finish::Store);
  for (std::size_t i = 0; i < count; ++i) {
    const float* const values = out.from(i).values;
    double square = 0.0;
    for (std::size_t k = 0; k < embedDim; ++k) square += static_cast<double>(values[k]) * values[k];
    const double scale = 1.0 / std::sqrt(square);
    for (std::size_t k = 0; k < embedDim; ++k) rows[i * embedDim + k] = static_cast<float>(values[k] * scale);
  }
}

/// Calls `body(first, count, workspace)` for pieces of `total` of about equal size, at most `most`, on as many threads
/// as ATen would use.
void inPieces(std::size_t total, std::size_t most,
              const std::function<void(std::size_t, std::size_t, RowWorkspace&)>& body) {
  if (total == 0) return;
  const int threads = std::max(1, at::get_num_threads());
  const std::size_t turns = static_cast<std::size_t>(threads);
  const std::size_t fewest = (total + most - 1) / most;
  const std::size_t pieces = std::min(total, (fewest + turns - 1) / turns * turns);
  std::mutex mutex;
  std::vector<std::unique_ptr<RowWorkspace>> unused;  // a piece goes on in what an earlier one worked in
  inParallel(threads, pieces, [&](std::size_t piece) {
    std::unique_ptr<RowWorkspace> work;
    {
      const std::lock_guard lock(mutex);
      if (!unused.empty()) {
        work = std::move(unused.back());
        unused.pop_back();
      }
    }
    if (!work) work = std::make_unique<RowWorkspace>();
    const std::size_t first = total * piece / pieces;
    body(first, total * (piece + 1) / pieces - first, *work);
    const std::lock_guard lock(mutex);
    unused.push_back(std::move(work));
  });
}

class HighwayTowers final : public RowTowers {
 public:
  HighwayTowers(const ClipWeights& w, RowType type, const PackedTensor& packed)
      : patch_(static_cast<std::size_t>(w.shape.patchSize)),
        grid_(static_cast<std::size_t>(w.shape.imageSize / w.shape.patchSize)),
        length_(static_cast<std::size_t>(w.shape.contextLength)),
        first_(packNorm(w.lnPre)),
        tokens_(rowMajor(w.tokenEmbedding)) {
    if (packed) packed(w.tokenEmbedding);
    image_.blocks = packBlocks(w.imageBlocks, static_cast<std::size_t>(w.shape.visionHeads), false, w, type, packed);
    image_.positions = rowMajor(w.imagePositions);
    image_.width = static_cast<std::size_t>(w.shape.visionWidth);
    const std::vector<float> token = rowMajor(w.classToken);
    std::transform(token.begin(), token.end(), image_.positions.begin(), image_.positions.begin(), std::plus<>());
    image_.last = packNorm(w.lnPost);
    image_.projection = packProjection(w.imageProjection);
    const std::vector<float> kernel = rowMajor(w.patchWeight);
    patches_ = PackedMatrix(kernel.data(), image_.width, 3 * patch_ * patch_, 3 * patch_ * patch_, 1, nullptr, type);

    text_.blocks = packBlocks(w.textBlocks, static_cast<std::size_t>(w.shape.textHeads), true, w, type, packed);
    text_.positions = rowMajor(w.textPositions);
    text_.width = static_cast<std::size_t>(w.shape.textWidth);
    text_.last = packNorm(w.lnFinal);
    text_.projection = packProjection(w.textProjection);
    text_.adapted = !w.textBlocks.empty() && w.textBlocks.front().adapter.has_value();
    image_.embedDim = text_.embedDim = static_cast<std::size_t>(w.shape.embedDim);
  }

  void embedImages(const float* pixels, std::size_t count, float* rows) const override {
    const std::size_t tokens = 1 + grid_ * grid_, size = grid_ * patch_;
    inPieces(count, std::max<std::size_t>(1, kRowsAtOnce / tokens),
             [&](std::size_t first, std::size_t some, RowWorkspace& work) {
               std::vector<RowSample> samples;
               for (std::size_t i = 0; i < some; ++i) samples.push_back({i * tokens, tokens, 0});
               const RowsView stream = startImages(pixels + first * 3 * size * size, some, work);
               const RowsView kept = runRowBlocks(image_.blocks, samples, image_.width, stream, work);
               image_.finish(kept, some, rows + first * image_.embedDim, work);
             });
  }

  void embedTexts(const std::int32_t* ids, std::size_t count, float* rows) const override {
    const std::size_t most = std::max<std::size_t>(1, kRowsAtOnce / length_);
    inPieces(count, most, [&](std::size_t first, std::size_t some, RowWorkspace& work) {
      std::vector<RowSample> samples;
      const RowsView stream = startTexts(ids + first * length_, some, samples, work);
      const RowsView kept = runRowBlocks(text_.blocks, samples, text_.width, stream, work);
      text_.finish(kept, some, rows + first * text_.embedDim, work);
    });
  }

 private:
  /// Patches (the patch convolution is one matrix product), class token and positions, normalised.
  RowsView startImages(const float* pixels, std::size_t count, RowWorkspace& work) const {
    const std::size_t cells = grid_ * grid_, size = grid_ * patch_, width = image_.width;
    const RowsView cut = work.hidden.rows(count * cells, 3 * patch_ * patch_);
    for (std::size_t i = 0; i < count; ++i) cutPatches(pixels + i * 3 * size * size, cut.from(i * cells));
    const RowsView embedded = work.normed.rows(count * cells, width);
    multiply(patches_, cut, count * cells, embedded, Finish::Store);
    const RowsView stream = work.stream.rows(count * (cells + 1), width);
    for (std::size_t i = 0; i < count; ++i) {
      const RowsView image = stream.from(i * (cells + 1));
      std::copy_n(image_.positions.data(), width, image.values);
      for (std::size_t cell = 0; cell < cells; ++cell) {
        const float* const position = image_.positions.data() + (cell + 1) * width;
        const float* const value = embedded.from(i * cells + cell).values;
        std::transform(value, value + width, position, image.from(cell + 1).values, std::plus<>());
      }
    }
    normaliseRows(stream, count * (cells + 1), first_.weight, first_.bias, stream);
    return stream;
  }

  /// One image's patches, a row each: channel, line, column.
  void cutPatches(const float* pixels, RowsView rows) const {
    const std::size_t size = grid_ * patch_;
    for (std::size_t cell = 0; cell < grid_ * grid_; ++cell) {
      const float* const corner = pixels + (cell / grid_) * patch_ * size + (cell % grid_) * patch_;
      float* out = rows.from(cell).values;
      for (std::size_t line = 0; line < 3 * patch_; ++line, out += patch_) {
        std::copy_n(corner + (line / patch_) * size * size + (line % patch_) * size, patch_, out);
      }
    }
  }

  /// Nothing behind the end of a text reaches it, unless there are adapters: they look both ways.
  RowsView startTexts(const std::int32_t* ids, std::size_t count, std::vector<RowSample>& samples,
                      RowWorkspace& work) const {
    const std::size_t width = text_.width;
    const RowsView stream = work.stream.rows(count * length_, width);
    std::size_t row = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::int32_t* const text = ids + i * length_;
      const auto end = static_cast<std::size_t>(std::max_element(text, text + length_) - text);
      samples.push_back({row, text_.adapted ? length_ : end + 1, end});
      for (std::size_t t = 0; t < samples.back().tokens; ++t, ++row) {
        const float* const token = tokens_.data() + static_cast<std::size_t>(text[t]) * width;
        std::transform(token, token + width, text_.positions.data() + t * width, stream.from(row).values,
                       std::plus<>());
      }
    }
    return stream;
  }

  std::size_t patch_, grid_, length_;
  PackedNorm first_;
  PackedMatrix patches_;
  std::vector<float> tokens_;  ///< [V, Wt]
  Tower image_, text_;
};

}  // namespace

std::unique_ptr<RowTowers> makeRowTowers(const ClipWeights& weights, bool bf16, const PackedTensor& packed) {
  if (bf16 && !hasBf16Rows()) return nullptr;
  return std::make_unique<HighwayTowers>(weights, bf16 ? RowType::Bfloat16 : RowType::Float32, packed);
}

}  // namespace tilescout::model::detail
