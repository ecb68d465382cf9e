#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "explore/rows.h"

namespace tilescout::explore {

/// Names that a cluster could have, best first, with what speaks for the first: the share of the cluster's tiles that
/// say it (each tile divides one vote among the words).
struct NameChoice {
  std::string name;
  std::vector<std::string> others;  ///< the next best
  double score = 0.0;
};

/// Names clusters by a vote of their rows: each row divides its vote among the words by how near their texts lie to it,
/// less half of how near each text lies to all rows (a word that is near to everything says little). `of` says which of
/// the `clusters` a row is in, −1 none; `texts` are the embeddings of `words`. A word names a second cluster only where
/// it wins by far, with a number then. Of many rows some are asked, the same each time. Without words the names are
/// empty.
std::vector<NameChoice> nameClusters(const Rows& rows, const std::vector<std::int32_t>& of, int clusters,
                                     const Rows& texts, const std::vector<std::string>& words);

/// Words for land cover and what stands on it, as the remote-sensing data sets name their classes.
const std::vector<std::string>& landCoverWords();

/// The sentences that a word is embedded as: the mean of several says more of the word and less of the sentence.
std::vector<std::string> namingPrompts(const std::string& word);

}  // namespace tilescout::explore
