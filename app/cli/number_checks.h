#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <cmath>
#include <string>

namespace tilescout::cli {

/// Of an option's value: a number above 0, or from 0 on. NaN and infinity are none; CLI11's own checks let NaN pass and
/// name 1.8e308 with all its digits.
inline CLI::Validator numberCheck(bool zeroToo, const std::string& words) {
  const auto check = [zeroToo, words](const std::string& text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    const bool number = error == std::errc() && stop == end && std::isfinite(value);
    return number && (value > 0 || (zeroToo && value == 0)) ? std::string() : "\"" + text + "\" is no number " + words;
  };
  return CLI::Validator(check, std::string());
}
inline CLI::Validator aboveZero() { return numberCheck(false, "above 0"); }
inline CLI::Validator fromZero() { return numberCheck(true, "from 0 on"); }

}  // namespace tilescout::cli
