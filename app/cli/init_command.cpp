#include "app/cli/init_command.h"

#include "jobs/catalog_service.h"

namespace tilescout::cli {

namespace {

struct InitOptions {
  std::string archive;
};

Exit init(const InitOptions& options, Console& console) {
  jobs::CatalogService::createArchive(options.archive);
  console.print(options.archive + " is ready. Add scenes with: tilescout-cli index " + options.archive + " FOLDER");
  return Exit::Done;
}

}  // namespace

void addInitCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App& verb = addVerb(program, "init", "Make a new, empty archive", "init fargo.tilescout", chosen, options, init);
  verb.add_option("ARCHIVE", options->archive, "The file to make; never overwritten")->type_name("")->required();
}

}  // namespace tilescout::cli
