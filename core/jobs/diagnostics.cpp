#include "jobs/diagnostics.h"

#include <sys/utsname.h>

#include <fstream>
#include <opencv2/core/version.hpp>

#include "archive/library_version.h"
#include "base/code_version.h"
#include "base/error.h"
#include "base/log.h"
#include "base/paths.h"
#include "geo/gdal_session.h"
#include "jobs/model_service.h"
#include "model/device.h"
#include "search/scan_kernel.h"
#include "train/processes.h"

namespace tilescout::jobs {

namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const auto colon = line.find(": ");
    if (line.rfind("model name", 0) == 0 && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "not known";
}

std::string memory() {
  std::ifstream info("/proc/meminfo");
  std::string name;
  double kilobytes = 0;
  if (!(info >> name >> kilobytes)) return "not known";
  return std::to_string(static_cast<int>(kilobytes / 1048576.0 + 0.5)) + " GiB";
}

Lines program() {
  Lines lines{{"Tilescout", codeVersion()}, {"Compiler", "GCC " __VERSION__}};
  utsname system{};
  if (uname(&system) == 0) {
    lines.emplace_back("System", std::string(system.sysname) + ' ' + system.release + ' ' + system.machine);
  }
  lines.emplace_back("Processor", processor());
  lines.emplace_back("Memory", memory());
  return lines;
}

Lines libraries() {
  Lines lines = model::describeLibraries();
  const std::string transports = train::processTransports();
  lines.emplace_back("Training in several processes", transports.empty() ? "not built in" : transports);
  lines.emplace_back("GDAL", geo::gdalVersions());
  lines.emplace_back("SQLite", archive::sqliteVersion());
  lines.emplace_back("OpenCV", CV_VERSION);
  lines.emplace_back("Scan instructions", search::scanTargetName());
  return lines;
}

Lines devices() {
  Lines lines;
  for (const std::string& device : model::describeDevices()) {
    const auto colon = device.find(": ");
    lines.emplace_back(device.substr(0, colon), colon == std::string::npos ? "" : device.substr(colon + 2));
  }
  return lines;
}

Lines models() {
  const ModelStore store;
  Lines lines;
  for (const ModelCard& card : store.list()) {
    lines.emplace_back(card.name, card.architecture + ", " + card.fingerprint +
                                      (card.name == store.defaultName() ? ", default" : ""));
  }
  return lines;
}

Lines logLines() {
  Lines lines;
  for (std::string& line : log::recent()) lines.emplace_back("", std::move(line));
  return lines;
}

template <typename Fill>
void add(std::vector<DiagnosticPart>& parts, const char* title, Fill&& fill) {
  try {
    parts.push_back({title, fill()});
  } catch (const Error& error) {
    parts.push_back({title, {{"", error.what()}}});
  }
}

}  // namespace

std::vector<DiagnosticPart> collectDiagnostics() {
  std::vector<DiagnosticPart> parts;
  add(parts, "program", program);
  add(parts, "libraries", libraries);
  add(parts, "devices", devices);
  add(parts, "folders", [] {
    return Lines{{"Data", paths::userData().string()}, {"Resources", paths::resources().string()}};
  });
  add(parts, "models", models);
  add(parts, "log", logLines);
  return parts;
}

}  // namespace tilescout::jobs
