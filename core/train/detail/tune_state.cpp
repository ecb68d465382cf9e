#include "train/detail/tune_state.h"

#include <ATen/core/grad_mode.h>

#include <charconv>
#include <cstdio>

#include "base/error.h"
#include "base/fail_point.h"
#include "train/detail/checkpoint_file.h"

namespace tilescout::train::detail {

namespace {

/// Exact in both directions and the same under every locale.
std::string exact(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::hex).ptr;
  return {text, end};
}

class Facts {
 public:
  Facts(const std::map<std::string, std::string>& facts, std::string subject)
      : facts_(facts), subject_(std::move(subject)) {}
  double real(const char* name) const {
    double value = 0;
    const std::string& text = at(name);
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::hex);
    if (failure != std::errc() || end != text.data() + text.size()) refuse(name);
    return value;
  }
  std::int64_t whole(const char* name) const {
    std::int64_t value = 0;
    const std::string& text = at(name);
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || value < 0) refuse(name);
    return value;
  }

 private:
  const std::string& at(const char* name) const {
    const auto found = facts_.find(name);
    if (found == facts_.end()) refuse(name);
    return found->second;
  }
  [[noreturn]] void refuse(const char* name) const {
    throw Error(ErrorCode::Corrupt, std::string("does not say its ") + name, subject_);
  }
  const std::map<std::string, std::string>& facts_;
  std::string subject_;
};

std::map<std::string, at::Tensor> under(const std::string& prefix, const Checkpoint& checkpoint) {
  std::map<std::string, at::Tensor> out;
  for (const auto& [name, tensor] : checkpoint.tensors) {
    if (name.rfind(prefix, 0) == 0) out[name.substr(prefix.size())] = tensor;
  }
  return out;
}

}  // namespace

std::map<std::string, at::Tensor> trainedTensors(const TunableModel& model) {
  const at::NoGradGuard noGrad;
  std::map<std::string, at::Tensor> out;
  for (const Parameter& parameter : model.parameters) {
    out[parameter.name] = parameter.tensor.detach().to(at::kCPU, at::kFloat, false, true);
  }
  return out;
}

void restoreTensors(TunableModel& model, const std::map<std::string, at::Tensor>& tensors, const std::string& subject) {
  const at::NoGradGuard noGrad;
  for (Parameter& parameter : model.parameters) {
    const auto found = tensors.find(parameter.name);
    if (found == tensors.end() || found->second.sizes() != parameter.tensor.sizes()) {
      throw Error(ErrorCode::Incompatible, "belongs to another training: " + parameter.name + " does not fit", subject);
    }
    parameter.tensor.detach().copy_(found->second);
  }
}

void saveTuneState(const std::filesystem::path& file, const std::string& identity, const TunableModel& model,
                   const Optimizer& optimizer, const TuneState& state) {
  Checkpoint checkpoint;
  for (auto& [name, tensor] : trainedTensors(model)) checkpoint.tensors["model." + name] = tensor;
  for (auto& [name, tensor] : optimizer.state()) checkpoint.tensors["optimizer." + name] = tensor;
  for (auto& [name, tensor] : state.best) checkpoint.tensors["best." + name] = tensor;
  checkpoint.facts = {{"identity", identity},
                      {"step", std::to_string(state.step)},
                      {"seconds", exact(state.seconds)},
                      {"evaluations", std::to_string(state.evaluations)},
                      {"evaluated_at", std::to_string(state.evaluatedAt)},
                      {"since_best", std::to_string(state.sinceBest)},
                      {"best_step", std::to_string(state.bestStep)},
                      {"best_mean_recall", exact(state.bestMeanRecall)},
                      {"last_mean_recall", exact(state.lastMeanRecall)},
                      {"train_loss", exact(state.trainLoss)}};
  writeCheckpoint(checkpoint, file);
  failPoint("tune.checkpoint");
}

TuneState loadTuneState(const std::filesystem::path& file, const std::string& identity, TunableModel& model,
                        Optimizer& optimizer) {
  const Checkpoint checkpoint = readCheckpoint(file);
  const auto made = checkpoint.facts.find("identity");
  if (made == checkpoint.facts.end() || made->second != identity) {
    throw Error(ErrorCode::Incompatible,
                "belongs to a training with another base, other data or other settings; go on with those, or remove it",
                file.string());
  }
  const Facts facts(checkpoint.facts, file.string());
  TuneState state;
  state.step = facts.whole("step");
  state.seconds = facts.real("seconds");
  state.evaluations = facts.whole("evaluations");
  // Earlier versions stopped only where an evaluation that was due had been made.
  state.evaluatedAt = checkpoint.facts.contains("evaluated_at") ? facts.whole("evaluated_at") : state.step;
  state.sinceBest = facts.whole("since_best");
  state.bestStep = facts.whole("best_step");
  state.bestMeanRecall = facts.real("best_mean_recall");
  state.lastMeanRecall = facts.real("last_mean_recall");
  state.trainLoss = facts.real("train_loss");
  state.best = under("best.", checkpoint);
  restoreTensors(model, under("model.", checkpoint), file.string());
  optimizer.load(under("optimizer.", checkpoint), state.step);
  return state;
}

}  // namespace tilescout::train::detail
