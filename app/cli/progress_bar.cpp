#include "app/cli/progress_bar.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace tilescout::cli {

namespace {

constexpr std::chrono::seconds plainInterval{10};
constexpr int plainColumns = 100;
constexpr int barCells = 24;

int terminalColumns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string rateText(double rate) {
  return rate >= 10.0 ? fmt::format("{:.0f}/s", rate) : fmt::format("{:.1f}/s", rate);
}

std::string bar(double fraction) {
  const int full = static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * barCells));
  std::string cells;
  for (int i = 0; i < barCells; ++i) cells += i < full ? "█" : "░";
  return cells;
}

}  // namespace

std::string durationText(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
  if (whole < 120) return fmt::format("{} s", whole);
  const std::int64_t minutes = (whole + 30) / 60;
  if (minutes < 120) return fmt::format("{} min", minutes);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::string countText(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = count < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string progressLine(const Progress& progress, int columns) {
  std::string numbers = countText(progress.done);
  if (progress.total > 0) numbers += " / " + countText(progress.total);
  if (progress.rate > 0.0) numbers += "  " + rateText(progress.rate);
  if (progress.etaSeconds >= 0.0) numbers += "  " + durationText(progress.etaSeconds) + " left";
  const int room = columns - static_cast<int>(progress.stage.size() + numbers.size()) - 4;
  if (progress.total > 0 && room >= barCells) {
    const double fraction = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    return progress.stage + "  " + bar(fraction) + "  " + numbers;
  }
  const std::string line = progress.stage + "  " + numbers;
  return line.substr(0, static_cast<std::size_t>(std::max(0, columns)));
}

ProgressBar::ProgressBar() : terminal_(::isatty(STDERR_FILENO) == 1), lastPlain_(std::chrono::steady_clock::now()) {}

void ProgressBar::show(const Progress& progress) {
  if (terminal_) {
    // One column stays free: a full line would make some terminals wrap.
    std::fprintf(stderr, "\r\x1b[K%s", progressLine(progress, terminalColumns() - 1).c_str());
    drawn_ = true;
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - lastPlain_ < plainInterval) return;
  lastPlain_ = now;
  std::fprintf(stderr, "%s\n", progressLine(progress, plainColumns).c_str());
}

void ProgressBar::clear() {
  if (!drawn_) return;
  std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

std::string bytesText(std::int64_t bytes) {
  static constexpr std::array kUnits = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000.0 && unit + 1 < kUnits.size()) {
    value /= 1000.0;
    ++unit;
  }
  return unit == 0 || value >= 100.0 ? fmt::format("{:.0f} {}", value, kUnits[unit])
                                     : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

}  // namespace tilescout::cli
