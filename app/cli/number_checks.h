#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <cmath>
#include <string>

namespace tilescout::cli {

namespace detail {

/// NaN and infinity are no numbers here; CLI11's own checks let NaN pass and name 1.8e308 with all its digits.
inline bool readFinite(const std::string& text, double& value) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end && std::isfinite(value);
}

}  // namespace detail

/// Checks of an option's value: a number above 0, or from 0 on.
inline CLI::Validator aboveZero() {
  return CLI::Validator(
      [](const std::string& text) {
        double value = 0;
        return detail::readFinite(text, value) && value > 0 ? std::string() : "\"" + text + "\" is no number above 0";
      },
      std::string());
}
inline CLI::Validator fromZero() {
  return CLI::Validator(
      [](const std::string& text) {
        double value = 0;
        return detail::readFinite(text, value) && value >= 0 ? std::string() : "\"" + text + "\" is no number from 0 on";
      },
      std::string());
}

}  // namespace tilescout::cli
