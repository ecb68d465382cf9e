#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "jobs/index_job.h"

namespace tilescout::jobs {

namespace {

[[noreturn]] void refuse(const std::string& text) {
  throw Error(ErrorCode::InvalidInput, "is no stretch; use percent:LOW,HIGH, minmax:LOW,HIGH, sigma:K or none",
              "'" + text + "'");
}

// from_chars reads a decimal point whatever the user's locale says.
std::vector<double> numbersIn(std::string_view list, const std::string& text) {
  std::vector<double> numbers;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view item = list.substr(0, comma);
    double value = 0.0;
    const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), value);
    if (error != std::errc() || end != item.data() + item.size() || !std::isfinite(value)) refuse(text);
    numbers.push_back(value);
    if (comma == std::string_view::npos) return numbers;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

StretchSpec parseStretch(const std::string& text) {
  using Kind = StretchSpec::Kind;
  if (text == "none") return {Kind::None, 0.0, 0.0};
  if (text == "auto") return {};
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) refuse(text);
  const std::string kind = text.substr(0, colon);
  const std::vector<double> numbers = numbersIn(std::string_view(text).substr(colon + 1), text);
  if (kind == "sigma" && numbers.size() == 1 && numbers[0] > 0) return {Kind::Sigma, numbers[0], 0.0};
  if (numbers.size() != 2 || numbers[0] >= numbers[1]) refuse(text);
  if (kind == "minmax") return {Kind::MinMax, numbers[0], numbers[1]};
  if (kind == "percent" && numbers[0] >= 0 && numbers[1] <= 100) return {Kind::Percent, numbers[0], numbers[1]};
  refuse(text);
}

}  // namespace tilescout::jobs
