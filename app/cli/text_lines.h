#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tilescout::cli {

/// The lines of a text file in their order, empty ones too, without line ends (Unix or Windows) and byte order mark.
/// Throws Error naming the file.
std::vector<std::string> readTextLines(const std::filesystem::path& file);

}  // namespace tilescout::cli
