// The paper's experiment on real imagery, without pretrained weights: a base trained on 20 of RSICD's named classes is
// fine-tuned on the other ten by every method. Resumable: the base is trained once, a run whose row stands in the CSV
// is not made again. Usage:
//   finetune_study --data ../shared/data/rsicd --work DIR --csv FILE [--labels 200,all]
//     [--methods harma,harma-paper,lora,adapter,projection,full] [--seeds N] [--epochs N] [--grid-only]
// The base's schedule counts steps, not minutes: made again with one thread on such a processor it is the same, so rows
// of several sittings go together. Learning rates come from one grid of three for all methods, wide because adapters
// and full tuning want different ones, chosen on a tenth of the target's train images by its val images; nothing is
// chosen on the report images. Samples seen are equal within one number of labels. The base has the default model's
// architecture at 96 pixels in place of 128, so that one core makes the whole table in an evening.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "exchange/caption_import.h"
#include "jobs/tokenizer_files.h"
#include "synth/scene_painter.h"
#include "text/bpe_tokenizer.h"
#include "text/bpe_trainer.h"
#include "text/caption_cleaner.h"
#include "train/batch_maker.h"
#include "train/fine_tuner.h"
#include "train/scratch_trainer.h"

using namespace tilescout;
namespace fs = std::filesystem;

namespace {

/// The target: every third of the thirty names in alphabetical order. Known before any figure was seen.
const std::set<std::string> targetClasses{
    "bareland", "bridge",     "commercial", "farmland",       "meadow",
    "park",     "playground", "port",       "railwaystation", "sparseresidential"};

const std::vector<double> rates{1e-4, 8e-4, 6.4e-3};

struct Options {
  fs::path data, work = "study", csv = "finetune_study.csv";
  double epochs = 12;
  std::vector<std::string> labels{"200", "all"};
  std::vector<std::string> methods{"harma", "harma-paper", "lora", "adapter", "projection", "full"};
  int seeds = 3;
  bool gridOnly = false;
};

std::vector<std::string> listOf(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string item; std::getline(in, item, ',');) out.push_back(item);
  return out;
}

Options parse(int count, char** arguments) {
  Options options;
  std::map<std::string, std::function<void(const std::string&)>> known{
      {"--data", [&](const auto& v) { options.data = v; }},
      {"--work", [&](const auto& v) { options.work = v; }},
      {"--csv", [&](const auto& v) { options.csv = v; }},
      {"--epochs", [&](const auto& v) { options.epochs = std::stod(v); }},
      {"--labels", [&](const auto& v) { options.labels = listOf(v); }},
      {"--methods", [&](const auto& v) { options.methods = listOf(v); }},
      {"--seeds", [&](const auto& v) { options.seeds = std::stoi(v); }},
  };
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    if (name == "--grid-only") {
      options.gridOnly = true;
    } else if (known.count(name) != 0 && i + 1 < count) {
      known[name](arguments[++i]);
    } else {
      std::fprintf(stderr, "unknown option %s; see the top of finetune_study.cpp\n", name.c_str());
      std::exit(2);
    }
  }
  if (options.data.empty()) std::fprintf(stderr, "--data is needed\n"), std::exit(2);
  return options;
}

/// The class in an RSICD file name, "airport_12.jpg" → "airport"; "" for the numbered, unlabelled images.
std::string classOf(const exchange::DatasetEntry& entry) {
  const std::string stem = entry.image.stem().string();
  const std::size_t bar = stem.find('_');
  return bar == stem.npos ? "" : stem.substr(0, bar);
}

std::vector<exchange::DatasetEntry> entriesOf(const fs::path& data, const std::string& split, bool target) {
  std::vector<exchange::DatasetEntry> out;
  for (auto& entry : exchange::readDatasetSplit(data, split, {})) {
    const std::string name = classOf(entry);
    if (name.empty() || targetClasses.contains(name) != target) continue;
    entry.labelName = name;
    out.push_back(std::move(entry));
  }
  // Labels by name: those of the files number all thirty classes.
  std::map<std::string, std::int64_t> numbers;
  for (auto& entry : out) numbers.try_emplace(entry.labelName, 0);
  std::int64_t next = 0;
  for (auto& [name, number] : numbers) number = next++;
  for (auto& entry : out) entry.label = numbers[entry.labelName];
  return out;
}

train::CaptionData decoded(const std::vector<exchange::DatasetEntry>& entries, const text::BpeTokenizer& tokenizer,
                           int contextLength, int pixels) {
  JobContext job;
  std::vector<std::string> problems;
  const auto tokenize = [&](const std::string& caption) { return tokenizer.encodePadded(caption, contextLength); };
  auto data = exchange::decodeDataset(entries, pixels, contextLength, tokenize, job, problems);
  for (const std::string& problem : problems) std::fprintf(stderr, "%s\n", problem.c_str());
  return data;
}

/// A seeded part of the images with all their captions.
train::CaptionData part(const train::CaptionData& data, std::size_t count, std::uint64_t seed) {
  const auto order = train::epochOrder(data.imageCount(), seed, 0x5eedull);
  std::vector<std::int64_t> place(data.imageCount(), -1);
  train::CaptionData out;
  out.pixels = data.pixels;
  out.contextLength = data.contextLength;
  out.labelNames = data.labelNames;
  const std::size_t bytes = data.images.size() / std::max<std::size_t>(1, data.imageCount());
  for (std::size_t i = 0; i < std::min(count, order.size()); ++i) {
    const std::size_t row = order[i];
    place[row] = static_cast<std::int64_t>(i);
    const auto first = data.images.begin() + static_cast<std::ptrdiff_t>(row * bytes);
    out.images.insert(out.images.end(), first, first + static_cast<std::ptrdiff_t>(bytes));
    out.imageId.push_back(data.imageId[row]);
    out.label.push_back(data.label[row]);
  }
  const auto length = static_cast<std::size_t>(data.contextLength);
  for (std::size_t c = 0; c < data.captionCount(); ++c) {
    const std::int64_t row = place[static_cast<std::size_t>(data.captionImage[c])];
    if (row < 0) continue;
    out.captionImage.push_back(row);
    out.captions.push_back(data.captions[c]);
    const auto ids = data.captionIds.begin() + static_cast<std::ptrdiff_t>(c * length);
    out.captionIds.insert(out.captionIds.end(), ids, ids + data.contextLength);
  }
  return out;
}

train::ScratchRecipe baseRecipe() {
  return train::parseScratchRecipe(R"({
    "architecture": {"image_size": 96, "patch_size": 16, "vision_width": 320, "vision_layers": 7, "text_width": 256,
                     "text_layers": 3, "embed_dim": 256, "context_length": 32, "activation": "gelu"},
    "vocabulary_size": 3072, "vocabulary_min_count": 2, "painted_tiles": 1000, "painted_share": 0.12,
    "stages": [{"pixels": 64, "until": 0.85, "patch_drop": 0.25}, {"pixels": 96, "until": 1.0, "patch_drop": 0.25}],
    "batch": 192, "captions_per_image": 2, "lr": 0.0015, "weight_decay": 0.1, "warm_up": 0.034, "decay_from": 0.5,
    "epochs": 14, "muon": true, "class_weight": 0.5})",
                                   "the study's base");
}

/// Trains the base where it is not yet: the 20 old classes and painted tiles, vocabulary of those captions alone.
ModelCard makeBase(const Options& options) {
  const fs::path folder = options.work / "base";
  if (fs::exists(folder / model_files::card)) return readModelCard(folder / model_files::card);
  const train::ScratchRecipe recipe = baseRecipe();
  const auto entries = entriesOf(options.data, "train", false);
  const int pixels = recipe.architecture.imageSize;
  const auto painted = synth::paintTiles(recipe.paintedTiles, pixels, recipe.paintedSeed);
  std::vector<std::string> captions;
  for (const auto& entry : entries) {
    for (const auto& caption : entry.captions) captions.push_back(text::cleanCaption(caption));
  }
  for (const auto& tile : painted) {
    for (const auto& caption : tile.captions) captions.push_back(text::cleanCaption(caption));
  }
  fs::create_directories(folder);
  if (!fs::exists(folder / model_files::merges)) {
    text::writeVocabulary(text::trainBpe(captions, recipe.vocabularySize, recipe.vocabularyMinCount), folder);
  }
  const text::BpeTokenizer tokenizer = text::BpeTokenizer::load(folder);
  const int length = recipe.architecture.contextLength;
  train::CaptionData tiles;
  tiles.pixels = pixels;
  tiles.contextLength = length;
  for (const auto& tile : painted) {
    const auto row = static_cast<std::int64_t>(tiles.imageId.size());
    tiles.images.insert(tiles.images.end(), tile.image.pixels.begin(), tile.image.pixels.end());
    tiles.imageId.push_back(row);
    tiles.label.push_back(-1);
    for (const std::string& caption : tile.captions) {
      const std::string clean = text::cleanCaption(caption);
      const auto ids = tokenizer.encodePadded(clean, length);
      tiles.captionIds.insert(tiles.captionIds.end(), ids.begin(), ids.end());
      tiles.captionImage.push_back(row);
      tiles.captions.push_back(clean);
    }
  }
  train::ScratchOptions run;
  run.evaluateEvery = 4;
  run.resume = true;
  run.checkpoint = folder / "checkpoint.safetensors";
  run.modelFolder = folder;
  run.onEvent = [](const train::TrainEvent& event) {
    if (event.val) std::fprintf(stderr, "base: epoch %.1f, mR %.2f on val\n", event.epoch, event.val->meanRecall);
  };
  JobContext job;
  train::trainFromScratch(recipe, decoded(entries, tokenizer, length, pixels), std::move(tiles),
                          decoded(entriesOf(options.data, "val", false), tokenizer, length, pixels), run, job);
  return readModelCard(folder / model_files::card);
}

/// Everything that runs share, decoded once.
struct Study {
  const Options& options;
  ModelCard base;
  train::CaptionData target, targetVal, targetReport, oldReport;
  std::set<std::string> done;  ///< keys of the rows that stand in the CSV
};

std::string keyOf(const std::string& kind, const std::string& labels, const std::string& method, double rate,
                  int seed) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out << kind << ',' << labels << ',' << method << ',' << rate << ',' << seed;
  return out.str();
}

void readDone(Study& study) {
  std::ifstream in(study.options.csv);
  for (std::string line; std::getline(in, line);) {
    std::size_t at = 0;
    for (int field = 0; field < 5 && at != line.npos; ++field) at = line.find(',', at + 1);
    study.done.insert(line.substr(0, at));
  }
}

train::TrainConfig configOf(const std::string& method, double rate, int seed, std::size_t images, double epochs) {
  train::TrainConfig config;
  config.method = method == "harma-paper" ? train::Method::Harma : train::parseMethod(method);
  config.variant = method == "harma-paper" ? train::Variant::Paper : train::Variant::Released;
  config.lr = rate;
  config.seed = static_cast<std::uint64_t>(seed);
  config.batch = static_cast<int>(std::min<std::size_t>(32, std::max<std::size_t>(8, images / 2)));
  config.captionsEach = false;  // an epoch is every image once: samples seen = epochs × images
  config.epochs = epochs;
  config.evaluateEvery = std::max(1.0, epochs / 5);
  return config;
}

constexpr const char* header =
    "kind,labels,method,lr,seed,epochs,steps,best_step,trained,share,seconds,peak_bytes,distance,val_before,val_after,"
    "new_before,new_after,gain_low,gain_high,old_before,old_after,uniformity_image_before,uniformity_image_after,"
    "uniformity_text_before,uniformity_text_after,alignment_before,alignment_after\n";

/// One run and its row; returns mR on val. Rows of the grid leave the report images alone.
double oneRun(Study& study, const std::string& kind, const std::string& labels, const std::string& method, double rate,
              int seed, std::size_t images, double epochs) {
  const bool report = kind == "run";
  train::TuneData data;
  data.train = part(study.target, images, static_cast<std::uint64_t>(seed));
  data.val = study.targetVal;
  if (report) {
    data.test = study.targetReport;
    data.general = study.oldReport;
  }
  const fs::path folder = study.options.work / "run";
  fs::remove_all(folder);
  fs::create_directories(folder);
  train::TuneOptions tune;
  tune.modelFolder = folder;
  const train::TrainConfig config = configOf(method, rate, seed, images, epochs);
  JobContext job;
  const auto out = train::fineTune(study.options.work / "base", study.base, config, data, tune, job);
  const train::TuneResult& r = out.result;
  const train::Comparison val = *r.find("val"), fresh = report ? *r.find("test") : val;
  const train::Comparison old = report ? *r.find("general") : train::Comparison{};
  std::ostringstream row;
  row.imbue(std::locale::classic());
  row << keyOf(kind, labels, method, rate, seed);
  for (const double value : {r.epochs,
                             static_cast<double>(r.steps),
                             static_cast<double>(r.bestStep),
                             static_cast<double>(r.trainedParameters),
                             static_cast<double>(r.trainedParameters) / static_cast<double>(r.totalParameters),
                             r.seconds,
                             static_cast<double>(r.peakBytes),  // since this run began
                             r.weightDistance,
                             val.before.meanRecall,
                             val.after.meanRecall,
                             report ? fresh.before.meanRecall : 0.0,
                             report ? fresh.after.meanRecall : 0.0,
                             fresh.gain.low,
                             fresh.gain.high,
                             old.before.meanRecall,
                             old.after.meanRecall,
                             fresh.before.uniformityImage,
                             fresh.after.uniformityImage,
                             fresh.before.uniformityText,
                             fresh.after.uniformityText,
                             fresh.before.alignment,
                             fresh.after.alignment}) {
    row << ',' << value;
  }
  const bool isNew = !fs::exists(study.options.csv);
  std::ofstream csv(study.options.csv, std::ios::app);
  if (isNew) csv << header;
  csv << row.str() << '\n';
  csv.flush();
  std::fprintf(stderr, "%s: val %.2f → %.2f, new %.2f → %.2f, old %.2f → %.2f, %.0f s\n",
               keyOf(kind, labels, method, rate, seed).c_str(), val.before.meanRecall, val.after.meanRecall,
               fresh.before.meanRecall, fresh.after.meanRecall, old.before.meanRecall, old.after.meanRecall, r.seconds);
  return val.after.meanRecall;
}

/// mR on val of a row that stands in the CSV.
double valOf(const fs::path& csv, const std::string& key) {
  std::ifstream in(csv);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(key + ",", 0) != 0) continue;
    std::istringstream fields(line);
    fields.imbue(std::locale::classic());
    std::string field;
    for (int i = 0; i <= 14; ++i) std::getline(fields, field, ',');
    return std::strtod(field.c_str(), nullptr);
  }
  return -1;
}

double bestRate(Study& study, const std::string& method) {
  const std::size_t tenth = study.target.imageCount() / 10;
  double best = -1, chosen = rates.front();
  for (const double rate : rates) {
    const std::string key = keyOf("grid", "tenth", method, rate, 1);
    const double val = study.done.contains(key)
                           ? valOf(study.options.csv, key)
                           : oneRun(study, "grid", "tenth", method, rate, 1, tenth, study.options.epochs);
    if (val > best) best = val, chosen = rate;
  }
  return chosen;
}

void runAll(Study& study) {
  std::map<std::string, double> chosen;
  for (const std::string& method : study.options.methods) chosen[method] = bestRate(study, method);
  if (study.options.gridOnly) return;
  for (int seed = 1; seed <= study.options.seeds; ++seed) {
    for (const std::string& labels : study.options.labels) {
      const std::size_t all = study.target.imageCount();
      const std::size_t images = labels == "all" ? all : std::min<std::size_t>(all, std::stoul(labels));
      // As many samples whatever the method; fewer passes over more images.
      const double epochs = std::clamp(study.options.epochs * 200.0 / static_cast<double>(images), 2.5, 40.0);
      for (const std::string& method : study.options.methods) {
        const double rate = chosen[method];
        if (!study.done.contains(keyOf("run", labels, method, rate, seed))) {
          oneRun(study, "run", labels, method, rate, seed, images, epochs);
        }
      }
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const Options options = parse(count, arguments);
    Study study{options, makeBase(options), {}, {}, {}, {}, {}};
    const text::BpeTokenizer tokenizer = text::BpeTokenizer::load(options.work / "base");
    const int length = study.base.contextLength, pixels = study.base.imageSize;
    const auto data = [&](const char* split, bool target) {
      return decoded(entriesOf(options.data, split, target), tokenizer, length, pixels);
    };
    study.target = data("train", true);
    study.targetVal = data("val", true);
    study.targetReport = data("report", true);
    study.oldReport = data("report", false);
    readDone(study);
    runAll(study);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
