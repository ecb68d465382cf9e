#include <doctest/doctest.h>

#include <algorithm>

#include "base/code_version.h"
#include "base/log.h"
#include "jobs/diagnostics.h"

namespace tilescout::jobs {
namespace {

const DiagnosticPart& part(const std::vector<DiagnosticPart>& parts, const std::string& title) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.title == title; });
  REQUIRE(found != parts.end());
  return *found;
}

std::string lineOf(const DiagnosticPart& of, const std::string& name) {
  const auto found = std::find_if(of.lines.begin(), of.lines.end(), [&](const auto& l) { return l.first == name; });
  return found == of.lines.end() ? std::string() : found->second;
}

TEST_CASE("the report names versions, the BLAS that is loaded, and why there is no GPU") {
  const auto parts = collectDiagnostics();
  const std::string version = lineOf(part(parts, "program"), "Tilescout");
  CHECK(version == codeVersion());
  CHECK(version.starts_with(TILESCOUT_VERSION));
  const auto& libraries = part(parts, "libraries");
  CHECK(lineOf(libraries, "GDAL").find("PROJ") != std::string::npos);
  CHECK_FALSE(lineOf(libraries, "LibTorch").empty());
  CHECK_FALSE(lineOf(libraries, "BLAS").empty());
  CHECK_FALSE(lineOf(libraries, "SQLite").empty());
  const auto& devices = part(parts, "devices");
  CHECK(lineOf(devices, "cpu").find("cores") != std::string::npos);
  CHECK(devices.lines.size() >= 2);  // and a word about CUDA
}

TEST_CASE("the latest lines of the log are in the report, without their line ends") {
  log::warn("a line for the report");
  const auto parts = collectDiagnostics();
  const auto& lines = part(parts, "log").lines;
  REQUIRE_FALSE(lines.empty());
  CHECK(lines.back().second.ends_with("a line for the report"));
}

}  // namespace
}  // namespace tilescout::jobs
