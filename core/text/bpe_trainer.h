#pragma once
#include <span>
#include <string>

#include "text/vocabulary.h"

namespace tilescout::text {

/// Learns byte-pair merges (Sennrich et al. 2016) from captions cut as BpeTokenizer cuts them. The most frequent pair
/// is merged first, equal ones in the order of their spelling, so the result depends on nothing but the arguments.
/// Stops at `vocabularySize` tokens (512 byte symbols and the two marks included) or when no pair occurs `minCount`
/// times: with budget enough, every word that occurs `minCount` times is then one token. Throws Error{InvalidInput}.
Vocabulary trainBpe(std::span<const std::string> captions, int vocabularySize, int minCount);

}  // namespace tilescout::text
