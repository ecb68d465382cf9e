#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "model/model_loader.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::model;
namespace fs = std::filesystem;

namespace {

fs::path tiny(const std::string& name) { return test::sharedFolder() / "golden" / "tiny" / name; }

LoadOptions quickGelu() {
  LoadOptions options;
  options.activation = "quickgelu";
  return options;
}

void requireEqual(LoadedWeights& actual, LoadedWeights& expected, bool rounded, bool adapters = false) {
  auto a = adapters ? detail::adapterTensors(actual.weights) : detail::backboneTensors(actual.weights);
  auto b = adapters ? detail::adapterTensors(expected.weights) : detail::backboneTensors(expected.weights);
  REQUIRE(a.size() == b.size());
  REQUIRE_FALSE(a.empty());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CAPTURE(a[i].first);
    REQUIRE(a[i].first == b[i].first);
    const at::Tensor wanted = rounded ? b[i].second->to(at::kHalf) : *b[i].second;
    REQUIRE(at::equal(a[i].second->to(wanted.scalar_type()), wanted));
  }
}

template <typename Action>
std::string refusal(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool mentions(const std::string& message, const std::string& part) {
  CAPTURE(message);
  return message.find(part) != std::string::npos;
}

/// The tensors of a model file as the writer takes them, for tests that change one.
std::vector<weights::TensorToWrite> listOf(const weights::TensorSource& source) {
  std::vector<weights::TensorToWrite> list;
  for (const auto& [name, view] : source.tensors()) list.push_back({name, view.dtype, view.shape, view.bytes});
  return list;
}

}  // namespace

TEST_CASE("sizesHeadsAndActivationComeFromShapesAndConfiguration") {
  TILESCOUT_NEEDS_SHARED();
  const LoadedWeights loaded = loadClip(tiny("openclip.safetensors"));
  const detail::ClipShape& shape = loaded.weights.shape;
  CHECK(shape.imageSize == 64);
  CHECK(shape.patchSize == 16);
  CHECK(shape.visionWidth == 128);
  CHECK(shape.visionLayers == 4);
  CHECK(shape.visionHeads == 2);
  CHECK(shape.textWidth == 64);
  CHECK(shape.textLayers == 4);
  CHECK(shape.textHeads == 1);
  CHECK(shape.contextLength == 77);
  CHECK(shape.vocabularySize == 49408);
  CHECK(shape.embedDim == 64);
  CHECK(shape.quickGelu);
  CHECK(loaded.activationFrom == "configuration");
  CHECK(loaded.weights.adapterShape.variant == detail::AdapterVariant::None);
}

TEST_CASE("headsThatAreNot64WideComeFromTheConfigurationOnly") {
  TILESCOUT_NEEDS_SHARED();
  const fs::path folder = test::sharedFolder() / "golden" / "heads80";
  const LoadedWeights loaded = loadClip(folder);
  CHECK(loaded.weights.shape.visionHeads == 2);
  CHECK(loaded.weights.shape.textHeads == 2);
  CHECK_FALSE(loaded.weights.shape.quickGelu);

  test::TempFolder alone;
  fs::copy_file(folder / "open_clip_model.safetensors", alone / "weights.safetensors");
  CHECK(mentions(refusal([&] { loadClip(alone / "weights.safetensors", quickGelu()); }), "heads"));
}

TEST_CASE("everyFormOfTheTinyModelLoadsToTheSameTensors") {
  TILESCOUT_NEEDS_SHARED();
  LoadedWeights plain = loadClip(tiny("openclip.safetensors"));
  LoadedWeights hf = loadClip(tiny("hf"));
  requireEqual(hf, plain, false);
  CHECK(hf.weights.shape.quickGelu);
  LoadedWeights half = loadClip(tiny("openclip_fp16_state_dict.pt"), quickGelu());
  requireEqual(half, plain, true);
  CHECK((half.weights.patchWeight.scalar_type() == at::kHalf));
  LoadedWeights script = loadClip(tiny("openai_jit.pt"));
  requireEqual(script, plain, true);
  CHECK(script.activationFrom == "kind");
  CHECK(script.weights.shape.quickGelu);
  LoadedWeights harma = loadClip(tiny("harma_checkpoint.pt"), quickGelu());
  requireEqual(harma, plain, false);
  CHECK(harma.weights.adapterShape.variant == detail::AdapterVariant::Released);
  CHECK(harma.weights.temperature.defined());

  LoadOptions released;
  released.adapterFile = tiny("adapter_released.safetensors");
  LoadedWeights adapted = loadClip(tiny("openclip.safetensors"), released);
  requireEqual(adapted, harma, false, true);
  CHECK(adapted.weights.adapterShape.bottleneck == 128);
  CHECK(adapted.weights.adapterShape.heads == 8);
}

TEST_CASE("adapterFileReplacesACheckpointsOwnAdapters") {
  TILESCOUT_NEEDS_SHARED();
  LoadOptions options = quickGelu();
  options.adapterFile = tiny("adapter_paper.safetensors");
  const LoadedWeights loaded = loadClip(tiny("harma_checkpoint.pt"), options);
  CHECK(loaded.weights.adapterShape.variant == detail::AdapterVariant::Paper);
  const auto& image = loaded.weights.imageBlocks[2].adapter->mini->first.weight;
  CHECK(image.data_ptr() == loaded.weights.textBlocks[2].adapter->mini->first.weight.data_ptr());
}

TEST_CASE("activationIsAskedForWhereNothingTellsIt") {
  TILESCOUT_NEEDS_SHARED();
  for (const std::string name : {"harma_checkpoint.pt", "openclip_fp16_state_dict.pt"}) {
    CHECK(mentions(refusal([&] { loadClip(tiny(name)); }), "--activation"));
  }
  LoadOptions wrong;
  wrong.activation = "relu";
  CHECK(mentions(refusal([&] { loadClip(tiny("openai_jit.pt"), wrong); }), "relu"));
}

TEST_CASE("weightsPointIntoTheFileAndChangesNeverReachIt") {
  TILESCOUT_NEEDS_SHARED();
  test::TempFolder folder;
  fs::copy_file(tiny("openclip.safetensors"), folder / "m.safetensors");
  const LoadedWeights once = loadClip(folder / "m.safetensors", quickGelu());
  once.weights.tokenEmbedding.zero_();
  const LoadedWeights again = loadClip(folder / "m.safetensors", quickGelu());
  CHECK_FALSE(at::equal(once.weights.tokenEmbedding, again.weights.tokenEmbedding));
}

TEST_CASE("loadingTakesNoSecondCopyOfTheWeights") {
  TILESCOUT_NEEDS_SHARED();
  const auto ownKilobytes = [] {  // memory of this process alone: pages of the mapped file do not count
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
      if (word == "RssAnon:") {
        long value = 0;
        status >> value;
        return value;
      }
    }
    return 0L;
  };
  const long fileKilobytes = static_cast<long>(fs::file_size(tiny("openclip.safetensors")) / 1024);
  const LoadedWeights first = loadClip(tiny("openclip.safetensors"));  // what the libraries set up once
  const long before = ownKilobytes();
  REQUIRE(before > 0);
  const LoadedWeights second = loadClip(tiny("openclip.safetensors"));
  // Read to where it is used: one copy, not two.
  CHECK(ownKilobytes() - before < fileKilobytes + fileKilobytes / 8);
}

TEST_CASE("missingUnexpectedAndMisshapenTensorsAreNamed") {
  TILESCOUT_NEEDS_SHARED();
  test::TempFolder folder;
  const auto source = weights::openTensorSource(tiny("openclip.safetensors"));
  const auto changed = [&](auto change) {
    auto list = listOf(*source);
    change(list);
    weights::writeSafetensors(folder / "changed.safetensors", list);
    return refusal([&] { loadClip(folder / "changed.safetensors", quickGelu()); });
  };
  const auto named = [](auto& list, const std::string& name) {
    return std::find_if(list.begin(), list.end(), [&](const auto& tensor) { return tensor.name == name; });
  };
  CHECK(changed([](auto&) {}).empty());
  CHECK(mentions(changed([&](auto& list) { list.erase(named(list, "ln_final.bias")); }),
                 "lacks the tensors 'ln_final.bias'"));
  CHECK(
      mentions(changed([&](auto& list) { list.erase(named(list, "visual.proj")); }), "lacks the tensor 'visual.proj'"));
  CHECK(mentions(changed([&](auto& list) { named(list, "ln_final.bias")->name = "ln_final.scale"; }),
                 "unexpected tensors 'ln_final.scale'"));
  CHECK(mentions(changed([&](auto& list) { named(list, "ln_final.bias")->shape = {8, 8}; }), "[8, 8], not [64]"));
  CHECK(mentions(changed([&](auto& list) { named(list, "ln_final.bias")->dtype = weights::DType::I32; }), "no float"));
  CHECK(mentions(changed([&](auto& list) {
                   named(list, "transformer.resblocks.3.ln_1.bias")->name = "transformer.resblocks.9999.ln_1.bias";
                 }),
                 "resblocks.4"));
}

TEST_CASE("whatIsNoModelSaysSo") {
  TILESCOUT_NEEDS_SHARED();
  CHECK(mentions(refusal([] { loadClip(tiny("adapter_released.safetensors"), quickGelu()); }), "--adapter"));
  CHECK(mentions(refusal([] { loadClip(tiny("cases.safetensors"), quickGelu()); }), "is no CLIP"));
  LoadOptions options;
  options.adapterFile = tiny("openclip.safetensors");
  CHECK(mentions(refusal([&] { loadClip(tiny("openclip.safetensors"), options); }), "no HarMA adapters"));
  CHECK(mentions(refusal([] { loadClip(test::sharedFolder() / "golden"); }), "holds no model"));
  CHECK(mentions(refusal([] { loadClip("/absent/model.pt"); }), "does not exist"));
}

TEST_CASE("configurationThatContradictsTheWeightsIsNamed") {
  TILESCOUT_NEEDS_SHARED();
  test::TempFolder folder;
  fs::copy_file(tiny("hf/model.safetensors"), folder / "model.safetensors");
  const auto write = [&](const std::string& extra) {
    std::ofstream(folder / "config.json")
        << R"({"model_type":"clip","projection_dim":64,"vision_config":{"hidden_size":128,"num_attention_heads":2)"
        << extra << R"(},"text_config":{"num_attention_heads":1}})";
    return refusal([&] { loadClip(folder.path()); });
  };
  CHECK(write("").empty());
  CHECK(mentions(write(R"(,"patch_size":32)"), "patch size is 32, but the weights have 16"));
  CHECK(mentions(write(R"(,"hidden_act":"relu")"), "hidden_act"));
  CHECK(mentions(write(R"(,"num_hidden_layers":"x")"), "num_hidden_layers"));
}

TEST_CASE("whatIsSavedLoadsAgainAlone") {
  TILESCOUT_NEEDS_SHARED();
  LoadOptions options;
  options.adapterFile = tiny("adapter_paper.safetensors");
  LoadedWeights original = loadClip(tiny("openclip.safetensors"), options);
  original.weights.temperature = at::full({}, 0.05);
  test::TempFolder folder;
  saveClip(original.weights, folder / "model.safetensors");
  saveAdapter(original.weights, folder / "adapter.safetensors", SaveAs::Fp16);

  LoadOptions again;
  again.adapterFile = folder / "adapter.safetensors";
  LoadedWeights loaded = loadClip(folder / "model.safetensors", again);
  requireEqual(loaded, original, false);
  requireEqual(loaded, original, true, true);
  CHECK(loaded.weights.shape.quickGelu);
  CHECK(loaded.weights.temperature.item<float>() == doctest::Approx(0.05));
}

TEST_CASE("storedModelMustFitItsCard") {
  TILESCOUT_NEEDS_SHARED();
  test::TempFolder folder;
  LoadOptions options;
  options.adapterFile = tiny("adapter_released.safetensors");
  ModelCard card = importModel(tiny("hf"), options, folder.path());
  card.name = "tiny";
  writeModelCard(card, folder / "card.json");
  CHECK(card.architecture == "custom");
  CHECK(card.adapter == "released");
  CHECK(card.adapterBottleneck == 128);

  LoadedWeights stored = loadStoredModel(folder.path(), readModelCard(folder / "card.json"));
  LoadedWeights harma = loadClip(tiny("harma_checkpoint.pt"), quickGelu());
  requireEqual(stored, harma, false);
  requireEqual(stored, harma, false, true);

  ModelCard other = card;
  other.adapter = "paper";
  CHECK(mentions(refusal([&] { loadStoredModel(folder.path(), other); }), "paper"));
  other = card;
  other.embedDim = 512;
  CHECK(mentions(refusal([&] { loadStoredModel(folder.path(), other); }), "embedding size is 512"));
}

TEST_CASE("trainedParametersOfViTB32AreTheSpecifiedNumber") {
  detail::ClipShape shape;
  shape.imageSize = 224, shape.patchSize = 32, shape.visionWidth = 768, shape.visionLayers = 12, shape.visionHeads = 12;
  shape.textWidth = 512, shape.textLayers = 12, shape.textHeads = 8, shape.contextLength = 77;
  shape.vocabularySize = 49408, shape.embedDim = 512;
  detail::ClipWeights clip = detail::emptyClip(shape);
  detail::addAdapters(clip, {detail::AdapterVariant::Released, 128, 8}, 1);
  CHECK(describeWeights(clip).trainableParameters == 5'934'396 + 1);
  CHECK(describeWeights(clip).architecture == "ViT-B/32");
  detail::addAdapters(clip, {detail::AdapterVariant::Paper, 128, 8}, 1);
  CHECK(describeWeights(clip).trainableParameters == 5'934'408 + 1);
}

TEST_CASE("cardSurvivesWritingAndReadingAndItsDamageIsNamed") {
  test::TempFolder folder;
  ModelCard card;
  card.name = "one";
  card.activation = "gelu";
  card.groundExtent = {90.0, 500.0};
  card.notes = {{"data", "RSICD"}, {"figures", "mR 16.2"}};
  card.source = "/tmp/\xff.pt";
  writeModelCard(card, folder / "card.json");
  const ModelCard read = readModelCard(folder / "card.json");
  CHECK(read.name == "one");
  CHECK(read.groundExtent == card.groundExtent);
  CHECK(read.notes == card.notes);
  CHECK(read.vocabularySize == card.vocabularySize);

  const std::string text = "{\"name\":\"one\",\"activation\":\"gelu\",\"image_size\":\"big\"}";
  std::ofstream(folder / "card.json") << text;
  CHECK(mentions(refusal([&] { readModelCard(folder / "card.json"); }), "image_size"));
  std::ofstream(folder / "card.json") << "[1,2";
  CHECK(mentions(refusal([&] { readModelCard(folder / "card.json"); }), "JSON"));
}

TEST_CASE("aModelExportedAsTheAuthorsSaveTheirsComesBackTheSame") {
  TILESCOUT_NEEDS_SHARED();
  for (const char* adapter : {"adapter_released.safetensors", "adapter_paper.safetensors"}) {
    CAPTURE(adapter);
    const test::TempFolder folder;
    LoadOptions adapted = quickGelu();
    adapted.adapterFile = tiny(adapter);
    LoadedWeights before = loadClip(tiny("openclip.safetensors"), adapted);
    saveClip(before.weights, folder / model_files::weights);
    saveAdapter(before.weights, folder / model_files::adapter);
    const ModelCard card = describeWeights(before.weights);
    exportHarma(folder.path(), card, folder / "merged.pth");
    LoadOptions options = quickGelu();
    options.adapterHeads = card.adapterHeads;
    LoadedWeights after = loadClip(folder / "merged.pth", options);
    CHECK(after.kind == "harma");
    requireEqual(after, before, false);
    requireEqual(after, before, false, true);
    CHECK(after.weights.temperature.item<float>() == doctest::Approx(before.weights.temperature.item<float>()));
  }
}
