#include "synth/caption_writer.h"

#include <algorithm>
#include <array>

namespace tilescout::synth {
namespace {

bool plural(const Thing& thing) { return !thing.many.empty() && thing.count != 1; }
std::string is(const Thing& thing) { return plural(thing) ? " are " : " is "; }
std::string thereIs(const Thing& thing) { return plural(thing) ? "there are " : "there is "; }

bool vowel(const std::string& word) { return !word.empty() && std::string("aeiou").find(word.front()) != std::string::npos; }

bool isNear(const Thing& thing) { return thing.relation == "near" || thing.relation == "around"; }

/// How a mass is told: water is not a piece.
bool isWater(const Thing& thing) { return thing.one == "ocean" || thing.one == "sea" || thing.one == "water"; }

/// Sentences that tell of the main thing and one other; without the full stop.
std::vector<std::string> pairSentences(const Thing& m, const std::string& main, const Thing& o, const std::string& other) {
  const std::string& relation = o.relation;
  if (relation == "around") return {other + is(o) + "around " + main, main + is(m) + "surrounded by " + other};
  if (relation == "surround") return {main + is(m) + "surrounded by " + other, thereIs(m) + main + " surrounded by " + other};
  if (relation == "in") return {other + is(o) + "in " + main, thereIs(o) + other + " in " + main};
  if (relation == "on") return {other + is(o) + "on " + main, thereIs(o) + other + " on " + main};
  if (relation == "base") return {main + is(m) + "on " + other, thereIs(m) + main + " on " + other};
  if (relation == "under") return {main + is(m) + "over " + other, main + is(m) + "built over " + other, thereIs(m) + main + " over " + other};
  if (relation == "sides") return {other + is(o) + "in two sides of " + main, other + is(o) + "on both sides of " + main};
  if (relation == "beside") return {other + is(o) + "beside " + main, other + is(o) + "in one side of " + main};
  if (relation == "with") return {thereIs(m) + main + " with " + other};
  if (relation == "through") return {other + (plural(o) ? " pass through " : " passes through ") + main, thereIs(o) + other + " through " + main};
  if (relation == "between") return {thereIs(m) + main + " with " + other + " between them"};
  if (relation == "place") return {main + is(m) + "in " + other, thereIs(m) + main + " in " + other};
  if (relation == "connected") return {main + is(m) + "connected with " + other, other + is(o) + "connected with " + main};
  if (relation == "parked") return {other + is(o) + "parked in " + main, thereIs(o) + other + " in " + main};
  return {main + is(m) + "near " + other, main + is(m) + "next to " + other, other + is(o) + "near " + main,
          thereIs(m) + main + " near " + other};
}

/// The main thing and two others in one sentence; empty when they do not go together.
std::string tripleSentence(const Thing& m, const std::string& main, const Thing& o, const std::string& first,
                           const Thing& p, const std::string& second, Rng& rng) {
  if (isNear(o) && isNear(p)) {
    if (rng.chance(0.5)) return first + " and " + second + " are " + (o.relation == p.relation ? o.relation : "near") + " " + main;
    return main + is(m) + "near " + first + " and " + second;
  }
  if (o.relation == "place" && isNear(p)) return main + is(m) + "near " + second + " in " + first;
  if (!isNear(p) || o.relation == "between") return {};
  if (o.relation == "sides" || o.relation == "beside") return {};
  // The place that follows "near" must be that of the main thing, which therefore comes last.
  const std::vector<std::string> pairs = pairSentences(m, main, o, first);
  for (const std::string& sentence : pairs)
    if (sentence.ends_with(main)) return sentence + " near " + second;
  return second + is(p) + "near " + main + " with " + first;
}

std::string withTwo(const Site& site, Rng& rng) {
  if (site.others.size() < 2) return {};
  for (int attempt = 0; attempt < 6; ++attempt) {
    const auto i = static_cast<std::size_t>(rng.integer(0, static_cast<int>(site.others.size()) - 1));
    const auto j = static_cast<std::size_t>(rng.integer(0, static_cast<int>(site.others.size()) - 1));
    if (i == j) continue;
    const Thing &one = site.others[i], &two = site.others[j];
    // Three facts: two relations, and the main thing's count or colour, or one of the others' colour.
    const int first = rng.integer(0, 2);
    int where = first;
    while (std::array{&site.main, &one, &two}[static_cast<std::size_t>(where)]->adjectives.empty() && (where + 1) % 3 != first) where = (where + 1) % 3;
    const std::string main = nounPhrase(site.main, where == 0 ? 1 : 0, rng);
    const std::string sentence = tripleSentence(site.main, main, one, nounPhrase(one, where == 1 ? 1 : 0, rng), two,
                                                nounPhrase(two, where == 2 ? 1 : 0, rng), rng);
    if (!sentence.empty()) return sentence + " .";
  }
  return {};
}

std::string withOne(const Site& site, Rng& rng) {
  if (site.others.empty()) return {};
  const Thing& other = rng.pick(site.others);
  const std::string main = nounPhrase(site.main, 1, rng);
  return rng.pick(pairSentences(site.main, main, other, nounPhrase(other, 1, rng))) + " .";
}

std::string alone(const Site& site, Rng& rng) {
  const std::string main = nounPhrase(site.main, 2, rng);
  if (site.main.many.empty()) {
    if (isWater(site.main)) return "this is " + main + " .";
    return (rng.chance(0.5) ? "it is " : "this is ") + main + " .";
  }
  return thereIs(site.main) + main + (rng.chance(0.5) ? " in this area ." : " here .");
}

}  // namespace

std::string countWord(int count) {
  static const std::array<const char*, 13> words{"no",  "one",   "two",   "three", "four", "five",  "six",
                                                 "seven", "eight", "nine", "ten", "eleven", "twelve"};
  return count >= 0 && count <= 12 ? words[static_cast<std::size_t>(count)] : "many";
}

std::string nounPhrase(const Thing& thing, int adjectives, Rng& rng) {
  std::string words;
  std::vector<std::string> choice = thing.adjectives;
  for (; adjectives > 0 && !choice.empty(); --adjectives) {
    const auto at = static_cast<std::size_t>(rng.integer(0, static_cast<int>(choice.size()) - 1));
    // Size before shape before colour is English; with two words, the colour was given first.
    words = words.empty() ? choice[at] + " " : (at == 0 ? words + choice[at] + " " : choice[at] + " " + words);
    choice.erase(choice.begin() + static_cast<long>(at));
  }
  if (thing.many.empty()) {
    if (isWater(thing) || rng.chance(0.3)) return words.empty() ? "the " + thing.one : words + thing.one;
    return (rng.chance(0.3) ? "a large piece of " : "a piece of ") + words + thing.one;
  }
  if (thing.count == 1) return (vowel(words + thing.one) ? "an " : "a ") + words + thing.one;
  if (!thing.exact) return (thing.count >= 20 ? "many " : (rng.chance(0.6) ? "some " : "several ")) + words + thing.many;
  if (thing.count > 10) return "many " + words + thing.many;
  if (thing.count >= 3 && rng.chance(0.25)) return (rng.chance(0.5) ? "several " : "some ") + words + thing.many;
  return countWord(thing.count) + " " + words + thing.many;
}

std::vector<std::string> writeCaptions(const Site& site, Rng& rng) {
  std::vector<std::string> captions;
  const auto add = [&](const std::string& sentence) {
    if (sentence.empty() || std::find(captions.begin(), captions.end(), sentence) != captions.end()) return false;
    captions.push_back(sentence);
    return true;
  };
  for (int attempt = 0; attempt < 6 && captions.size() < 4; ++attempt) add(withTwo(site, rng));
  if (captions.size() == 4) captions.pop_back();
  if (!site.details.empty() && rng.chance(0.45)) add(rng.pick(site.details));
  if (captions.size() < 4 && rng.chance(0.6)) add(withTwo(site, rng));
  for (int attempt = 0; attempt < 12 && captions.size() < 4; ++attempt) add(rng.chance(0.15) ? alone(site, rng) : withOne(site, rng));
  for (int attempt = 0; attempt < 8 && captions.size() < 4; ++attempt) add(alone(site, rng));
  while (captions.size() < 4) captions.push_back(captions.empty() ? alone(site, rng) : captions.front());
  captions.push_back(rng.pick(site.general));
  return captions;
}

}  // namespace tilescout::synth
