#include "train/tune_words.h"

#include <cmath>

#include "base/code_version.h"
#include "base/hash.h"

namespace tilescout::train {

namespace {

/// With a decimal point whatever the locale.
std::string twoDecimals(double value) {
  const auto hundredths = std::llround(std::abs(value) * 100.0);
  const std::string cents = std::to_string(hundredths % 100);
  std::string text = value < 0 && hundredths > 0 ? "-" : "";
  text += std::to_string(hundredths / 100);
  text += cents.size() < 2 ? ".0" : ".";
  return text + cents;
}

}  // namespace

std::string verdictText(const TuneResult& result) {
  const Comparison* shown = result.find(result.classesOf);
  if (shown == nullptr) return "Nothing was measured.";
  const std::string split = shown->split == "test" ? "images it has not seen" : "the images it was chosen on";
  const std::string gain = twoDecimals(std::abs(shown->gain.value)) + " points (95 % interval " +
                           twoDecimals(shown->gain.low) + " to " + twoDecimals(shown->gain.high) + ")";
  std::string text;
  switch (shown->verdict) {
    case Verdict::Better: text = "Better: mean recall on " + split + " rose by " + gain + "."; break;
    case Verdict::Worse: text = "Worse: mean recall on " + split + " fell by " + gain + "."; break;
    case Verdict::NoMeasurableChange:
      text = "No measurable change: the gain on " + split + ", " + twoDecimals(shown->gain.value) +
             " points, lies within its 95 % interval (" + twoDecimals(shown->gain.low) + " to " +
             twoDecimals(shown->gain.high) + ").";
      break;
  }
  if (result.bestStep == 0) text += " No step of the training was better than the base, which was kept.";
  if (result.overfitted) text += " Towards the end it fitted the training images ever better and the others worse.";
  const Comparison* general = result.find("general");
  if (general != nullptr && general->verdict == Verdict::Worse) {
    text += " It forgot something: on general images mean recall fell by " +
            twoDecimals(std::abs(general->gain.value)) + " points.";
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> trainingNotes(const ModelCard& base, const TrainConfig& config,
                                                               const TuneResult& result, const std::string& data) {
  std::vector<std::pair<std::string, std::string>> notes;
  notes.emplace_back("base", base.name + ", fingerprint " + base.fingerprint);
  notes.emplace_back("method", methodName(config.method));
  notes.emplace_back("fine-tuned on", data);
  notes.emplace_back("training", std::to_string(result.steps) + " steps, the best after " +
                                     std::to_string(result.bestStep) + ", seed " + std::to_string(config.seed) +
                                     ", code version " + codeVersion());
  if (const Comparison* shown = result.find(result.classesOf)) {
    notes.emplace_back(shown->split, "mR " + twoDecimals(shown->before.meanRecall) + " before, " +
                                         twoDecimals(shown->after.meanRecall) + " after");
  }
  for (const auto& [key, value] : base.notes) {
    if (key == "terms" || key == "data" || key == "limits") notes.emplace_back("base's " + key, value);
  }
  return notes;
}

std::vector<std::pair<std::string, std::string>> scratchNotes(const ScratchRecipe& recipe,
                                                              const std::filesystem::path& file,
                                                              const ScratchResult& result, const std::string& data) {
  std::vector<std::pair<std::string, std::string>> notes{
      {"trained on", data},
      {"recipe", file.filename().string() + ", XXH3-128 " + hashFile(file) + ", seed " + std::to_string(recipe.seed)},
      {"training", std::to_string(result.steps) + " steps in " + twoDecimals(result.seconds / 60.0) +
                       " minutes, code version " + codeVersion()},
      {"val", "mR " + twoDecimals(result.val.meanRecall)},
  };
  notes.insert(notes.end(), recipe.notes.begin(), recipe.notes.end());
  return notes;
}

}  // namespace tilescout::train
