#pragma once
#include <span>
#include <string>
#include <vector>

namespace tilescout::text {

/// A part of a Chinese query on its way into English.
struct GlossaryToken {
  enum class Kind {
    Term,      ///< a thing or quality, in English
    Amount,    ///< "two", "many": what follows is in the plural where `plural` is set
    Of,        ///< 的
    With,      ///< 有, 沿: stands before its object ("with", "along")
    Place,     ///< 附近, 上: stands behind its object ("near", "on")
    And,
    Break      ///< a comma
  };
  Kind kind = Kind::Term;
  std::string english;
  bool plural = false;
};

/// The tokens in English order, words separated by blanks.
std::string inEnglishOrder(std::span<const GlossaryToken> tokens);

/// "storage tank" → "storage tanks"; what has no plural stays ("water", "farmland", "solar panels").
std::string pluralOf(const std::string& english);

}  // namespace tilescout::text
