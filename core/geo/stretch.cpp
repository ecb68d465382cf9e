#include "geo/stretch.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace tilescout::geo {

namespace {

std::pair<double, double> typeRange(const std::string& dataType) {
  if (dataType == "Byte") return {0, 255};
  if (dataType == "UInt16") return {0, 65535};
  if (dataType == "Int16") return {-32768, 32767};
  if (dataType == "UInt32") return {0, 4294967295.0};
  if (dataType == "Int32") return {-2147483648.0, 2147483647.0};
  return {0, 1};
}

std::pair<double, double> apart(double low, double high) {
  if (high > low) return {low, high};
  const double middle = (low + high) / 2;
  const double reach = std::max(1.0, std::abs(middle) * 1e-3);
  return {middle - reach, middle + reach};
}

void checkNumbers(const StretchSpec& spec) {
  using Kind = StretchSpec::Kind;
  if (spec.kind == Kind::Sigma && !(std::isfinite(spec.a) && spec.a > 0))
    throw Error(ErrorCode::InvalidInput, "the stretch's number of standard deviations must be positive");
  if (spec.kind == Kind::Percent && !(spec.a >= 0 && spec.b <= 100))
    throw Error(ErrorCode::InvalidInput, "the stretch's percentiles must lie between 0 and 100");
  if ((spec.kind == Kind::MinMax || spec.kind == Kind::Percent) &&
      !(spec.b > spec.a && std::isfinite(spec.a) && std::isfinite(spec.b)))
    throw Error(ErrorCode::InvalidInput, "the stretch's low end must be below its high end");
}

std::pair<double, double> sigmaRange(const std::vector<float>& values, double sigmas) {
  double sum = 0;
  for (const float value : values) sum += value;
  const double mean = values.empty() ? 0.0 : sum / static_cast<double>(values.size());
  double squares = 0;
  for (const float value : values) squares += (value - mean) * (value - mean);
  const double deviation = values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
  return apart(mean - sigmas * deviation, mean + sigmas * deviation);
}

}  // namespace

double percentile(std::vector<float>& values, double percent) {
  if (values.empty()) return 0.0;
  const double position = std::clamp(percent, 0.0, 100.0) / 100.0 * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), at, values.end());
  const double low = *at;
  if (below + 1 >= values.size()) return low;
  const double high = *std::min_element(at + 1, values.end());
  return low + (position - static_cast<double>(below)) * (high - low);
}

std::pair<double, double> stretchRange(const StretchSpec& spec, std::vector<float>& values, const std::string& dataType,
                                       double scale, double offset) {
  const bool asIs =
      spec.kind == StretchSpec::Kind::None || (spec.kind == StretchSpec::Kind::Auto && dataType == "Byte");
  if (asIs) {
    const auto [low, high] = typeRange(dataType);
    return {low * scale + offset, high * scale + offset};
  }
  checkNumbers(spec);
  if (spec.kind == StretchSpec::Kind::MinMax) return {spec.a, spec.b};
  if (spec.kind == StretchSpec::Kind::Sigma) return sigmaRange(values, spec.a);
  return apart(percentile(values, spec.kind == StretchSpec::Kind::Auto ? 2.0 : spec.a),
               percentile(values, spec.kind == StretchSpec::Kind::Auto ? 98.0 : spec.b));
}

}  // namespace tilescout::geo
