#include "train/scratch_recipe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/atomic_file.h"
#include "base/error.h"

namespace tilescout::train {

namespace {

using nlohmann::json;

constexpr double kAny = std::numeric_limits<double>::infinity();
constexpr double kLeastRate = 1e-12;

/// Reads fields of one object and remembers which it knows, so that the rest can be refused.
class Fields {
 public:
  Fields(const json& object, std::string where, std::string subject)
      : object_(object), where_(std::move(where)), subject_(std::move(subject)) {
    if (!object.is_object()) fail("is not an object");
  }

  template <typename T>
  void read(const char* name, T& value) {
    known_.insert(name);
    const auto found = object_.find(name);
    if (found == object_.end()) return;
    try {
      value = found->get<T>();
    } catch (const json::exception&) {
      fail(std::string("has a value of the wrong kind for '") + name + "'");
    }
  }

  /// A number within limits, both ends included.
  void read(const char* name, double& value, double low, double high) {
    read(name, value);
    if (value >= low && value <= high) return;
    std::ostringstream reason;
    reason << "needs " << name << (high < kAny ? " between " : " of at least ") << low;
    if (high < kAny) reason << " and " << high;
    fail(reason.str());
  }

  const json* child(const char* name) {
    known_.insert(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  void refuseUnknown() const {
    for (const auto& item : object_.items()) {
      if (!known_.contains(item.key())) fail("has an unknown field '" + item.key() + "'");
    }
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Error(ErrorCode::InvalidInput, "the recipe's " + where_ + " " + reason, subject_);
  }

 private:
  const json& object_;
  std::string where_, subject_;
  std::set<std::string> known_;
};

void readArchitecture(const json& object, ModelCard& card, const std::string& subject) {
  Fields fields(object, "architecture", subject);
  fields.read("image_size", card.imageSize);
  fields.read("patch_size", card.patchSize);
  fields.read("vision_width", card.visionWidth);
  fields.read("vision_layers", card.visionLayers);
  fields.read("text_width", card.textWidth);
  fields.read("text_layers", card.textLayers);
  fields.read("embed_dim", card.embedDim);
  fields.read("context_length", card.contextLength);
  fields.read("activation", card.activation);
  fields.refuseUnknown();
  if (card.imageSize <= 0 || card.patchSize <= 0 || card.imageSize % card.patchSize != 0) {
    fields.fail("needs an image_size that is a multiple of patch_size");
  }
  if (card.visionWidth % 64 != 0 || card.textWidth % 64 != 0 || card.visionWidth <= 0 || card.textWidth <= 0) {
    fields.fail("needs widths that are multiples of 64, the width of a head");
  }
  if (card.visionLayers < 1 || card.textLayers < 1 || card.embedDim < 1 || card.contextLength < 4) {
    fields.fail("has a number that is too small");
  }
  if (card.activation != "gelu" && card.activation != "quickgelu") fields.fail("needs activation gelu or quickgelu");
  card.visionHeads = card.visionWidth / 64;
  card.textHeads = card.textWidth / 64;
}

void readAugment(const json& object, AugmentSettings& augment, const std::string& subject) {
  Fields fields(object, "augment", subject);
  fields.read("min_area", augment.minArea);
  fields.read("max_area", augment.maxArea);
  fields.read("max_aspect", augment.maxAspect, 1, 10);
  fields.read("max_tilt", augment.maxTilt, 0, 0.8);
  fields.read("sensor", augment.sensor, 0, 1);
  fields.read("gain", augment.gain, 0, 1);
  fields.read("gamma", augment.gamma, 0, 1);
  fields.read("contrast", augment.contrast, 0, 1);
  fields.read("haze", augment.haze, 0, 1);
  fields.read("blur", augment.blur, 0, 1);
  fields.read("low_resolution", augment.lowResolution, 0, 1);
  fields.read("stretch", augment.stretch, 0, 1);
  fields.read("grey", augment.grey, 0, 1);
  fields.refuseUnknown();
  if (augment.minArea <= 0.0 || augment.minArea > augment.maxArea || augment.maxArea > 1.0) {
    fields.fail("needs 0 < min_area <= max_area <= 1");
  }
}

void readMaskedPatches(const json& object, ScratchRecipe& recipe, const std::string& subject) {
  ScratchRecipe::MaskedPatches& masked = recipe.maskedPatches;
  Fields fields(object, "masked_patches", subject);
  fields.read("epochs", masked.epochs, 0, kAny);
  fields.read("pixels", masked.pixels);
  fields.read("batch", masked.batch);
  fields.read("share", masked.share, 0.1, 0.9);
  fields.read("lr", masked.lr, kLeastRate, 1);
  fields.read("width", masked.width);
  fields.read("layers", masked.layers);
  fields.refuseUnknown();
  if (masked.batch < 1) fields.fail("needs batch of at least 1");
  if (masked.pixels <= recipe.architecture.patchSize || masked.pixels % recipe.architecture.patchSize != 0) {
    fields.fail("needs pixels that are a multiple of patch_size, two patches at least");
  }
  if (masked.width <= 0 || masked.width % 64 != 0 || masked.layers < 1) {
    fields.fail("needs a width that is a multiple of 64, the width of a head, and a layer");
  }
}

void readStages(const json& list, ScratchRecipe& recipe, const std::string& subject) {
  recipe.stages.clear();
  for (const json& item : list) {
    ScratchRecipe::Stage stage;
    Fields fields(item, "stages", subject);
    fields.read("pixels", stage.pixels);
    // A stage begins where the one before it ends; the last one, where nothing follows, ends with the run.
    fields.read("until", stage.until, recipe.stages.empty() ? 0.0 : recipe.stages.back().until, 1);
    fields.read("patch_drop", stage.patchDrop, 0, 0.9);
    fields.refuseUnknown();
    if (stage.pixels <= 0 || stage.pixels % recipe.architecture.patchSize != 0) {
      fields.fail("needs pixels that are a multiple of patch_size");
    }
    recipe.stages.push_back(stage);
  }
}

}  // namespace

ScratchRecipe parseScratchRecipe(const std::string& text, const std::string& subject) {
  const json object = json::parse(text, nullptr, false);
  if (object.is_discarded()) throw Error(ErrorCode::InvalidInput, "the recipe is not JSON", subject);
  ScratchRecipe recipe;
  recipe.architecture.activation = "gelu";
  Fields fields(object, "top level", subject);
  fields.read("name", recipe.name);
  fields.read("vocabulary_size", recipe.vocabularySize);
  fields.read("vocabulary_min_count", recipe.vocabularyMinCount);
  fields.read("painted_tiles", recipe.paintedTiles);
  fields.read("painted_seed", recipe.paintedSeed);
  fields.read("painted_share", recipe.paintedShare, 0, 0.9);
  fields.read("scene_tiles", recipe.sceneTiles);
  std::string startFrom;
  fields.read("start_from", startFrom);
  recipe.startFrom = startFrom;
  fields.read("start_share", recipe.startShare, 0, 1);
  fields.read("teacher_share", recipe.teacherShare, 0, 1);
  std::vector<std::string> teachers;
  fields.read("teachers", teachers);
  recipe.teachers.assign(teachers.begin(), teachers.end());
  if (!teachers.empty() && recipe.teacherShare == 0.0) fields.fail("has teachers, but no teacher_share");
  for (const auto& [name, share] :
       {std::pair{"start_share", recipe.startShare}, {"teacher_share", recipe.teacherShare}}) {
    if (share > 0.0 && startFrom.empty()) fields.fail(std::string("has a ") + name + ", but no start_from");
  }
  fields.read("epochs", recipe.epochs, 0.001, kAny);
  fields.read("batch", recipe.batch);
  fields.read("captions_per_image", recipe.captionsPerImage);
  fields.read("lr", recipe.lr, kLeastRate, 1);
  fields.read("weight_decay", recipe.weightDecay, 0, 10);
  fields.read("beta2", recipe.beta2, 0, 0.99999);
  fields.read("muon", recipe.muon);
  fields.read("warm_up", recipe.warmUp, 0, 1);
  fields.read("decay_from", recipe.decayFrom, 0, 1);
  fields.read("clip", recipe.clip, 0, kAny);
  fields.read("drop_path", recipe.dropPath, 0, 0.9);
  fields.read("mask_words", recipe.maskWords, 0, 0.9);
  fields.read("class_weight", recipe.classWeight, 0, kAny);
  fields.read("label_smoothing", recipe.labelSmoothing, 0, 0.9);
  fields.read("seed", recipe.seed);
  fields.read("title", recipe.title);
  fields.read("ground_extent", recipe.groundExtent);
  fields.read("notes", recipe.notes);
  if (const json* part = fields.child("architecture")) readArchitecture(*part, recipe.architecture, subject);
  if (const json* part = fields.child("augment")) readAugment(*part, recipe.augment, subject);
  if (const json* part = fields.child("masked_patches")) readMaskedPatches(*part, recipe, subject);
  if (const json* part = fields.child("stages")) readStages(*part, recipe, subject);
  fields.refuseUnknown();
  if (recipe.stages.empty() || recipe.batch < 2 || recipe.captionsPerImage < 1 || recipe.vocabularySize < 600 ||
      recipe.sceneTiles < 0 || recipe.sceneTiles > recipe.paintedTiles) {
    fields.fail("has a number out of range (stages, batch, captions_per_image, scene_tiles or vocabulary_size)");
  }
  return recipe;
}

ScratchRecipe readScratchRecipe(const std::filesystem::path& file) {
  ScratchRecipe recipe = parseScratchRecipe(readTextFile(file, 1 << 20), file.string());
  if (!recipe.startFrom.empty()) recipe.startFrom = file.parent_path() / recipe.startFrom;
  for (std::filesystem::path& teacher : recipe.teachers) teacher = file.parent_path() / teacher;
  return recipe;
}

double scratchLrFactor(const ScratchRecipe& recipe, double progress) {
  progress = std::clamp(progress, 0.0, 1.0);
  if (progress < recipe.warmUp) return progress / recipe.warmUp;
  if (progress <= recipe.decayFrom) return 1.0;
  return 1.0 - std::sqrt((progress - recipe.decayFrom) / (1.0 - recipe.decayFrom));
}

}  // namespace tilescout::train
