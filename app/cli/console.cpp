#include "app/cli/console.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"

namespace tilescout::cli {

namespace {

void write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

nlohmann::ordered_json toJson(const Progress& progress) {
  nlohmann::ordered_json line;
  line["stage"] = progress.stage;
  line["done"] = progress.done;
  line["total"] = progress.total;
  line["rate"] = progress.rate;
  line["eta_s"] =
      progress.etaSeconds < 0.0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(progress.etaSeconds);
  return line;
}

}  // namespace

Console::Console(std::stop_token stop) : stop_(std::move(stop)) {}

void Console::print(std::string_view line) { printText(std::string(line) + "\n"); }

void Console::printText(std::string_view text) {
  const std::lock_guard lock(mutex_);
  bar_.clear();
  write(stdout, text);
}

void Console::printJson(const nlohmann::ordered_json& value) {
  // File names need not be UTF-8; a replacement character is better than no output.
  print(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  std::fflush(stdout);
}

void Console::note(std::string_view sentence) {
  const std::lock_guard lock(mutex_);
  bar_.clear();
  std::fflush(stdout);
  write(stderr, sentence);
  write(stderr, "\n");
}

void Console::problem(std::string_view subject, std::string_view message) {
  note(subject.empty() ? std::string(message) : std::string(subject) + ": " + std::string(message));
}

JobContext::Sink Console::progressSink(bool json) {
  if (json) return [this](const Progress& progress) { printJson(toJson(progress)); };
  return [this](const Progress& progress) {
    const std::lock_guard lock(mutex_);
    bar_.show(progress);
  };
}

void Console::endProgress() {
  const std::lock_guard lock(mutex_);
  bar_.clear();
}

void Console::finish() {
  endProgress();
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    throw Error(ErrorCode::Io, std::string("cannot be written (") + std::strerror(errno) + ")", "standard output");
  }
}

}  // namespace tilescout::cli
