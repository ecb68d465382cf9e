#include "app/cli/search_command.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "app/cli/loaded_model.h"
#include "app/cli/number_checks.h"
#include "app/cli/option_values.h"
#include "app/cli/search_output.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "exchange/caption_import.h"
#include "jobs/hit_notes.h"
#include "jobs/saved_search_service.h"
#include "jobs/search_service.h"
#include "search/saved_query.h"

namespace tilescout::cli {

namespace {

struct SearchOptions {
  std::string archive, image, output, format = "table", saved;
  bool onlyNew = false, markSeen = false;
  Query query;
};

void checkTogether(const SearchOptions& options) {
  const Query& query = options.query;
  const bool asks = !query.text.empty() || !query.notTexts.empty() || !options.image.empty() || !query.like.empty() ||
                    !query.unlike.empty();
  if (!options.saved.empty() && asks) throw UsageError("--saved NAME asks what was saved: leave out TEXT and examples");
  if (options.saved.empty() && (options.onlyNew || options.markSeen)) {
    throw UsageError("--new and --mark-seen belong to --saved NAME");
  }
  if (options.saved.empty() && query.text.empty() && options.image.empty() && query.like.empty()) {
    throw UsageError("search needs a TEXT, --image FILE, --like TILE or --saved NAME");
  }
  if (!query.fromDate.empty() && !query.toDate.empty() && query.fromDate > query.toDate) {
    throw UsageError("--from " + query.fromDate + " is later than --to " + query.toDate);
  }
  if (options.format == "gpkg" && options.output.empty()) throw UsageError("--format gpkg needs a file: -o FILE");
}

/// "the shipped model does not know: helicopter" and its like: an answer made of noise must not look like one.
void noteDoubts(const SearchResult& result, const ModelCard& card, Console& console) {
  if (!result.unknownWords.empty()) {
    std::string words;
    for (const std::string& word : result.unknownWords) words += (words.empty() ? "" : ", ") + word;
    console.note((card.shipped ? "The shipped model" : "The model") + std::string(" does not know: ") + words);
  }
  if (!result.translation.empty()) {
    console.note("Searched for \"" + result.translation +
                 "\": the model reads no Chinese, the glossary translated it.");
  }
  if (!result.untranslated.empty()) {
    std::string parts;
    for (const std::string& part : result.untranslated) parts += (parts.empty() ? "" : ", ") + part;
    console.note("Not in the glossary: " + parts);
  }
  if (!result.notice.empty()) console.note(result.notice);
  const std::string note = shippedModelNote(card);
  if (!note.empty()) console.note(note);
}

SavedSearch savedSearch(const SearchOptions& options) {
  std::string names;
  for (SavedSearch& saved : archive::LabelBook(options.archive, archive::OpenMode::ReadOnly).searches()) {
    if (saved.name == options.saved) return std::move(saved);
    names += (names.empty() ? "" : ", ") + saved.name;
  }
  throw Error(
      ErrorCode::NotFound,
      names.empty() ? "the archive has no saved searches" : "is no saved search of the archive; there are: " + names,
      options.saved);
}

/// The saved query, narrowed by what else was asked for.
Query askedOf(const SavedSearch& saved, const SearchOptions& options, const jobs::SearchService& service) {
  if (saved.detector && saved.detector->modelFingerprint != service.modelFingerprint()) {
    throw Error(ErrorCode::Incompatible,
                "was taught with the model \"" + saved.detector->modelName + "\", the archive's is \"" +
                    service.modelName() + "\"",
                saved.name);
  }
  const Query& more = options.query;
  Query query = search::queryOf(saved);
  for (ExampleImage& image : query.images) image.pixels = jobs::SearchService::readPicture(image.name);
  query.top = more.top;
  if (more.bbox) query.bbox = more.bbox;
  if (!more.withinFile.empty()) query.withinFile = more.withinFile;
  if (!more.fromDate.empty()) query.fromDate = more.fromDate;
  if (!more.toDate.empty()) query.toDate = more.toDate;
  if (more.undated != Undated::Never) query.undated = more.undated;
  if (!more.sceneGlob.empty()) query.sceneGlob = more.sceneGlob;
  if (!more.sensors.empty()) query.sensors = more.sensors;
  if (more.minScore) query.minScore = more.minScore;
  if (more.minBand != ScoreBand::Noise) query.minBand = more.minBand;
  if (more.words != WordRule::Mark) query.words = more.words;
  if (more.distinctMetres > 0) query.distinctMetres = more.distinctMetres;
  if (options.onlyNew) search::askOnlyNew(query, saved);
  return query;
}

Exit search(const SearchOptions& options, Console& console) {
  checkTogether(options);
  Query query = options.query;
  query.useTemplates = query.useTemplates || !query.templates.empty();
  if (!options.image.empty()) {
    query.images.push_back({exchange::readImageFile(options.image), options.image});
  }
  const std::optional<SavedSearch> saved = options.saved.empty() ? std::nullopt : std::optional(savedSearch(options));
  const auto model = loadModelOfArchive(options.archive);
  jobs::SearchService service(options.archive, model);
  if (saved) query = askedOf(*saved, options, service);
  const SearchResult result = service.search(query, console.stopToken());
  const bool noted = options.format == "csv" || options.format == "geojson" || options.format == "gpkg";
  writeResult(query, result, options.format, options.output,
              noted ? jobs::notesOf(options.archive, result.hits) : exchange::HitNotes(), console);
  noteDoubts(result, model->card(), console);
  if (saved && options.markSeen) jobs::SavedSearchService(options.archive).markSeen(saved->id);
  return Exit::Done;
}

void addQueryOptions(CLI::App& verb, SearchOptions& options) {
  Query& query = options.query;
  verb.add_option("TEXT", query.text, "What to look for")->type_name("");
  addRepeated(verb, "--not", query.notTexts, "What it must not look like; may be given again").type_name("TEXT");
  verb.add_flag("--templates", query.useTemplates, "Average TEXT over sentences such as \"a satellite image of {}\"");
  addRepeated(verb, "--template", query.templates,
              "Such a sentence, {} being TEXT, instead of the program's own; may be given again")
      .type_name("SENTENCE");
  verb.add_option("--image", options.image, "An example picture")->type_name("FILE");
  verb.add_option("--like", query.like, "An example tile, by its number in results; may be given again")
      ->type_name("TILE")
      ->allow_extra_args(false);
  verb.add_option("--unlike", query.unlike, "A tile to keep away from; may be given again")
      ->type_name("TILE")
      ->allow_extra_args(false);
  verb.add_option("--saved", options.saved, "A saved search or detector of the archive, by its name")
      ->type_name("NAME");
  verb.add_flag("--new", options.onlyNew, "With --saved: only likely hits of scenes that came since its last look");
  verb.add_flag("--mark-seen", options.markSeen,
                "With --saved: all that is there now counts as looked at from here on");
  verb.add_option("--top", query.top, "How many tiles (20)")->type_name("K")->check(CLI::Range(1, 1000000));
}

void addFilterOptions(CLI::App& verb, Query& query) {
  verb.add_option_function<std::string>(
          "--bbox", [&query](const std::string& text) { query.bbox = parseBox("--bbox", text); },
          "Only in this box, degrees; W greater than E crosses the date line")
      ->type_name("W,S,E,N");
  verb.add_option("--within", query.withinFile, "Only inside the polygons of this file (GeoJSON, GeoPackage, …)")
      ->type_name("FILE");
  verb.add_option_function<std::string>(
          "--from", [&query](const std::string& text) { query.fromDate = parseDay("--from", text); },
          "Only scenes of this day or later")
      ->type_name("DATE");
  verb.add_option_function<std::string>(
          "--to", [&query](const std::string& text) { query.toDate = parseDay("--to", text); },
          "Only scenes of this day or earlier")
      ->type_name("DATE");
  verb.add_option("--undated", query.undated,
                  "Scenes without a date: also passes them beside --from and --to, only nothing else")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Undated>{{"never", Undated::Never}, {"also", Undated::Also}, {"only", Undated::Only}}))
      ->type_name("RULE");
  verb.add_option("--scene", query.sceneGlob, "Only scenes whose name matches, with * and ?")->type_name("GLOB");
  addRepeated(verb, "--sensor", query.sensors,
              "Only scenes whose names tell of this sensor, such as NAIP or \"landsat*\"; may be given again")
      .type_name("NAME");
  verb.add_option("--min-score", query.minScore, "Only tiles that score at least this")->type_name("SCORE");
  verb.add_option("--band", query.minBand,
                  "Only tiles above this query's own noise: possible or likely, judged by the whole archive's scores")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, ScoreBand>{{"possible", ScoreBand::Possible}, {"likely", ScoreBand::Likely}}))
      ->type_name("BAND");
  verb.add_option(
          "--words", query.words,
          "Words of TEXT in captions, tags, scene names and dates: off, mark, or first (tiles with all of them)")
      ->transform(CLI::CheckedTransformer(std::map<std::string, WordRule>{
          {"off", WordRule::Off}, {"mark", WordRule::Mark}, {"first", WordRule::First}}))
      ->type_name("RULE");
  verb.add_option("--distinct", query.distinctMetres, "Of hits closer than this only the best")
      ->type_name("METRES")
      ->check(fromZero());
}

}  // namespace

void addSearchCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<SearchOptions>();
  CLI::App& verb =
      addVerb(program, "search", "Rank an archive's tiles for a text, an example, or both",
              "search fargo.tilescout \"an airport with two runways\" --not clouds --top 10", chosen, options, search);
  addArchive(verb, options->archive);
  addQueryOptions(verb, *options);
  addFilterOptions(verb, options->query);
  verb.add_flag("--exact", options->query.exact,
                "Compare with every tile, never with an approximate index (always so)");
  verb.add_option("--format", options->format, "table, json, csv, geojson or gpkg (table)")
      ->check(CLI::IsMember({"table", "json", "csv", "geojson", "gpkg"}));
  verb.add_option("-o,--output", options->output, "Write the result to this file")->type_name("FILE");
}

}  // namespace tilescout::cli
