#include "app/cli/explore_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "app/cli/loaded_model.h"
#include "app/cli/number_checks.h"
#include "app/cli/option_values.h"
#include "app/cli/progress_bar.h"
#include "app/cli/text_lines.h"
#include "archive/archive.h"
#include "base/error.h"
#include "exchange/layout_export.h"
#include "jobs/explore_job.h"

namespace tilescout::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kPictureSide = 1600;
constexpr double kGigabyte = 1e9;

struct ExploreCommandOptions {
  std::string archive, output, words;
  jobs::ExploreOptions explore;
  int size = 0;       ///< of a picture; 0 = not said
  double memory = 0;  ///< GB; 0 = not said
  bool captions = false, json = false;
};

/// The model that named clusters' texts go through; without it clusters have numbers for names.
std::shared_ptr<jobs::LoadedModel> namerOf(const ExploreCommandOptions& options, Console& console) {
  auto archive = archive::Archive::open(options.archive, archive::OpenMode::ReadOnly);
  std::string fingerprint;
  for (const archive::ModelRecord& model : archive.models()) {
    if (options.explore.model.empty() ? model.active : model.name == options.explore.model) {
      fingerprint = model.fingerprint;
    }
  }
  const jobs::ModelStore store;
  for (const ModelCard& card : store.list()) {
    if (card.fingerprint == fingerprint) return jobs::LoadedModel::load(store, card.name, model::DeviceChoice{});
  }
  if (!fingerprint.empty()) {
    console.note("The model of these embeddings is not among yours, so clusters have numbers for names.");
  }
  return nullptr;
}

Json histogramOf(const jobs::LayoutView& view) {
  Json shares = Json::array();
  for (const double share : view.similarity) shares.push_back(share);
  return shares;
}

void printLayout(const jobs::LayoutView& view, const jobs::LayoutCost& cost, Console& console) {
  Json object;
  object["tiles"] = view.tiles.size();
  object["memory"] = {{"bytes", cost.bytes}, {"free", cost.free}, {"tiles_at_once", cost.laidOut}};
  object["model"] = view.model;
  object["method"] = view.method;
  object["clusters"] = Json::array();
  for (const jobs::ClusterView& cluster : view.clusters) {
    object["clusters"].push_back({{"id", cluster.id},
                                  {"name", cluster.name},
                                  {"size", cluster.size},
                                  {"representative", cluster.representative},
                                  {"other_names", cluster.otherNames}});
  }
  object["unclustered"] = std::count(view.cluster.begin(), view.cluster.end(), -1);
  for (const auto& [name, value] : view.measures) object[name] = value;
  object["similarity_histogram"] = histogramOf(view);
  if (!view.texts.empty()) {
    object["texts"] = {{"count", view.texts.size()}, {"source", view.textsAreWords ? "land cover" : "captions"}};
    if (view.textsKnown > 0) object["texts"]["sample_of"] = view.textsKnown;
  }
  object["near_duplicates"] = view.duplicates;
  object["outliers"] = Json::array();
  for (const auto& [tile, distance] : view.outliers)
    object["outliers"].push_back({{"tile", tile}, {"distance", distance}});
  console.printJson(object);
}

/// What the figure says to someone who has not read the paper.
std::string reading(const jobs::LayoutView& view) {
  std::string text;
  const auto add = [&](const char* name, const std::string& label, const std::string& meaning) {
    const auto found = view.measures.find(name);
    if (found != view.measures.end()) text += fmt::format("{:<22}{:>9.3f}  {}\n", label, found->second, meaning);
  };
  add("uniformity_image", "uniformity of images", "0: all alike; the lower, the more spread out");
  add("uniformity_text", "uniformity of texts", "the same of the captions");
  add("effective_rank", "effective rank", "directions in use");
  add("mean_similarity", "mean similarity", "cosine of two tiles at random");
  add("alignment", "alignment", "squared distance of captions from their tiles; lower is better");
  add("modality_gap", "modality gap", "distance between the mean tile and the mean caption");
  add("silhouette", "silhouette", "1: clusters are apart; 0: they touch");
  add("trustworthiness", "trustworthiness", "1: what lies together in the picture is alike");
  add("neighbours_kept", "neighbours kept", "share of a tile's 15 nearest that lie nearest in the picture");
  return text;
}

std::string clusterTable(const jobs::LayoutView& view) {
  std::size_t width = 4;
  for (const jobs::ClusterView& cluster : view.clusters) width = std::max(width, cluster.name.size());
  std::string text =
      fmt::format("{:>4}  {:<{}}  {:>9}  {:>14}  {}\n", "id", "name", width, "tiles", "representative", "or");
  for (const jobs::ClusterView& cluster : view.clusters) {
    std::string others;
    for (const std::string& other : cluster.otherNames) others += (others.empty() ? "" : ", ") + other;
    text += fmt::format("{:>4}  {:<{}}  {:>9}  {:>14}  {}\n", cluster.id, cluster.name, width, countText(cluster.size),
                        cluster.representative, others);
  }
  const auto none = std::count(view.cluster.begin(), view.cluster.end(), -1);
  if (none > 0) text += fmt::format("{} tiles are in no cluster.\n", countText(none));
  std::string texts;
  if (!view.texts.empty()) {
    texts = fmt::format(" and {} {}", countText(static_cast<std::int64_t>(view.texts.size())),
                        view.textsAreWords ? "land-cover words" : "captions");
  }
  text += fmt::format("{} tiles{} laid out by {}, model {}; {} groups of near-duplicates.\n\n",
                      countText(static_cast<std::int64_t>(view.tiles.size())), texts, view.method, view.model,
                      countText(static_cast<std::int64_t>(view.duplicates.size())));
  return text + reading(view);
}

/// Memory is worth a word only where it is short or much is taken of it.
void sayCost(const jobs::LayoutCost& cost, Console& console) {
  if (cost.laidOut < cost.tiles) {
    console.note(fmt::format(
        "{:.1f} GB of memory are free: that is enough for {} of {} tiles, evenly spread, to be laid out; the others are "
        "placed among them.",
        static_cast<double>(cost.free) / kGigabyte, countText(cost.laidOut), countText(cost.tiles)));
  } else if (static_cast<double>(cost.bytes) > kGigabyte) {
    console.note(fmt::format("Laying {} tiles out takes about {:.1f} GB of memory; {:.1f} GB are free.",
                             countText(cost.tiles), static_cast<double>(cost.bytes) / kGigabyte,
                             static_cast<double>(cost.free) / kGigabyte));
  }
}

Exit explore(const ExploreCommandOptions& options, Console& console) {
  // Said before the work, not after it.
  const bool picture =
      !options.output.empty() && exchange::layoutFormatOf(options.output) == exchange::LayoutFormat::Png;
  if (options.size > 0 && !picture) {
    throw Error(ErrorCode::InvalidInput, "--size is the size of a picture; write one with -o FILE.png");
  }
  jobs::ExploreOptions wanted = options.explore;
  if (options.captions) wanted.names = jobs::NameSource::Captions;
  if (!options.words.empty()) {
    wanted.names = jobs::NameSource::Words;
    wanted.words = readTextLines(options.words);
  }
  wanted.memoryLimit = static_cast<std::size_t>(options.memory * kGigabyte);
  const jobs::LayoutCost cost = jobs::layoutCost(options.archive, wanted.model, wanted.memoryLimit);
  sayCost(cost, console);
  const auto namer = namerOf(options, console);
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::LayoutView view = jobs::runExplore(options.archive, namer.get(), wanted, job);
  if (!options.output.empty()) {
    jobs::exportLayout(options.archive, view, options.output, job, options.size > 0 ? options.size : kPictureSide);
  }
  console.endProgress();
  if (view.textsKnown > 0) {
    console.note(fmt::format("{} of the archive's {} different captions are laid out, evenly spread.",
                             countText(static_cast<std::int64_t>(view.texts.size())), countText(view.textsKnown)));
  }
  if (view.textsAreWords) {
    console.note("The archive has no captions yet, so land-cover words are laid out with the tiles.");
  }
  if (view.noCaptions) {
    console.note("The archive has no captions yet, so the clusters are named by land cover.");
  }
  if (options.json) {
    printLayout(view, cost, console);
  } else {
    console.printText(clusterTable(view));
  }
  return Exit::Done;
}

int parseClusters(const std::string& text) {
  if (text == "auto") return 0;
  int count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc() || end != text.data() + text.size() || count < 1 || count > 10'000) {
    throw CLI::ValidationError("--clusters", "\"" + text + "\" is neither a number from 1 to 10000 nor auto");
  }
  return count;
}

}  // namespace

void addExploreCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<ExploreCommandOptions>();
  CLI::App& verb = addVerb(program, "explore", "Lay an archive's tiles out by likeness, find clusters and name them",
                           "explore fargo.tilescout -o fargo.png", chosen, options, explore);
  addArchive(verb, options->archive);
  verb.add_option("--model", options->explore.model, "One of the archive's models (the one it answers with)")
      ->type_name("M");
  verb.add_option("--method", options->explore.method, "umap or pca (umap)")->check(CLI::IsMember({"umap", "pca"}));
  verb.add_option_function<std::string>(
          "--clusters", [options](const std::string& text) { options->explore.clusters = parseClusters(text); },
          "How many clusters, or auto for as many as the tiles form (auto)")
      ->type_name("N");
  verb.add_option("--start", options->explore.start, "How umap starts: pca or spectral (pca)")
      ->check(CLI::IsMember({"pca", "spectral"}));
  verb.add_option("--seed", options->explore.seed, "Another seed, another picture (42)")
      ->type_name("S")
      ->check(fromZero());
  CLI::Option* words = verb.add_option("--words", options->words, "Name clusters by the lines of this file");
  words->type_name("FILE")->check(CLI::ExistingFile);
  verb.add_flag("--captions", options->captions, "Name clusters by the archive's captions")->excludes(words);
  verb.add_flag("--with-texts", options->explore.withTexts,
                "Lay out the captions too (land-cover words where there are none), to see them beside the tiles");
  verb.add_option("--memory", options->memory,
                  "What the layout may take (six tenths of what is free); tiles beyond that are placed among the others")
      ->type_name("GB")
      ->check(aboveZero());
  verb.add_flag("--anew", options->explore.anew, "Make the layout again, even if a stored one would do");
  verb.add_option("-o,--output", options->output, "Write points and clusters to a .csv, .gpkg or .png file")
      ->type_name("FILE");
  verb.add_option("--size", options->size, "Width and height of the .png in pixels (1600)")
      ->type_name("N")
      ->check(CLI::Range(200, 8000));
  verb.add_flag("--json", options->json, "Progress and result as JSON, one object a line");
}

}  // namespace tilescout::cli
