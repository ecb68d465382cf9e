#include "explore/cluster_naming.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.h"
#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kOthers = 3;
constexpr double kNearness = 1.0;  ///< what being near counts beside being nearer than the others

/// How well each word fits each cluster, [clusters × words].
std::vector<double> fits(const Rows& centres, const Rows& texts) {
  const std::size_t clusters = centres.count(), words = texts.count();
  std::vector<float> cosines(clusters * words);
  detail::innerProducts(centres.row(0), clusters, texts.row(0), words, centres.dim, cosines.data());
  // A word that is near to everything says nothing: each word's mean over the clusters is taken off. Being near at all
  // counts in part, so that a word which is wrong everywhere does not win by being least wrong here.
  std::vector<double> fit(cosines.size());
  for (std::size_t c = 0; c < clusters; ++c) {
    const float* own = cosines.data() + c * words;
    const double mean = std::accumulate(own, own + words, 0.0) / static_cast<double>(words);
    for (std::size_t w = 0; w < words; ++w) {
      double others = 0.0;
      for (std::size_t o = 0; o < clusters; ++o) others += o != c ? cosines[o * words + w] : 0.0F;
      const double contrast = clusters > 1 ? own[w] - others / static_cast<double>(clusters - 1) : 0.0;
      fit[c * words + w] = contrast + kNearness * (own[w] - mean) + (clusters > 1 ? 0.0 : own[w] - mean);
    }
  }
  return fit;
}

}  // namespace

std::vector<std::string> namingPrompts(const std::string& word) {
  return {"a satellite image of " + word + ".",
          "an aerial photograph of " + word + ".",
          word + ".",
          "there is a " + word + ".",
          "many " + word + " are in this picture.",
          "a " + word + " seen from above.",
          "this is a " + word + "."};
}

std::vector<NameChoice> nameClusters(const Rows& centres, const Rows& texts, const std::vector<std::string>& words) {
  std::vector<NameChoice> names(centres.count());
  if (texts.count() != words.size()) throw Error(ErrorCode::InvalidInput, "words and their embeddings do not match");
  if (words.empty() || names.empty()) return names;
  const std::vector<double> fit = fits(centres, texts);
  const std::size_t count = words.size();
  // Greedy over all pairs: the clusters that are surest of their name choose first.
  std::vector<std::size_t> pairs(fit.size());
  std::iota(pairs.begin(), pairs.end(), std::size_t{0});
  std::stable_sort(pairs.begin(), pairs.end(), [&](std::size_t a, std::size_t b) { return fit[a] > fit[b]; });
  std::vector<int> taken(count, 0);
  std::size_t left = names.size();
  for (int round = 1; left > 0; ++round) {
    for (const std::size_t pair : pairs) {
      const std::size_t cluster = pair / count, word = pair % count;
      if (!names[cluster].name.empty() || taken[word] >= round) continue;
      ++taken[word];
      names[cluster].name = words[word] + (round > 1 ? " " + std::to_string(round) : "");
      names[cluster].score = fit[pair];
      --left;
    }
  }
  for (const std::size_t pair : pairs) {
    NameChoice& choice = names[pair / count];
    const std::string& word = words[pair % count];
    if (choice.others.size() < kOthers && !choice.name.starts_with(word)) choice.others.push_back(word);
  }
  return names;
}

}  // namespace tilescout::explore
