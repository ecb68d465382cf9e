#pragma once
#include <string>
#include <vector>

#include "synth/site.h"

namespace tilescout::synth {

/// Five true sentences about a site, in RSICD's manner (lower case, " ." at the end): four drawn from what this very
/// picture holds, one that is true of most pictures of its class. Deterministic for a given generator state.
std::vector<std::string> writeCaptions(const Site& site, Rng& rng);

/// "two white storage tanks", "many green trees", "a piece of yellow bareland".
std::string nounPhrase(const Thing& thing, int adjectives, Rng& rng);
/// "one" … "twelve".
std::string countWord(int count);

}  // namespace tilescout::synth
