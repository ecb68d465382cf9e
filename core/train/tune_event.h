#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "train/metrics.h"

namespace tilescout::train {

/// Rank (1 = first) of an image among all images of `val` for one of its captions, with the base and now.
struct SampleRank {
  std::int64_t row = 0;  ///< image row of the val split
  std::string caption;
  std::int64_t before = 0, now = 0;
  std::string subject;  ///< the image's file, or its scene and window; filled in by whoever knows the data
  TileId tile = 0;      ///< of an archive
};

/// One line of a fine-tuning log: a step, or (with `val`) the evaluation after an epoch.
struct TuneEvent {
  std::int64_t step = 0, totalSteps = 0;  ///< totalSteps < 0: a time limit decides
  double epoch = 0, lr = 0;
  double contrastive = 0, triplet = 0, early = 0, loss = 0;
  double temp = 0;                        ///< τ
  double gradientNorm = 0;                ///< before clipping
  double imageGate = 0, textGate = 0;     ///< mean σ(g_b) of the blocks; 0 without gates
  double pairsPerSecond = 0, etaSeconds = -1;
  int microBatch = 0;                     ///< pairs in memory at once; falls when memory ran out
  std::int64_t memoryBytes = 0;           ///< resident (CPU) or in use of the card (GPU) now
  std::optional<RetrievalMetrics> val;
  double bestMeanRecall = 0;              ///< on val so far; step 0 is the base
  bool best = false;                      ///< this evaluation is the best so far
  std::vector<SampleRank> samples;        ///< with `val`
};

}  // namespace tilescout::train
