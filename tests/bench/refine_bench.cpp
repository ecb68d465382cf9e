// What a mark costs: learning from the marks and ranking N rows of E halves anew, as SearchEngine::refine does it.
//   refine_bench [rows=1000000] [dim=512] [marks=60] [repetitions=9]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/half.h"
#include "search/feedback_trainer.h"
#include "search/relevance.h"
#include "search/score_profile.h"
#include "search/vector_index.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

std::size_t numberAt(int count, char** arguments, int index, std::size_t otherwise) {
  return index < count ? static_cast<std::size_t>(std::strtoull(arguments[index], nullptr, 10)) : otherwise;
}

/// Rows in a cone, as CLIP's are.
VectorIndex randomIndex(std::size_t rows, std::size_t dim) {
  VectorIndex index(dim);
  index.reserve(rows);
  std::uint64_t state = 1;
  std::vector<std::uint16_t> half(dim);
  std::vector<float> row(dim);
  for (std::size_t r = 0; r < rows; ++r) {
    double norm = 0.0;
    for (std::size_t i = 0; i < dim; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      row[i] = static_cast<float>(static_cast<std::int64_t>(state) >> 11) * 0x1p-52F + (i < 8 ? 2.0F : 0.0F);
      norm += static_cast<double>(row[i]) * static_cast<double>(row[i]);
    }
    const auto scale = static_cast<float>(1.0 / std::sqrt(norm));
    for (std::size_t i = 0; i < dim; ++i) half[i] = halfFromFloat(row[i] * scale);
    const TileId id = static_cast<TileId>(r) + 1;
    index.append({&id, 1}, half);
  }
  return index;
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t rows = numberAt(count, arguments, 1, 1000000), dim = numberAt(count, arguments, 2, 512);
  const std::size_t marks = numberAt(count, arguments, 3, 60), repetitions = numberAt(count, arguments, 4, 9);
  const VectorIndex index = randomIndex(rows, dim);
  const EmbeddingCloud cloud = cloudOf(index);
  FeedbackPrior prior{index.vectorOf(0), 20.0, 0.5};
  std::vector<float> marked;
  std::vector<char> labels;
  for (std::size_t i = 0; i < marks; ++i) {
    const std::vector<float> row = index.vectorOf(i * 977 % rows);
    marked.insert(marked.end(), row.begin(), row.end());
    labels.push_back(i % 3 == 0 ? 1 : 0);
  }
  std::vector<double> learning, whole;
  std::size_t found = 0;
  for (std::size_t repetition = 0; repetition < repetitions; ++repetition) {
    const auto start = std::chrono::steady_clock::now();
    const auto since = [&] {
      return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    };
    const LearnedRanking detector = learnRanking(prior, cloud, marked, labels);
    learning.push_back(since());
    const std::vector<float> scores = index.scan(detector.vector);
    const RowMask all(rows, true);
    const ScoreProfile profile = profileOf(scores, &all);
    const std::vector<Neighbour> best = index.select(detector.vector, scores, 1000, &all);
    const std::vector<double> percentiles = percentilesOf(scores, best);
    found += mostUncertain(index, detector, scores, all, 24).size() + drawRandom(all, 24, 1).size() +
             percentiles.size() + profile.all.size();
    whole.push_back(since());
  }
  std::sort(learning.begin(), learning.end());
  std::sort(whole.begin(), whole.end());
  std::printf("%zu rows x %zu, %zu marks, %d threads: learning %.1f ms, learning and ranking %.1f ms (median of %zu; "
              "least %.1f, most %.1f; %zu)\n",
              rows, dim, marks, index.threads(), learning[learning.size() / 2], whole[whole.size() / 2], repetitions,
              whole.front(), whole.back(), found);
  return 0;
}
