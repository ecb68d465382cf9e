#include "jobs/train_job.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/caption_import.h"
#include "exchange/training_dataset.h"
#include "model/model_card.h"
#include "model/model_folder.h"
#include "synth/scene_painter.h"
#include "text/bpe_tokenizer.h"
#include "text/bpe_trainer.h"
#include "text/caption_cleaner.h"
#include "train/tune_words.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr int trainingPixels = 224;  ///< crops are taken from images of this size

using Painted = std::vector<synth::PaintedTile>;

/// A split in whichever form the dataset has; training reads the same ones.
std::vector<exchange::DatasetEntry> entriesOf(const fs::path& folder, const std::string& split,
                                              const fs::path& imagesRoot) {
  std::error_code ignored;
  if (fs::exists(folder / (split + ".json"), ignored)) return exchange::readDatasetSplit(folder, split, imagesRoot);
  exchange::TrainingDataset dataset = exchange::readTrainingDataset(folder, imagesRoot);
  const auto found = dataset.splits.find(split);
  if (found != dataset.splits.end()) return std::move(found->second);
  std::string names;
  for (const auto& [name, entries] : dataset.splits) names += (names.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::NotFound, "has no split '" + split + "'; it has: " + names, folder.string());
}

Painted paint(const train::ScratchRecipe& recipe, JobContext& job) {
  Painted tiles;
  if (recipe.paintedShare <= 0.0) return tiles;
  constexpr int block = 200;  // between two looks at the stop flag
  while (static_cast<int>(tiles.size()) < recipe.paintedTiles) {
    job.checkpoint();
    job.report({"paint", static_cast<std::int64_t>(tiles.size()), recipe.paintedTiles});
    const int count = std::min(block, recipe.paintedTiles - static_cast<int>(tiles.size()));
    const bool fromScenes = static_cast<int>(tiles.size()) < recipe.sceneTiles;
    const std::uint64_t seed = recipe.paintedSeed + tiles.size();
    auto more = fromScenes ? synth::paintSceneTiles(std::min(count, recipe.sceneTiles - static_cast<int>(tiles.size())),
                                                    trainingPixels, recipe.paintedSeed + 1000000 + tiles.size())
                           : synth::paintTiles(count, trainingPixels, seed);
    std::move(more.begin(), more.end(), std::back_inserter(tiles));
  }
  return tiles;
}

train::CaptionData encodePainted(const Painted& set, const text::BpeTokenizer& tokenizer, int contextLength) {
  train::CaptionData data;
  data.pixels = trainingPixels;
  data.contextLength = contextLength;
  for (const synth::PaintedTile& tile : set) {
    const auto row = static_cast<std::int64_t>(data.imageId.size());
    data.images.insert(data.images.end(), tile.image.pixels.begin(), tile.image.pixels.end());
    data.imageId.push_back(row);
    const auto known = std::find(data.labelNames.begin(), data.labelNames.end(), tile.className);
    data.label.push_back(known - data.labelNames.begin());
    if (known == data.labelNames.end()) data.labelNames.push_back(tile.className);
    for (const std::string& caption : tile.captions) {
      const std::string clean = text::cleanCaption(caption);
      const auto ids = tokenizer.encodePadded(clean, contextLength);
      data.captionIds.insert(data.captionIds.end(), ids.begin(), ids.end());
      data.captionImage.push_back(row);
      data.captions.push_back(clean);
    }
  }
  return data;
}

void writeWords(const std::vector<std::string>& captions, const fs::path& file) {
  std::set<std::string> words;
  for (const std::string& caption : captions) {
    std::istringstream in(caption);
    for (std::string word; in >> word;) words.insert(word);
  }
  AtomicFile out(file);
  for (const std::string& word : words) out.write(word + "\n");
  out.commit();
}

/// A teacher reads the ids that the run's vocabulary gives.
void requireSameVocabulary(const train::ScratchRecipe& recipe) {
  const auto vocabularyOf = [](const fs::path& model) { return readTextFile(model / "vocab.json", 1 << 24); };
  for (const fs::path& teacher : recipe.teachers) {
    if (vocabularyOf(teacher) == vocabularyOf(recipe.startFrom)) continue;
    throw Error(ErrorCode::Incompatible, "cannot teach: its vocabulary is another than that of " + recipe.startFrom.string(),
                teacher.string());
  }
}

/// Learns the vocabulary from every training caption and leaves vocab.json, merges.txt and words.txt in the folder.
text::BpeTokenizer makeVocabulary(const std::vector<exchange::DatasetEntry>& entries, const Painted& painted,
                                  const train::ScratchRecipe& recipe, const fs::path& folder, bool resume) {
  // A resumed run must read the ids that its weights were trained on, whatever the captions have become since.
  if (resume && fs::exists(folder / "merges.txt")) return text::BpeTokenizer::load(folder);
  std::vector<std::string> captions;
  for (const auto& entry : entries) {
    for (const std::string& caption : entry.captions) captions.push_back(text::cleanCaption(caption));
  }
  for (const auto& tile : painted) {
    for (const std::string& caption : tile.captions) captions.push_back(text::cleanCaption(caption));
  }
  fs::create_directories(folder);
  if (!recipe.startFrom.empty()) {
    model::copyVocabulary(recipe.startFrom, folder);
    if (fs::exists(folder / "words.txt")) {
      std::istringstream known(readTextFile(folder / "words.txt", 1 << 24));
      for (std::string word; known >> word;) captions.push_back(word);
    }
    writeWords(captions, folder / "words.txt");
    return text::BpeTokenizer::load(folder);
  }
  text::writeVocabulary(text::trainBpe(captions, recipe.vocabularySize, recipe.vocabularyMinCount), folder);
  writeWords(captions, folder / "words.txt");
  return text::BpeTokenizer::load(folder);
}

train::CaptionData decodeEntries(const std::vector<exchange::DatasetEntry>& entries,
                                 const text::BpeTokenizer& tokenizer, int contextLength, int pixels, JobContext& job,
                                 std::vector<std::string>& problems) {
  const auto tokenize = [&](const std::string& caption) { return tokenizer.encodePadded(caption, contextLength); };
  return exchange::decodeDataset(entries, pixels, contextLength, tokenize, job, problems);
}

void finishCard(const ScratchTrainOptions& options, const train::ScratchRecipe& recipe,
                const ScratchTrainReport& report, std::size_t images, std::size_t painted) {
  ModelCard card = readModelCard(options.modelFolder / "card.json");
  const std::string data = std::to_string(images) + " captioned images of " + options.dataset.filename().string() +
                           " (train split) and " + std::to_string(painted) + " painted tiles";
  card.notes = train::scratchNotes(recipe, options.recipe, report.result, data);
  card.fingerprint = modelFingerprint(card, options.modelFolder);
  writeModelCard(card, options.modelFolder / "card.json");
}

}  // namespace

train::CaptionData loadDataset(const fs::path& folder, const std::string& split, const fs::path& imagesRoot,
                               const fs::path& tokenizer, int contextLength, int pixels, JobContext& job,
                               std::vector<std::string>& problems) {
  return decodeEntries(entriesOf(folder, split, imagesRoot), text::BpeTokenizer::load(tokenizer), contextLength, pixels,
                       job, problems);
}

ScratchTrainReport trainScratchModel(const ScratchTrainOptions& options, JobContext& job) {
  train::ScratchRecipe recipe = train::readScratchRecipe(options.recipe);
  if (options.epochs > 0) recipe.epochs = options.epochs;
  if (options.batch > 0) recipe.batch = options.batch;
  if (options.lr > 0) recipe.lr = options.lr;
  if (options.seed > 0) recipe.seed = options.seed;
  requireSameVocabulary(recipe);
  ScratchTrainReport report;
  train::CaptionData real, painted, val;
  if (fs::is_directory(options.dataset)) {
    const auto entries = exchange::readDatasetSplit(options.dataset, "train", options.imagesRoot);
    const Painted tiles = paint(recipe, job);
    const text::BpeTokenizer tokenizer = makeVocabulary(entries, tiles, recipe, options.modelFolder, options.resume);
    const int length = recipe.architecture.contextLength;
    painted = encodePainted(tiles, tokenizer, length);
    real = decodeEntries(entries, tokenizer, length, trainingPixels, job, report.problems);
    val = decodeEntries(exchange::readDatasetSplit(options.dataset, "val", options.imagesRoot), tokenizer, length,
                        trainingPixels, job, report.problems);
  } else {
    real = train::readPackedData(options.dataset);
    val = train::readPackedData(options.dataset.parent_path() / "val.safetensors");
    model::copyVocabulary(options.dataset.parent_path(), options.modelFolder);
  }
  train::ScratchOptions run;
  run.device = options.device;
  run.timeLimitMinutes = options.timeLimitMinutes;
  run.resume = options.resume;
  run.checkpoint = options.checkpoint.empty() ? options.modelFolder / "checkpoint.safetensors" : options.checkpoint;
  run.modelFolder = options.modelFolder;
  run.onEvent = options.onEvent;
  const std::size_t images = real.imageCount(), tiles = painted.imageCount();
  report.result = train::trainFromScratch(recipe, std::move(real), std::move(painted), val, run, job);
  finishCard(options, recipe, report, images, tiles);
  return report;
}

}  // namespace tilescout::jobs
