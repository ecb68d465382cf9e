#pragma once
#include <string_view>

namespace tilescout::log {

/// One line on standard error, with time and level; TILESCOUT_LOG=debug|info|warn|error sets what is shown (warn).
/// Thread-safe. For what a developer or a bug report needs; what the user must know is reported by the job itself.
void debug(std::string_view message);
void info(std::string_view message);
void warn(std::string_view message);
void error(std::string_view message);

}  // namespace tilescout::log
