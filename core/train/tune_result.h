#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "train/metrics.h"

namespace tilescout::train {

/// A figure and its 95 % interval (bootstrap over images, 2.5th to 97.5th percentile).
struct Interval {
  double value = 0, low = 0, high = 0;
};

enum class Verdict { Better, NoMeasurableChange, Worse };

/// A figure before and after; `gain` is after − before, paired by image.
struct FigureChange {
  Interval before, after, gain;
};

/// One split with the base and after; `gain` is mR after − before, paired by image.
struct Comparison {
  std::string split;  ///< "val", "test", "general"
  RetrievalMetrics before, after;
  Interval beforeMeanRecall, afterMeanRecall, gain;
  /// image → text at 1, 5, 10, then text → image; of the same draws. Empty in records of earlier versions.
  std::vector<FigureChange> recalls;
  Verdict verdict = Verdict::NoMeasurableChange;
};

/// mR of one class's images and captions as queries over the whole gallery.
struct ClassChange {
  std::string name;
  std::int64_t images = 0;
  double before = 0, after = 0;
};

/// A caption whose image rose or fell: ranks (1 = first) among the split's images.
struct ExampleChange {
  std::int64_t row = 0;      ///< image row of the split
  std::string subject;       ///< file, or scene and window
  std::int64_t tile = 0;     ///< TileId where it comes from an archive
  std::string caption;
  std::int64_t before = 0, after = 0;
};

/// What happened to a split in detail.
struct SplitDetail {
  std::string split;
  std::vector<ClassChange> classes;
  std::vector<ExampleChange> improved, worsened;
};

/// A tile that a query finds among a split's images.
struct QueryHit {
  std::int64_t row = 0;      ///< image row of the split
  std::string subject;       ///< file, or scene and window
  std::int64_t tile = 0;     ///< TileId where it comes from an archive
  double score = 0;          ///< cosine
};

/// What one of the user's own queries finds with the base and with the tuned model, best first.
struct QueryChange {
  std::string text;
  std::vector<QueryHit> before, after;
};

/// What a fine-tuning came to.
struct TuneResult {
  std::int64_t steps = 0, bestStep = 0;  ///< bestStep 0: nothing beat the base on val, and the base's behaviour is kept
  double epochs = 0, bestEpoch = 0, seconds = 0;
  bool stoppedEarly = false;             ///< by patience, or because the user asked to keep the best
  std::int64_t trainedParameters = 0, totalParameters = 0;
  std::int64_t peakBytes = 0;
  int microBatch = 0;
  double pairsPerSecond = 0;
  double waitShare = 0;                  ///< share of the steps' time that the device waited for images; 0 … 1
  double weightDistance = 0;             ///< ‖θ − θ*‖ / ‖θ*‖ over the whole model (the paper's D)
  double finalTrainLoss = 0;
  std::vector<Comparison> splits;
  std::vector<ClassChange> classes;      ///< of `classesOf`
  std::string classesOf;                 ///< "test", or "val" where there is no test split
  std::vector<ExampleChange> improved, worsened;  ///< of the same split
  std::vector<QueryChange> queries;               ///< over the same split's images
  std::vector<SplitDetail> others;                ///< the same of val, where `classesOf` is test
  double estimatedSeconds = -1;    ///< of the whole run, as told after its first steps; < 0: it was not
  std::int64_t estimatedBytes = 0; ///< that a step was planned to take; 0: not known
  /// val fell clearly (by more than 2 points of mR) from its best while training went on.
  bool overfitted = false;

  const Comparison* find(const std::string& split) const {
    for (const Comparison& comparison : splits) {
      if (comparison.split == split) return &comparison;
    }
    return nullptr;
  }
};

}  // namespace tilescout::train
