#pragma once
#include <string>
#include <vector>

#include "explore/rows.h"

namespace tilescout::explore {

/// Names that a cluster could have, best first, with what speaks for each: how much nearer the cluster's centre lies to
/// the text than the clusters do on average, in standard deviations over the texts' own spread.
struct NameChoice {
  std::string name;
  std::vector<std::string> others;  ///< the next best
  double score = 0.0;
};

/// Names each of the centres by the texts nearest to it and farthest from the others. `texts` are the embeddings of
/// `words`. No two clusters get one name while there are enough words; otherwise a number tells them apart. Without
/// words the names are empty.
std::vector<NameChoice> nameClusters(const Rows& centres, const Rows& texts, const std::vector<std::string>& words);

/// Words for land cover and what stands on it, as the remote-sensing data sets name their classes.
const std::vector<std::string>& landCoverWords();

/// The sentences that a word is embedded as: the mean of several says more of the word and less of the sentence.
std::vector<std::string> namingPrompts(const std::string& word);

}  // namespace tilescout::explore
