#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "train/detail/share.h"
#include "train/processes.h"

namespace tilescout::train::detail {

/// What the processes of a training do together, over LibTorch's c10d. All of them must call the same in the same
/// order.
class ProcessGroup : public Processes {
 public:
  /// Rows of all processes, in order of rank; this one's are shareOf(total) of them. Without gradients.
  virtual at::Tensor gathered(const at::Tensor& own, std::int64_t total) = 0;
  /// Each tensor becomes the sum of all processes' (float32, any device).
  virtual void sum(const std::vector<at::Tensor>& tensors) = 0;
  /// Each tensor becomes rank 0's.
  virtual void takeFirsts(const std::vector<at::Tensor>& tensors) = 0;

  Share share(std::int64_t total) const { return shareOf(total, place().rank, place().world); }

 protected:
  using Processes::Processes;
};

}  // namespace tilescout::train::detail
