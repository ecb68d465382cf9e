#include "app/cli/verify_command.h"

#include <nlohmann/json.hpp>

#include <vector>

#include "app/cli/option_values.h"
#include "archive/archive.h"
#include "base/error.h"

namespace tilescout::cli {

namespace {

struct VerifyOptions {
  std::string archive;
  bool json = false;
};

void printFaults(const std::vector<archive::VerifyProblem>& problems, Console& console) {
  nlohmann::ordered_json object;
  object["ok"] = problems.empty();
  object["problems"] = nlohmann::ordered_json::array();
  for (const archive::VerifyProblem& problem : problems) {
    object["problems"].push_back({{"subject", problem.subject}, {"message", problem.message}});
  }
  console.printJson(object);
}

Exit verify(const VerifyOptions& options, Console& console) {
  std::vector<archive::VerifyProblem> problems;
  try {
    problems = archive::Archive::open(options.archive, archive::OpenMode::ReadOnly).verify();
  } catch (const Error& error) {
    // Too damaged to be opened is a finding like any other.
    if (error.code() != ErrorCode::Corrupt) throw;
    problems.push_back({error.subject(), error.message()});
  }
  if (options.json) printFaults(problems, console);
  for (const archive::VerifyProblem& problem : problems) console.problem(problem.subject, problem.message);
  if (problems.empty() && !options.json) console.print("No problems found.");
  return problems.empty() ? Exit::Done : Exit::SomeFailed;
}

}  // namespace

void addVerifyCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App& verb = addVerb(program, "verify", "Check an archive's database, embeddings and scene files",
                           "verify fargo.tilescout --json", chosen, options, verify);
  addArchive(verb, options->archive);
  verb.add_flag("--json", options->json, "One JSON object instead of sentences");
}

}  // namespace tilescout::cli
