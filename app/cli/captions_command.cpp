#include "app/cli/captions_command.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/option_values.h"
#include "archive/archive.h"
#include "archive/label_book.h"
#include "jobs/label_transfer.h"

namespace tilescout::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ImportOptions {
  std::string archive;
  jobs::LabelImportOptions import;
  bool json = false;
};

struct ExportOptions {
  std::string archive, output, format = "auto";
  bool json = false;
};

struct ListOptions {
  std::string archive;
  bool json = false;
};

Json problemsOf(const std::vector<jobs::LabelRowProblem>& problems) {
  Json list = Json::array();
  for (const auto& problem : problems) list.push_back({{"subject", problem.subject}, {"message", problem.message}});
  return list;
}

Exit importCaptions(const ImportOptions& options, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::LabelImportReport report = jobs::importLabels(options.archive, options.import, job);
  for (const auto& problem : report.problems) console.problem(problem.subject, problem.message);
  if (options.json) {
    console.printJson({{"rows", report.rows},
                       {"matched", report.matched},
                       {"captions", report.captions},
                       {"tags", report.tags},
                       {"tiles", report.tiles},
                       {"problems", problemsOf(report.problems)}});
  } else {
    console.print(fmt::format("{} of {} rows matched {} tiles: {} captions and {} tags are new.",
                              countText(report.matched), countText(report.rows), countText(report.tiles),
                              countText(report.captions), countText(report.tags)));
  }
  return report.problems.empty() ? Exit::Done : Exit::SomeFailed;
}

Exit exportCaptions(const ExportOptions& options, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::LabelExportReport report = jobs::exportLabels(options.archive, options.format, options.output, job);
  if (report.orphans > 0) {
    console.note(countText(report.orphans) + " captions are left out: their scenes have no tiles now.");
  }
  if (options.json) {
    console.printJson({{"tiles", report.tiles}, {"captions", report.captions}, {"orphans", report.orphans}});
  } else {
    console.print(fmt::format("{} captions of {} tiles written to {}.", countText(report.captions),
                              countText(report.tiles), options.output));
  }
  return Exit::Done;
}

/// Names of each tile's sets of one kind.
std::map<TileId, std::vector<std::string>> namesByTile(archive::LabelBook& book, TileSetKind kind) {
  std::map<TileId, std::vector<std::string>> names;
  for (const TileSet& set : book.sets(kind)) {
    for (const TileId tile : book.tilesOf(set.id)) names[tile].push_back(set.name);
  }
  return names;
}

Exit listCaptions(const ListOptions& options, Console& console) {
  archive::Archive archive = archive::Archive::open(options.archive, archive::OpenMode::ReadOnly);
  archive::LabelBook book(options.archive, archive::OpenMode::ReadOnly);
  const std::vector<Caption> captions = book.captions();
  std::map<SceneId, std::string> scenes;
  for (const archive::SceneRow& row : archive.scenes()) scenes[row.info.id] = row.info.name;
  if (!options.json) {
    for (const Caption& caption : captions) {
      const std::string tile = caption.tile == 0 ? "-" : std::to_string(caption.tile);
      console.print(fmt::format("{:>8}  {:<24}  {}", tile, scenes[caption.scene], caption.text));
    }
    return Exit::Done;
  }
  auto tags = namesByTile(book, TileSetKind::Tag);
  auto splits = namesByTile(book, TileSetKind::Split);
  Json list = Json::array();
  for (const Caption& caption : captions) {
    Json object{{"id", caption.id}, {"tile", caption.tile}, {"scene", scenes[caption.scene]}, {"text", caption.text}};
    object["author"] = caption.author;
    object["created"] = caption.created;
    object["tags"] = tags[caption.tile];
    object["split"] = splits[caption.tile].empty() ? std::string() : splits[caption.tile].front();
    list.push_back(std::move(object));
  }
  console.printJson(list);
  return Exit::Done;
}

CLI::Option* addFormat(CLI::App& verb, std::string& format) {
  return verb.add_option("--format", format, "auto, authors, karpathy, coco, csv, folders or vector (auto)")
      ->check(CLI::IsMember({"auto", "authors", "karpathy", "coco", "csv", "folders", "vector"}));
}

void addImport(CLI::App& parent, Work& chosen) {
  const auto options = std::make_shared<ImportOptions>();
  CLI::App& verb = addVerb(parent, "import", "Give tiles the captions and tags of a file or folder",
                           "captions import fargo.tilescout labels.geojson", chosen, options, importCaptions);
  addArchive(verb, options->archive);
  verb.add_option("PATH", options->import.path,
                  "RSICD/RSITMD JSON or its folder, CSV, a folder a class, GeoJSON, GeoPackage, ...")
      ->type_name("")
      ->required();
  addFormat(verb, options->import.format);
  verb.add_option("--template", options->import.classTemplate,
                  "What a class name becomes, {} being the name (a satellite image of {}.)")
      ->type_name("TEXT");
  verb.add_option("--author", options->import.author, "Who signs captions that name no author")->type_name("NAME");
  verb.add_flag("--json", options->json, "Progress and summary as JSON, one object a line");
}

void addExport(CLI::App& parent, Work& chosen) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App& verb = addVerb(parent, "export", "Write the labelled tiles to a file or a new folder",
                           "captions export fargo.tilescout -o labels.csv", chosen, options, exportCaptions);
  addArchive(verb, options->archive);
  verb.add_option("-o,--output", options->output,
                  "Where to: .csv, .geojson, .gpkg, .json, or a folder that gets the pictures too")
      ->type_name("PATH")
      ->required();
  addFormat(verb, options->format);
  verb.add_flag("--json", options->json, "Progress and summary as JSON, one object a line");
}

void addList(CLI::App& parent, Work& chosen) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App& verb = addVerb(parent, "list", "Show the archive's captions", "captions list fargo.tilescout --json",
                           chosen, options, listCaptions);
  addArchive(verb, options->archive);
  verb.add_flag("--json", options->json, "One JSON array instead of lines");
}

}  // namespace

void addCaptionsCommand(CLI::App& program, Work& chosen) {
  CLI::App& captions = *program.add_subcommand("captions", "Labels of an archive's tiles, in and out");
  captions.require_subcommand(1);
  captions.footer("Example:\n  tilescout-cli captions import fargo.tilescout rsicd/ --format authors");
  addImport(captions, chosen);
  addExport(captions, chosen);
  addList(captions, chosen);
}

}  // namespace tilescout::cli
