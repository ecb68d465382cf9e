#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tilescout::jobs {

/// One part of the report: what it is about, and its lines as name and text.
struct DiagnosticPart {
  std::string title;  ///< "program", "libraries", "devices", "folders", "models", "log"
  std::vector<std::pair<std::string, std::string>> lines;
};

/// What a report of a fault needs to know of this installation: versions as loaded, processor and GPUs and why there is
/// none, which BLAS, folders, models, the latest lines of the log. Nothing of the user's archives. Throws nothing that
/// one part lacks; the part says so instead.
std::vector<DiagnosticPart> collectDiagnostics();

}  // namespace tilescout::jobs
