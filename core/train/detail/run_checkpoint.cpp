#include "train/detail/run_checkpoint.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <map>

#include "base/error.h"
#include "train/detail/checkpoint_file.h"

namespace tilescout::train::detail {

void saveRun(const NamedTensors& tensors, const Optimizer& optimizer, const RunPlace& place,
             const std::filesystem::path& file) {
  Checkpoint checkpoint;
  for (const auto& [name, tensor] : tensors) checkpoint.tensors["model." + name] = *tensor;
  for (const auto& [name, tensor] : optimizer.state()) checkpoint.tensors["optimizer." + name] = tensor;
  checkpoint.facts = {{"step", std::to_string(place.step)}, {"seconds", std::to_string(place.seconds)}};
  writeCheckpoint(checkpoint, file);
}

RunPlace loadRun(const NamedTensors& tensors, Optimizer& optimizer, const std::filesystem::path& file) {
  const at::NoGradGuard noGrad;
  const Checkpoint checkpoint = readCheckpoint(file);
  std::map<std::string, at::Tensor> moments;
  for (const auto& [name, tensor] : checkpoint.tensors) {
    if (name.rfind("optimizer.", 0) == 0) moments[name.substr(10)] = tensor;
  }
  for (const auto& [name, tensor] : tensors) {
    const auto found = checkpoint.tensors.find("model." + name);
    if (found == checkpoint.tensors.end() || found->second.sizes() != tensor->sizes()) {
      throw Error(ErrorCode::Incompatible, "was made by another recipe: " + name + " does not fit", file.string());
    }
    tensor->detach().copy_(found->second);
  }
  const auto fact = [&](const char* name) {
    const auto found = checkpoint.facts.find(name);
    if (found == checkpoint.facts.end()) {
      throw Error(ErrorCode::Corrupt, std::string("does not say its ") + name, file.string());
    }
    return std::stod(found->second);
  };
  const RunPlace place{static_cast<std::int64_t>(fact("step")), fact("seconds")};
  optimizer.load(moments, place.step);
  return place;
}

}  // namespace tilescout::train::detail
