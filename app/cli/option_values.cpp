#include "app/cli/option_values.h"

#include <CLI/Error.hpp>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string_view>

#include "base/error.h"
#include "jobs/index_job.h"

namespace tilescout::cli {

namespace {

std::vector<std::string_view> splitAtCommas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

template <typename Number>
bool readNumber(std::string_view text, Number& number) {
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  return status == std::errc() && end == text.data() + text.size() && !text.empty();
}

template <typename Number, std::size_t N>
std::array<Number, N> parseNumbers(const std::string& option, const std::string& text, const std::string& wanted) {
  const std::vector<std::string_view> parts = splitAtCommas(text);
  std::array<Number, N> numbers{};
  bool good = parts.size() == N;
  for (std::size_t i = 0; good && i < N; ++i) good = readNumber(parts[i], numbers[i]);
  if (!good) throw CLI::ValidationError(option, "\"" + text + "\" is not " + wanted);
  return numbers;
}

}  // namespace

std::array<double, 4> parseBox(const std::string& option, const std::string& text) {
  const auto box = parseNumbers<double, 4>(option, text, "four numbers W,S,E,N in degrees, e.g. -97.5,46,-96,47.25");
  for (const double value : box) {
    if (!std::isfinite(value)) throw CLI::ValidationError(option, "\"" + text + "\" holds a number that is not finite");
  }
  if (box[1] > box[3]) throw CLI::ValidationError(option, "south (" + text + ") lies north of north");
  if (box[1] < -90.0 || box[3] > 90.0)
    throw CLI::ValidationError(option, "latitudes end at 90 degrees; order is W,S,E,N");
  return box;
}

std::array<int, 3> parseBands(const std::string& option, const std::string& text) {
  const auto bands = parseNumbers<int, 3>(option, text, "three band numbers R,G,B, e.g. 4,3,2");
  for (const int band : bands) {
    if (band < 1) throw CLI::ValidationError(option, "bands are counted from 1");
  }
  return bands;
}

std::pair<int, int> parsePart(const std::string& option, const std::string& text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  int part = 0, parts = 0;
  const bool good = slash < text.size() && readNumber(std::string_view(text).substr(0, slash), part) &&
                    readNumber(std::string_view(text).substr(slash + 1), parts);
  if (!good || part < 1 || part > parts) {
    throw CLI::ValidationError(option, "\"" + text + "\" is not a part of a whole, e.g. 2/4, the second of four");
  }
  return {part - 1, parts};
}

std::string parseDay(const std::string& option, const std::string& text) {
  const std::string_view view = text;
  int year = 0;
  unsigned month = 0, day = 0;
  const bool shaped = view.size() == 10 && view[4] == '-' && view[7] == '-' && readNumber(view.substr(0, 4), year) &&
                      readNumber(view.substr(5, 2), month) && readNumber(view.substr(8, 2), day);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!shaped || !date.ok()) throw CLI::ValidationError(option, "\"" + text + "\" is not a day, e.g. 2015-07-31");
  return text;
}

StretchSpec parseStretchOption(const std::string& option, const std::string& text) {
  try {
    return jobs::parseStretch(text);
  } catch (const Error& error) {
    throw CLI::ValidationError(option, error.what());
  }
}

CLI::Option& addArchive(CLI::App& verb, std::string& archive) {
  return *verb.add_option("ARCHIVE", archive, "An archive (*.tilescout)")->type_name("")->required();
}

CLI::Option& addRepeated(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
                         const std::string& description) {
  return *verb.add_option(name, values, description)->allow_extra_args(false);
}

}  // namespace tilescout::cli
