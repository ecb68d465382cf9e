#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "model/detail/tensor_bytes.h"
#include "model/model_loader.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"

namespace tilescout::test {

/// golden/tiny: the cases' tensors by name, and the backbone with the adapters of one variant.
class GoldenTiny {
 public:
  GoldenTiny() : folder_(sharedFolder() / "golden" / "tiny"), cases_(model::weights::openTensorSource(folder_ / "cases.safetensors")) {}

  at::Tensor get(const std::string& name) const { return model::detail::aliasView(cases_->tensors().at(name)).clone(); }
  const model::weights::TensorSource& cases() const { return *cases_; }
  const std::filesystem::path& folder() const { return folder_; }

  /// variant: "plain", "released" or "paper".
  model::LoadedWeights load(const std::string& variant) const {
    model::LoadOptions options;
    options.activation = "quickgelu";
    if (variant != "plain") options.adapterFile = folder_ / ("adapter_" + variant + ".safetensors");
    return model::loadClip(folder_ / "openclip.safetensors", options);
  }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<model::weights::TensorSource> cases_;
};

/// Where tests that can run anywhere compute: TILESCOUT_TEST_DEVICE (cuda:0 beside a GPU), else the CPU.
inline std::string device() {
  const char* chosen = std::getenv("TILESCOUT_TEST_DEVICE");
  return chosen != nullptr && *chosen != '\0' ? chosen : "cpu";
}

inline double greatestDifference(const at::Tensor& a, const at::Tensor& b) {
  return (a.cpu().to(at::kDouble) - b.cpu().to(at::kDouble)).abs().max().item<double>();
}

}  // namespace tilescout::test
