#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "search/feedback.h"
#include "search/vector_index.h"

namespace tilescout::search {

/// Where an archive's embeddings lie: CLIP's fill a narrow cone, so what tells tiles apart is their offset from the
/// mean. `spread` is the root mean square length of that offset.
struct EmbeddingCloud {
  std::vector<float> mean;
  double spread = 1.0;
};

/// From every n-th row, at most 8192 of them: deterministic, milliseconds at a million rows.
EmbeddingCloud cloudOf(const VectorIndex& index);

/// What is believed before any mark: tiles are right in the order of vector·x, evenly likely at `threshold`, and
/// `scale` says how fast the belief grows above it (for a text: one over the spread of the archive's scores).
struct FeedbackPrior {
  std::vector<float> vector;
  double scale = 1.0;
  double threshold = 0.0;
};

/// Maximum a posteriori logistic regression with a Gaussian prior around the query's own direction (as interactive
/// query refinement does, e.g. SMQTK-IQR, with a text in place of a first example). `rows` holds labels.size() vectors
/// of E floats. Newton steps with conjugate gradients, in float64 and a fixed order: the same marks give the same bits.
/// Throws Error{InvalidInput} when sizes do not fit.
LearnedRanking learnRanking(const FeedbackPrior& prior, const EmbeddingCloud& cloud, std::span<const float> rows,
                            std::span<const char> labels);

/// Rows nearest to the detector's threshold, each pair with a cosine below `alike` while there are enough such rows.
std::vector<Neighbour> mostUncertain(const VectorIndex& index, const LearnedRanking& detector,
                                     std::span<const float> scores, const RowMask& candidates, std::size_t count,
                                     double alike = 0.97);

/// `count` of the candidate rows, each set as likely as any other; in row order. Deterministic for a seed.
std::vector<std::size_t> drawRandom(const RowMask& candidates, std::size_t count, std::uint64_t seed);

}  // namespace tilescout::search
