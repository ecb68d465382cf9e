#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/half.h"
#include "model/weights/name_map.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model::weights;

namespace {

std::vector<float> floatsOf(const TensorView& view) {
  std::vector<float> values;
  const std::size_t size = dtypeSize(view.dtype);
  const std::span<const std::byte> bytes = view.bytes;
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    if (view.dtype == DType::F32) {
      float value;
      std::memcpy(&value, bytes.data() + at, size);
      values.push_back(value);
    } else {
      REQUIRE(view.dtype == DType::F16);
      std::uint16_t half;
      std::memcpy(&half, bytes.data() + at, size);
      values.push_back(floatFromHalf(half));
    }
  }
  return values;
}

std::vector<float> floatsOf(const MappedTensor& tensor) {
  std::vector<float> values;
  for (const TensorView& part : tensor.parts) {
    const auto more = floatsOf(part);
    values.insert(values.end(), more.begin(), more.end());
  }
  if (!tensor.transposed) return values;
  const auto rows = static_cast<std::size_t>(tensor.shape[0]), columns = static_cast<std::size_t>(tensor.shape[1]);
  std::vector<float> turned(values.size());
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) turned[r * columns + c] = values[c * rows + r];
  }
  return turned;
}

struct Loaded {
  std::unique_ptr<TensorSource> source;
  CanonicalTensors tensors;
};

Loaded load(const std::string& name) {
  const auto file = test::sharedFolder() / "golden" / "tiny" / name;
  Loaded loaded{openTensorSource(file), {}};
  loaded.tensors = canonicalTensors(*loaded.source, file.string());
  return loaded;
}

/// Every tensor of `expected` stands in `actual` with the same shape and, up to rounding to half, the same numbers.
void requireSame(const std::map<std::string, MappedTensor>& actual, const std::map<std::string, MappedTensor>& expected,
                 bool half) {
  REQUIRE(actual.size() == expected.size());
  for (const auto& [name, tensor] : expected) {
    CAPTURE(name);
    const auto found = actual.find(name);
    REQUIRE(found != actual.end());
    REQUIRE(found->second.shape == tensor.shape);
    const auto a = floatsOf(found->second), b = floatsOf(tensor);
    REQUIRE(a.size() == b.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += a[i] != (half ? floatFromHalf(halfFromFloat(b[i])) : b[i]);
    REQUIRE(different == 0);
  }
}

}  // namespace

TEST_CASE("openClipNamesAreTheCanonicalOnes") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded plain = load("openclip.safetensors");
  CHECK(plain.source->kind() == "safetensors");
  CHECK(plain.tensors.naming == "open_clip");
  CHECK(plain.tensors.unexpected.empty());
  CHECK(plain.tensors.adapter.empty());
  CHECK(plain.tensors.logitScale.has_value());
  CHECK(plain.tensors.backbone.at("visual.conv1.weight").shape == std::vector<std::int64_t>{128, 3, 16, 16});
}

TEST_CASE("huggingFaceFolderHoldsTheSameWeights") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded plain = load("openclip.safetensors"), hf = load("hf/model.safetensors");
  CHECK(hf.tensors.naming == "huggingface");
  CHECK(hf.tensors.unexpected.empty());
  requireSame(hf.tensors.backbone, plain.tensors.backbone, false);
}

TEST_CASE("torchSaveOfHalvesHoldsTheSameWeightsRounded") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded plain = load("openclip.safetensors"), half = load("openclip_fp16_state_dict.pt");
  CHECK(half.source->kind() == "torch-zip");
  CHECK(half.tensors.unexpected.empty());
  requireSame(half.tensors.backbone, plain.tensors.backbone, true);
}

TEST_CASE("torchScriptArchiveHoldsTheSameWeightsRoundedAndItsSizes") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded plain = load("openclip.safetensors"), script = load("openai_jit.pt");
  CHECK(script.source->kind() == "torchscript");
  CHECK(script.tensors.unexpected.empty());
  requireSame(script.tensors.backbone, plain.tensors.backbone, true);
}

TEST_CASE("authorsCheckpointHoldsBackboneAndReleasedAdaptersAndSkipsItsConfiguration") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded plain = load("openclip.safetensors"), adapter = load("adapter_released.safetensors"),
               harma = load("harma_checkpoint.pt");
  CHECK(harma.source->kind() == "harma");
  CHECK(harma.tensors.unexpected.empty());
  CHECK(harma.tensors.temperature.has_value());
  requireSame(harma.tensors.backbone, plain.tensors.backbone, false);
  requireSame(harma.tensors.adapter, adapter.tensors.adapter, false);
}

TEST_CASE("paperAdapterCarriesItsMiniAdapterUnderBothTowersWithEqualValues") {
  TILESCOUT_NEEDS_SHARED();
  const Loaded paper = load("adapter_paper.safetensors");
  CHECK(paper.tensors.backbone.empty());
  CHECK(paper.tensors.unexpected.empty());
  std::size_t shared = 0;
  for (const auto& [name, tensor] : paper.tensors.adapter) {
    if (name.starts_with("visual.") && name.find("BiShareAdapterxx") != name.npos) {
      REQUIRE(floatsOf(tensor) == floatsOf(paper.tensors.adapter.at(name.substr(7))));
      ++shared;
    }
  }
  CHECK(shared == 4 * 8);
}
