#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::log {

/// One line on standard error, with time and level; TILESCOUT_LOG=debug|info|warn|error sets what is shown (warn).
/// Thread-safe. For what a developer or a bug report needs; what the user must know is reported by the job itself.
void debug(std::string_view message);
void info(std::string_view message);
void warn(std::string_view message);
void error(std::string_view message);

/// The last lines (500 at most) from "info" up, oldest first, shown or not: what a diagnostics page copies.
std::vector<std::string> recent();

}  // namespace tilescout::log
