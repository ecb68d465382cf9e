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
constexpr std::size_t kMostVoters = 5'000, kFewestVoters = 20;  // of all clusters, of each
constexpr double kCommon = 0.5;                                 ///< of a word's nearness to all rows that is taken off
constexpr double kDecision = 0.4;    ///< how sharply a row decides: temperature in standard deviations of nearness
constexpr double kUsedBefore = 0.5;  ///< what a word must win by to name another cluster, in deviations of the votes

/// Rows of each cluster that vote, evenly spread over it.
std::vector<std::vector<std::size_t>> votersOf(const std::vector<std::int32_t>& of, std::size_t clusters) {
  std::vector<std::vector<std::size_t>> members(clusters);
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i] >= 0) members[static_cast<std::size_t>(of[i])].push_back(i);
  }
  const std::size_t most = std::max(kFewestVoters, kMostVoters / std::max<std::size_t>(1, clusters));
  for (std::vector<std::size_t>& rows : members) {
    if (rows.size() <= most) continue;
    std::vector<std::size_t> some(most);
    for (std::size_t i = 0; i < most; ++i) some[i] = rows[i * rows.size() / most];
    rows = std::move(some);
  }
  return members;
}

std::vector<float> cosinesOf(const Rows& rows, const std::vector<std::size_t>& voters, const Rows& texts) {
  std::vector<float> chosen;
  chosen.reserve(voters.size() * rows.dim);
  for (const std::size_t row : voters) chosen.insert(chosen.end(), rows.row(row), rows.row(row) + rows.dim);
  std::vector<float> cosines(voters.size() * texts.count());
  detail::innerProducts(chosen.data(), voters.size(), texts.row(0), texts.count(), rows.dim, cosines.data());
  return cosines;
}

/// What each word's nearness is compared with, and how much nearness varies.
struct Nearness {
  std::vector<double> common;  ///< by word, already the part that is taken off
  double deviation = 1.0;
};

Nearness usualNearness(const Rows& rows, const std::vector<std::vector<std::size_t>>& voters, const Rows& texts) {
  const std::size_t words = texts.count();
  std::vector<double> sum(words, 0.0), squares(words, 0.0);
  double count = 0.0;
  for (const std::vector<std::size_t>& ofCluster : voters) {
    const std::vector<float> cosines = cosinesOf(rows, ofCluster, texts);
    for (std::size_t i = 0; i < cosines.size(); ++i) {
      sum[i % words] += cosines[i];
      squares[i % words] += static_cast<double>(cosines[i]) * cosines[i];
    }
    count += static_cast<double>(ofCluster.size());
  }
  Nearness usual;
  double first = 0.0, second = 0.0;
  for (std::size_t w = 0; w < words; ++w) {
    const double mean = sum[w] / std::max(1.0, count), off = kCommon * mean;
    usual.common.push_back(off);
    first += mean - off;
    second += squares[w] / std::max(1.0, count) - 2.0 * off * mean + off * off;
  }
  first /= static_cast<double>(words);
  usual.deviation = std::sqrt(std::max(1e-12, second / static_cast<double>(words) - first * first));
  return usual;
}

/// Shares of the votes of each cluster's rows, [clusters × words].
std::vector<double> votes(const Rows& rows, const std::vector<std::vector<std::size_t>>& voters, const Rows& texts) {
  const std::size_t words = texts.count();
  const Nearness usual = usualNearness(rows, voters, texts);
  const double sharpness = 1.0 / (kDecision * usual.deviation);
  std::vector<double> shares(voters.size() * words, 0.0), own(words);
  for (std::size_t c = 0; c < voters.size(); ++c) {
    const std::vector<float> cosines = cosinesOf(rows, voters[c], texts);
    for (std::size_t v = 0; v < voters[c].size(); ++v) {
      for (std::size_t w = 0; w < words; ++w) own[w] = sharpness * (cosines[v * words + w] - usual.common[w]);
      const double most = *std::max_element(own.begin(), own.end());
      double whole = 0.0;
      for (double& value : own) whole += value = std::exp(value - most);
      for (std::size_t w = 0; w < words; ++w)
        shares[c * words + w] += own[w] / whole / static_cast<double>(voters[c].size());
    }
  }
  return shares;
}

double deviationOf(const std::vector<double>& values) {
  double sum = 0.0, squares = 0.0;
  for (const double value : values) sum += value, squares += value * value;
  const double mean = sum / static_cast<double>(values.size());
  return std::sqrt(std::max(1e-12, squares / static_cast<double>(values.size()) - mean * mean));
}

/// The clusters that are surest of their name choose first; `penalty` is what each earlier use costs a word.
std::vector<std::size_t> assign(const std::vector<double>& shares, std::size_t clusters, std::size_t words) {
  const double penalty = kUsedBefore * deviationOf(shares);
  std::vector<std::size_t> chosen(clusters, words);
  std::vector<int> used(words, 0);
  for (std::size_t turn = 0; turn < clusters; ++turn) {
    std::size_t cluster = clusters, word = 0;
    double best = -1e300;
    for (std::size_t c = 0; c < clusters; ++c) {
      if (chosen[c] != words) continue;
      for (std::size_t w = 0; w < words; ++w) {
        const double value = shares[c * words + w] - penalty * used[w];
        if (value > best) best = value, cluster = c, word = w;
      }
    }
    chosen[cluster] = word;
    ++used[word];
  }
  return chosen;
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

std::vector<NameChoice> nameClusters(const Rows& rows, const std::vector<std::int32_t>& of, int clusters,
                                     const Rows& texts, const std::vector<std::string>& words) {
  std::vector<NameChoice> names(static_cast<std::size_t>(std::max(0, clusters)));
  if (texts.count() != words.size()) throw Error(ErrorCode::InvalidInput, "words and their embeddings do not match");
  if (of.size() != rows.count()) throw Error(ErrorCode::InvalidInput, "rows and their clusters do not match");
  if (words.empty() || names.empty()) return names;
  const std::size_t count = words.size();
  const std::vector<double> shares = votes(rows, votersOf(of, names.size()), texts);
  const std::vector<std::size_t> chosen = assign(shares, names.size(), count);
  std::map<std::size_t, int> uses;
  std::vector<std::size_t> order(count);
  for (std::size_t c = 0; c < names.size(); ++c) {
    const int use = ++uses[chosen[c]];
    names[c].name = words[chosen[c]];
    if (use > 1) names[c].name.append(1, ' ').append(std::to_string(use));
    names[c].score = shares[c * count + chosen[c]];
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return shares[c * count + a] > shares[c * count + b]; });
    for (const std::size_t word : order) {
      if (names[c].others.size() < kOthers && word != chosen[c]) names[c].others.push_back(words[word]);
    }
  }
  return names;
}

}  // namespace tilescout::explore
