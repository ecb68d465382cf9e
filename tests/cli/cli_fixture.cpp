#include "tests/cli/cli_fixture.h"

#include <sstream>

namespace tilescout::test {

ProcessResult Cli::operator()(std::vector<std::string> arguments, ProcessOptions options) const {
  arguments.insert(arguments.begin(), TILESCOUT_CLI);
  options.environment.emplace("TILESCOUT_HOME", path("home"));
  return runProcess(arguments, options);
}

bool Cli::haveModel() const {
  const ProcessResult listed = (*this)({"models", "list", "--json"});
  if (listed.exitCode == 0 && !Json::parse(listed.out).empty()) return true;
  const std::filesystem::path shared = sharedFolder();
  if (shared.empty()) return false;
  const ProcessResult imported = (*this)({"models", "import", (shared / "golden/tiny/hf").string(), "--name", "tiny",
                                          "--tokenizer", (shared / "data/bpe_simple_vocab_16e6.txt.gz").string()});
  REQUIRE_MESSAGE(imported.exitCode == 0, imported.err);
  const ProcessResult chosen = (*this)({"models", "use", "tiny"});
  REQUIRE_MESSAGE(chosen.exitCode == 0, chosen.err);
  return true;
}

std::string Cli::paintedScenes(int scenes, int size) const {
  const ProcessResult painted = (*this)({"demo", "make", path("scenes"), "--scenes", std::to_string(scenes), "--size",
                                         std::to_string(size), "--seed", "7"});
  REQUIRE_MESSAGE(painted.exitCode == 0, painted.err);
  const ProcessResult made = (*this)({"init", path("a.tilescout")});
  REQUIRE_MESSAGE(made.exitCode == 0, made.err);
  return path("a.tilescout");
}

std::vector<Json> jsonLines(const std::string& output) {
  std::vector<Json> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

}  // namespace tilescout::test
