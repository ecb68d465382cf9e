#include "app/cli/match_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <set>
#include <vector>

#include "app/cli/loaded_model.h"
#include "app/cli/number_checks.h"
#include "app/cli/option_values.h"
#include "app/cli/text_lines.h"
#include "archive/archive.h"
#include "base/error.h"
#include "exchange/caption_import.h"
#include "jobs/search_service.h"

namespace tilescout::cli {

namespace {

struct MatchOptions {
  std::string archive, image, texts, format = "table";
  TileId tile = 0;
  int top = 10;
};

void printMatches(const std::string& model, const std::vector<TextMatch>& matches, Console& console) {
  nlohmann::ordered_json object;
  object["model"] = model;
  object["matches"] = nlohmann::ordered_json::array();
  for (const TextMatch& match : matches) {
    object["matches"].push_back({{"rank", match.rank}, {"text", match.text}, {"score", match.score}});
  }
  console.printJson(object);
}

/// The lines of the file, or each text of the archive's captions once.
std::vector<std::string> textsToRank(const MatchOptions& options) {
  std::vector<std::string> texts;
  if (!options.texts.empty()) {
    texts = readTextLines(options.texts);
    std::erase_if(texts, [](const std::string& text) { return text.find_first_not_of(" \t") == std::string::npos; });
    if (texts.empty()) throw Error(ErrorCode::InvalidInput, "holds no text to rank", options.texts);
    return texts;
  }
  std::set<std::string> known;
  for (archive::CaptionRow& caption :
       archive::Archive::open(options.archive, archive::OpenMode::ReadOnly).captions()) {
    if (known.insert(caption.text).second) texts.push_back(std::move(caption.text));
  }
  if (texts.empty()) {
    throw Error(ErrorCode::InvalidInput, "holds no captions to rank; name a file of texts (--texts)", options.archive);
  }
  return texts;
}

/// Words that the model never saw in training: the texts that hold them rank by the rest alone.
void noteUnknownWords(const std::vector<std::string>& texts, const jobs::LoadedModel& model, Console& console) {
  constexpr std::size_t kShown = 12;
  std::set<std::string> words;
  std::size_t concerned = 0;
  for (const std::string& text : texts) {
    const std::vector<std::string> unknown = model.unknownWords(text);
    concerned += unknown.empty() ? 0 : 1;
    words.insert(unknown.begin(), unknown.end());
  }
  if (words.empty()) return;
  std::string list;
  std::size_t shown = 0;
  for (const std::string& word : words) {
    if (shown++ == kShown) break;
    list += (list.empty() ? "" : ", ") + word;
  }
  if (words.size() > kShown) list += fmt::format(" and {} more", words.size() - kShown);
  console.note(fmt::format("{} does not know: {} ({} of {} texts)",
                           model.card().shipped ? "The shipped model" : "The model", list, concerned, texts.size()));
}

Exit match(const MatchOptions& options, Console& console) {
  if (options.image.empty() == (options.tile == 0)) throw UsageError("match needs either --image FILE or --tile TILE");
  const std::vector<std::string> texts = textsToRank(options);
  const auto model = loadModelOfArchive(options.archive);
  jobs::SearchService service(options.archive, model);
  const std::vector<TextMatch> matches =
      options.tile != 0 ? service.match(options.tile, texts, options.top)
                        : service.match(exchange::readImageFile(options.image), texts, options.top);
  if (options.format == "json") {
    noteUnknownWords(texts, *model, console);
    printMatches(model->card().name, matches, console);
    return Exit::Done;
  }
  console.print(" #  score  text");
  for (const TextMatch& found : matches) {
    console.print(fmt::format("{:>2}  {:>5.3f}  {}", found.rank, found.score, found.text));
  }
  noteUnknownWords(texts, *model, console);
  const std::string note = shippedModelNote(model->card());
  if (!note.empty()) console.note(note);
  return Exit::Done;
}

}  // namespace

void addMatchCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<MatchOptions>();
  CLI::App& verb =
      addVerb(program, "match", "Rank the archive's captions, or the lines of a file, for one image or tile",
              "match fargo.tilescout --image photo.png --texts captions.txt --top 5", chosen, options, match);
  addArchive(verb, options->archive);
  CLI::Option* image = verb.add_option("--image", options->image, "A picture file")->type_name("FILE");
  verb.add_option("--tile", options->tile, "A tile of the archive, by the number in a search's results")
      ->type_name("TILE")
      ->check(aboveZero())
      ->excludes(image);
  verb.add_option("--texts", options->texts, "Texts to rank, one a line (the archive's captions)")->type_name("FILE");
  verb.add_option("--top", options->top, "How many to show (10)")->type_name("K")->check(aboveZero());
  verb.add_option("--format", options->format, "table or json (table)")->check(CLI::IsMember({"table", "json"}));
}

}  // namespace tilescout::cli
