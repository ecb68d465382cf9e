#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "model/detail/clip_forward.h"
#include "train/detail/process_group.h"
#include "train/detail/tunable_model.h"
#include "train/fine_tuner.h"

namespace tilescout::train::detail {

/// B pairs on the device; where several processes train, N of them are this one's, else N = B.
struct TuneBatch {
  at::Tensor images;                   ///< [N, 3, S, S], normalised
  at::Tensor ids;                      ///< [N, T] int64
  at::Tensor positives;                ///< [B, B] 0/1
  at::Tensor excluded;                 ///< [B, B] 0/1, out of the triplet beside the diagonal; may be undefined
  std::vector<std::int64_t> captions;  ///< [N] caption numbers, for what is cached a caption
};

struct StepLosses {
  double contrastive = 0, triplet = 0, early = 0, total = 0;
};

/// What a step tells of while it is under way.
struct StepHooks {
  /// Told the rows of each piece before it is computed; tests let it throw std::bad_alloc.
  std::function<void(std::int64_t)> onPiece = {};
  /// Called before each block of each tower, on the way back too; what it throws ends the step, whose gradients are then
  /// good for nothing, and leaves the weights as they were.
  std::function<void()> between = {};
};

/// Losses and gradients of one batch. A batch of more than `microBatch` pairs goes through the towers in pieces, twice:
/// once for the embeddings, and, when the gradients of the loss over the whole batch with respect to these are known,
/// once more for the gradients of the weights (gradient caching, arXiv 2101.06983): the contrastive batch stays whole.
/// When memory runs out the micro-batch is halved, at last the blocks are recomputed, and the step is done again.
///
/// With a process group each process runs its rows alone. All get all embeddings and compute the loss of the whole
/// batch; each takes its own rows' gradients on through its towers, and the weights' gradients are summed. The
/// temperature's is whole in every process already, so its mean is taken: the result is one process' on the whole
/// batch. (The authors gather and then take the mean of everything, which makes the adapters' gradients smaller by the
/// number of processes.)
class TuneStep {
 public:
  TuneStep(TunableModel& model, const TrainConfig& config, at::ScalarType compute, const MemoryPlan& plan,
           StepHooks hooks = {}, ProcessGroup* group = nullptr);

  /// Sets the gradients of the model's parameters (which must be cleared before). Throws Error{OutOfMemory} when one
  /// pair alone does not fit.
  StepLosses run(const TuneBatch& batch);
  int microBatch() const { return microBatch_; }
  bool recomputes() const { return recompute_; }

 private:
  struct Embedded {
    at::Tensor main;                ///< [B, E]
    std::vector<at::Tensor> early;  ///< per tapped block [B, E]
  };
  using Tower = std::function<Embedded(std::int64_t first, std::int64_t count)>;

  StepLosses attempt(const TuneBatch& batch);
  StepLosses together(const TuneBatch& batch);
  Embedded allRows(const Embedded& own, std::int64_t total) const;
  void sumGradients() const;
  template <typename Work>
  void halvingUntilItFits(std::int64_t pairs, Work&& work);
  Embedded images(const TuneBatch& batch, std::int64_t first, std::int64_t count);
  Embedded texts(const TuneBatch& batch, std::int64_t first, std::int64_t count);
  at::Tensor cachedText(const TuneBatch& batch, std::int64_t first, std::int64_t count);
  model::detail::ForwardOptions forwardOptions(bool cutText) const;
  at::Tensor throughBlock(const model::detail::BlockCall& block, const at::Tensor& input) const;
  Embedded inPieces(std::int64_t total, const Tower& tower);
  static void backward(const Embedded& rows, const Embedded& leaves, std::int64_t first, std::int64_t count);
  void backwardInPieces(std::int64_t total, const Tower& tower, const Embedded& leaves, std::int64_t offset = 0);
  at::Tensor loss(const Embedded& image, const Embedded& text, const TuneBatch& batch, StepLosses& values) const;
  void told(std::int64_t rows) const {
    if (hooks_.onPiece) hooks_.onPiece(rows);
  }

  TunableModel& model_;
  const TrainConfig& config_;
  const at::ScalarType compute_;
  int microBatch_;
  bool recompute_;
  const StepHooks hooks_;
  ProcessGroup* const group_;
  std::vector<at::Tensor> textPooled_;  ///< by caption; projection alone is trained, so the tower's rows never change
};

}  // namespace tilescout::train::detail
