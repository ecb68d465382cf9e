#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/scene.h"

namespace tilescout::cli {

// Option values that are more than a number or a word. Each throws CLI::ValidationError (wrong usage) naming `option`.
// Numbers have a decimal point whatever the locale.

/// "-97.5,46,-96,47.25": W, S, E, N in degrees; W > E crosses the date line.
std::array<double, 4> parseBox(const std::string& option, const std::string& text);
/// "4,3,2": 1-based band numbers for red, green, blue.
std::array<int, 3> parseBands(const std::string& option, const std::string& text);
/// "2/4", the second of four parts: which one, counted from 0, and how many.
std::pair<int, int> parsePart(const std::string& option, const std::string& text);
/// A day, "2015-07-31".
std::string parseDay(const std::string& option, const std::string& text);
StretchSpec parseStretchOption(const std::string& option, const std::string& text);

/// The first word of most verbs: an archive that is there.
CLI::Option& addArchive(CLI::App& verb, std::string& archive);

/// Repeatable option that takes one value each time (CLI11's own vectors swallow the words after it).
CLI::Option& addRepeated(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
                         const std::string& description);

}  // namespace tilescout::cli
