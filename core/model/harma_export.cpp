#include <ATen/ops/full.h>

#include <cmath>
#include <map>
#include <vector>

#include "base/error.h"
#include "model/detail/torch_errors.h"
#include "model/model_loader.h"
#include "model/weights/torch_zip_writer.h"

namespace tilescout::model {

namespace {

/// Names and tensors of the authors' state dictionary.
std::vector<std::pair<std::string, at::Tensor>> stateOf(detail::ClipWeights& clip) {
  std::vector<std::pair<std::string, at::Tensor>> state;
  for (const auto& list : {detail::backboneTensors(clip), detail::adapterTensors(clip)}) {
    for (const auto& [name, tensor] : list) state.emplace_back("model." + name, *tensor);
  }
  if (clip.temperature.defined()) {
    const double tau = clip.temperature.to(at::kCPU, at::kDouble).item<double>();
    state.emplace_back("model.logit_scale", at::full({}, -std::log(tau), at::kFloat));
    state.emplace_back("temp", at::full({}, tau, at::kFloat));
  }
  return state;
}

}  // namespace

void exportHarma(const std::filesystem::path& modelFolder, const ModelCard& card, const std::filesystem::path& file) {
  try {
    LoadedWeights loaded = loadStoredModel(modelFolder, card);
    if (loaded.weights.adapterShape.variant == detail::AdapterVariant::Plain) {
      throw Error(ErrorCode::Incompatible, "has plain adapters, which have no place in the layout of HarMA's authors",
                  card.name);
    }
    const auto state = stateOf(loaded.weights);
    std::map<const void*, std::size_t> storages;  // the paper's mini-adapters stand under two names
    std::vector<weights::TorchTensor> tensors;
    std::vector<at::Tensor> unique;
    for (const auto& [name, tensor] : state) {
      const auto [place, fresh] = storages.emplace(tensor.data_ptr(), unique.size());
      if (fresh) unique.push_back(tensor);
      tensors.push_back({name, tensor.sizes().vec(), place->second});
    }
    at::Tensor present;  // keeps the numbers alive that are being written
    weights::writeTorchZip(file, tensors, [&](std::size_t storage) {
      present = unique[storage].detach().to(at::kCPU, at::kFloat).contiguous();
      return std::as_bytes(std::span(present.data_ptr<float>(), static_cast<std::size_t>(present.numel())));
    });
  } catch (const c10::Error& error) {
    detail::throwTorch(error, "there is not enough memory to write it", file.string());
  }
}

}  // namespace tilescout::model
