#pragma once
#include <functional>
#include <memory>
#include <string>

#include "model/detail/clip_weights.h"
#include "train/detail/optimizer.h"
#include "train/detail/process_group.h"
#include "train/detail/scratch_model.h"
#include "train/detail/tunable_model.h"
#include "train/detail/tune_state.h"

namespace tilescout::train::detail {

/// The processes of one fine-tuning, this one among them; alone, everything here is at hand already.
class Companions {
 public:
  Companions() = default;
  explicit Companions(const std::shared_ptr<Processes>& processes);

  ProcessGroup* group() const { return group_.get(); }
  /// Writes files and tells of the run.
  bool first() const { return !group_ || group_->first(); }
  int world() const { return group_ ? group_->place().world : 1; }
  Share share(std::int64_t total) const { return group_ ? group_->share(total) : Share{0, total}; }

  /// Throws Error{Incompatible} where the processes were given other data or settings.
  void agreeOn(const std::string& identity) const;

  /// What a step needs to know and only one process does: a stop that any of them was asked for, the rest of rank 0.
  struct Orders {
    bool stop = false, finish = false;
    double progress = 0;
  };
  Orders agreed(const Orders& own) const;
  /// Rank 0's value.
  double firsts(double own) const;

  /// Rank 0's numbers for all, so that roundings of unlike machines cannot part the copies.
  void align(TunableModel& model) const;
  void align(TunableModel& model, Optimizer& optimizer, TuneState& state) const;

  /// Embeddings of a data set, each process having computed its part. `between` is called before each batch of a
  /// process that is alone, and may throw.
  Embedded embedded(const model::detail::ClipWeights& clip, const CaptionData& data, const ModelCard& card,
                    at::ScalarType compute, const std::string& device, const std::function<void()>& between) const;

 private:
  std::shared_ptr<ProcessGroup> group_;
};

}  // namespace tilescout::train::detail
