#include "base/log.h"

#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace tilescout::log {

namespace {

constexpr std::size_t kKept = 500;

/// To standard error from the level that was asked for, and from "info" up into memory.
struct Sinks {
  std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> kept = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(kKept);
  std::shared_ptr<spdlog::logger> logger;

  Sinks() {
    const auto shown = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    const char* level = std::getenv("TILESCOUT_LOG");
    shown->set_level(level ? spdlog::level::from_str(level) : spdlog::level::warn);
    kept->set_level(spdlog::level::info);
    logger = std::make_shared<spdlog::logger>("tilescout", spdlog::sinks_init_list{shown, kept});
    logger->set_pattern("%H:%M:%S.%e %l: %v");
    logger->set_level(std::min(shown->level(), kept->level()));
  }
};

Sinks& sinks() {
  static Sinks instance;
  return instance;
}

spdlog::logger& logger() { return *sinks().logger; }

}  // namespace

void debug(std::string_view message) { logger().debug("{}", message); }
void info(std::string_view message) { logger().info("{}", message); }
void warn(std::string_view message) { logger().warn("{}", message); }
void error(std::string_view message) { logger().error("{}", message); }

std::vector<std::string> recent() {
  std::vector<std::string> lines = sinks().kept->last_formatted();
  for (std::string& line : lines) {
    while (!line.empty() && line.back() == '\n') line.pop_back();
  }
  return lines;
}

}  // namespace tilescout::log
