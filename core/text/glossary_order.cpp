#include "text/glossary_order.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tilescout::text {
namespace {

using Kind = GlossaryToken::Kind;
using Tokens = std::span<const GlossaryToken>;

constexpr auto kNoPlural = std::to_array<std::string_view>(
    {"land", "water", "sand",         "snow",    "ice",      "smoke",      "vegetation", "moss",
     "mud",  "soil",  "rice",         "wheat",   "corn",     "cotton",     "golf",       "fire",
     "fog",  "haze",  "construction", "garbage", "aircraft", "irrigation", "coast",      "algae"});

std::string joined(const std::string& a, std::string_view b) {
  if (a.empty() || b.empty()) return a + std::string(b);
  return a + " " + std::string(b);
}

std::size_t firstOf(Tokens tokens, Kind kind, std::size_t from = 0) {
  while (from < tokens.size() && tokens[from].kind != kind) ++from;
  return from;
}

std::size_t lastOf(Tokens tokens, Kind kind) {
  for (std::size_t i = tokens.size(); i-- > 0;)
    if (tokens[i].kind == kind) return i;
  return tokens.size();
}

bool amountsOnly(Tokens tokens) {
  return std::all_of(tokens.begin(), tokens.end(), [](const GlossaryToken& t) { return t.kind == Kind::Amount; });
}

std::string ordered(Tokens tokens);

std::vector<GlossaryToken> chained(Tokens a, Tokens b) {
  std::vector<GlossaryToken> both(a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

/// Terms and amounts as they stand; the last term takes the plural that an amount before it asks for.
std::string inSequence(Tokens tokens) {
  const std::size_t last = lastOf(tokens, Kind::Term);
  const bool plural = std::any_of(tokens.begin(), tokens.end(), [](const GlossaryToken& t) { return t.plural; });
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& word = tokens[i].english;
    text = joined(text, i == last && plural ? pluralOf(word) : word);
  }
  return text;
}

/// A thing behind what describes it with 的.
std::string described(Tokens modifier, Tokens head) {
  if (head.empty()) return ordered(modifier);
  if (modifier.empty()) return ordered(head);
  // "two [with a wall] houses": the amount belongs to the thing.
  std::size_t amounts = 0;
  while (amounts < modifier.size() && modifier[amounts].kind == Kind::Amount) ++amounts;
  if (amounts < modifier.size() && modifier[amounts].kind == Kind::With) {
    const std::vector<GlossaryToken> thing = chained(modifier.first(amounts), head);
    return joined(joined(ordered(thing), modifier[amounts].english), ordered(modifier.subspan(amounts + 1)));
  }
  if (modifier.back().kind == Kind::Place && modifier.size() > 1)
    return joined(joined(ordered(head), modifier.back().english), ordered(modifier.first(modifier.size() - 1)));
  const bool simple = std::all_of(modifier.begin(), modifier.end(), [](const GlossaryToken& token) {
    return token.kind == Kind::Term || token.kind == Kind::Amount;
  });
  return simple ? ordered(chained(modifier, head)) : joined(ordered(modifier), ordered(head));
}

/// "A has B", "on A there is B".
std::string having(Tokens tokens, std::size_t at) {
  const Tokens left = tokens.first(at);
  const Tokens right = tokens.subspan(at + 1);
  if (left.back().kind == Kind::Place && left.size() > 1)
    return joined(joined(ordered(right), left.back().english), ordered(left.first(left.size() - 1)));
  return joined(joined(ordered(left), tokens[at].english), ordered(right));
}

std::string ordered(Tokens tokens) {
  if (tokens.empty()) return {};
  if (const std::size_t at = firstOf(tokens, Kind::Break); at < tokens.size()) {
    const std::string left = ordered(tokens.first(at)), right = ordered(tokens.subspan(at + 1));
    return left.empty() || right.empty() ? left + right : left + ", " + right;
  }
  const std::size_t with = firstOf(tokens, Kind::With, 1);
  const std::size_t of = lastOf(tokens, Kind::Of);
  const bool opensModifier = with < of && of < tokens.size() && amountsOnly(tokens.first(with));
  if (with < tokens.size() && tokens[with - 1].kind != Kind::Of && !opensModifier && !amountsOnly(tokens.first(with)))
    return having(tokens, with);
  const bool between = std::any_of(tokens.begin(), tokens.end(), [](const GlossaryToken& token) {
    return token.kind == Kind::Place && token.english == "between";
  });
  if (const std::size_t at = firstOf(tokens, Kind::And);
      at < tokens.size() && !(between && of < tokens.size()) && tokens.front().kind != Kind::With)
    return joined(joined(ordered(tokens.first(at)), "and"), ordered(tokens.subspan(at + 1)));
  if (of < tokens.size()) return described(tokens.first(of), tokens.subspan(of + 1));
  if (tokens.front().kind == Kind::With) return joined(tokens.front().english, ordered(tokens.subspan(1)));
  if (const std::size_t at = firstOf(tokens, Kind::Place); at < tokens.size()) {
    if (at == 0) return ordered(tokens.subspan(1));
    return joined(joined(ordered(tokens.subspan(at + 1)), tokens[at].english), ordered(tokens.first(at)));
  }
  if (const std::size_t at = firstOf(tokens, Kind::And); at < tokens.size())
    return joined(joined(ordered(tokens.first(at)), "and"), ordered(tokens.subspan(at + 1)));
  return inSequence(tokens);
}

}  // namespace

std::string pluralOf(const std::string& english) {
  const std::size_t blank = english.rfind(' ');
  const std::string_view last = std::string_view(english).substr(blank == std::string::npos ? 0 : blank + 1);
  if (last.empty() || last.back() == 's' || last.ends_with("land") ||
      std::find(kNoPlural.begin(), kNoPlural.end(), last) != kNoPlural.end())
    return english;
  const auto ends = [&](std::string_view ending) { return last.ends_with(ending); };
  if (ends("ch") || ends("sh") || ends("x")) return english + "es";
  const bool vowelBefore =
      last.size() > 1 && std::string_view("aeiou").find(last[last.size() - 2]) != std::string_view::npos;
  if (last.back() == 'y' && !vowelBefore) return english.substr(0, english.size() - 1) + "ies";
  return english + "s";
}

std::string inEnglishOrder(std::span<const GlossaryToken> tokens) { return ordered(tokens); }

}  // namespace tilescout::text
