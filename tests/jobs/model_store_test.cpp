#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.h"
#include "jobs/model_service.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::jobs;
namespace fs = std::filesystem;

namespace {

/// A user's data folder and the program's resources of this test's own, in the environment as users give them.
class StoreFixture {
 public:
  StoreFixture() {
    fs::create_directories(resources() / "models");
    ::setenv("TILESCOUT_HOME", home().c_str(), 1);
    ::setenv("TILESCOUT_RESOURCES", resources().c_str(), 1);
  }
  ~StoreFixture() {
    ::unsetenv("TILESCOUT_HOME");
    ::unsetenv("TILESCOUT_RESOURCES");
  }
  StoreFixture(const StoreFixture&) = delete;
  StoreFixture& operator=(const StoreFixture&) = delete;

  fs::path home() const { return folder_.path() / "home"; }
  fs::path resources() const { return folder_.path() / "resources"; }
  fs::path models() const { return home() / "models"; }

  static void addModel(const fs::path& parent, const std::string& name) {
    fs::create_directories(parent / name);
    ModelCard card;
    card.name = "written by " + name;
    card.activation = "gelu";
    writeModelCard(card, parent / name / "card.json");
  }
  void ship(const std::string& name) const { addModel(resources() / "models", name); }

  std::size_t leftovers() const {
    std::size_t count = 0;
    if (!fs::exists(models())) return 0;
    for (const auto& entry : fs::directory_iterator(models())) count += entry.path().filename().string().front() == '.';
    return count;
  }

 private:
  test::TempFolder folder_;
};

fs::path tiny(const std::string& name) { return test::sharedFolder() / "golden" / "tiny" / name; }

ImportOptions importOf(const fs::path& path, const std::string& name) {
  ImportOptions options;
  options.path = path;
  options.name = name;
  return options;
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

}  // namespace

TEST_CASE("shippedModelIsTheDefaultOfAnEmptyStore") {
  const StoreFixture fixture;
  fixture.ship("base");
  const ModelStore store;
  CHECK(store.defaultName() == "base");
  CHECK(store.find("").name == "base");
  CHECK(store.find("").shipped);
  CHECK(store.folderOf("") == fixture.resources() / "models" / "base");
  REQUIRE(store.list().size() == 1);
}

TEST_CASE("aStoreWithoutAnyModelSaysSo") {
  const StoreFixture fixture;
  const ModelStore store;
  CHECK(store.list().empty());
  CHECK(store.defaultName().empty());
  CHECK(mentions(refusal([&] { store.find(""); }), "models import"));
}

TEST_CASE("useChoosesTheDefaultAndRemovingItFallsBackToTheShippedModel") {
  const StoreFixture fixture;
  fixture.ship("base");
  StoreFixture::addModel(fixture.models(), "mine");
  ModelStore store;
  CHECK(store.defaultName() == "base");
  store.use("mine");
  CHECK(store.defaultName() == "mine");
  CHECK(ModelStore().find("").name == "mine");
  store.remove("mine");
  CHECK(store.defaultName() == "base");
  CHECK_FALSE(fs::exists(fixture.models() / "mine"));
  CHECK(fixture.leftovers() == 0);
  StoreFixture::addModel(fixture.models(), "mine");  // another model that happens to have the name
  CHECK(store.defaultName() == "base");
}

TEST_CASE("whatAKilledImportLeftIsSweptAndWhatALivingOneWritesStays") {
  const StoreFixture fixture;
  fs::create_directories(fixture.models() / ".incoming-999999999-dead");
  fs::create_directories(fixture.models() / ".removed-999999999-dead");
  fs::create_directories(fixture.models() / ".incoming-1-alive");
  const ModelStore store;
  const fs::path staged = store.stage("new");
  CHECK(fs::is_directory(staged));
  CHECK(fs::is_directory(fixture.models() / ".incoming-1-alive"));
  CHECK(fixture.leftovers() == 2);
  CHECK(store.list().empty());
  store.discard(staged);
  CHECK(fixture.leftovers() == 1);
}

TEST_CASE("unknownNamesAreAnsweredWithTheKnownOnes") {
  const StoreFixture fixture;
  fixture.ship("base");
  StoreFixture::addModel(fixture.models(), "mine");
  ModelStore store;
  for (const std::string name : {"other", "../resources/models/base", "/etc"}) {
    CHECK(mentions(refusal([&] { store.find(name); }), "base, mine"));
    CHECK(mentions(refusal([&] { store.remove(name); }), "base, mine"));
  }
  CHECK(mentions(refusal([&] { store.remove("base"); }), "stays"));
  CHECK(fs::exists(fixture.resources() / "models" / "base" / "card.json"));
}

TEST_CASE("aDamagedCardDoesNotHideTheOtherModels") {
  const StoreFixture fixture;
  fixture.ship("base");
  StoreFixture::addModel(fixture.models(), "broken");
  std::ofstream(fixture.models() / "broken" / "card.json") << "{";
  const auto cards = ModelStore().list();
  REQUIRE(cards.size() == 1);
  CHECK(cards[0].name == "base");
}

TEST_CASE("aUsersModelCannotCallItselfTheShippedOne") {
  const StoreFixture fixture;
  fixture.ship("base");
  StoreFixture::addModel(fixture.models(), "mine");
  ModelCard card = readModelCard(fixture.models() / "mine" / "card.json");
  card.shipped = true;
  card.name = "base";
  writeModelCard(card, fixture.models() / "mine" / "card.json");
  CHECK_FALSE(ModelStore().find("mine").shipped);
  CHECK(ModelStore().find("mine").name == "mine");
}

TEST_CASE("importedHuggingFaceFolderIsComplete") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  const ModelCard card = store.import(importOf(tiny("hf"), "tiny"));
  CHECK(card.name == "tiny");
  CHECK(card.activation == "quickgelu");
  CHECK(card.adapter == "none");
  CHECK(card.source == tiny("hf").string());
  CHECK_FALSE(card.fingerprint.empty());
  for (const char* file : {"card.json", "model.safetensors", "vocab.json", "merges.txt"}) {
    CHECK(fs::is_regular_file(fixture.models() / "tiny" / file));
  }
  CHECK(fixture.leftovers() == 0);
  CHECK(store.find("tiny").fingerprint == card.fingerprint);
  CHECK(mentions(refusal([&] { store.import(importOf(tiny("hf"), "tiny")); }), "already"));
}

TEST_CASE("fingerprintTellsAdaptersActivationAndWeightsApartButNotTheFormOfTheFile") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  ImportOptions options = importOf(tiny("openclip.safetensors"), "a");
  options.tokenizer = tiny("hf");
  const std::string plain = store.import(options).fingerprint;
  CHECK(store.import(importOf(tiny("hf"), "b")).fingerprint == plain);
  options.name = "c";
  options.activation = "gelu";
  CHECK(store.import(options).fingerprint != plain);
  options.name = "d";
  options.activation.clear();
  options.adapter = tiny("adapter_released.safetensors");
  const ModelCard adapted = store.import(options);
  CHECK(adapted.fingerprint != plain);
  CHECK(adapted.adapter == "released");
  CHECK(adapted.trainableParameters > 0);
  CHECK(fs::is_regular_file(fixture.models() / "d" / "adapter.safetensors"));
}

TEST_CASE("importWithoutATokenizerAsksForOne") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  CHECK(mentions(refusal([&] { store.import(importOf(tiny("openai_jit.pt"), "jit")); }), "--tokenizer"));
  CHECK(store.list().empty());
  CHECK(fixture.leftovers() == 0);
  ImportOptions options = importOf(tiny("openai_jit.pt"), "jit");
  options.tokenizer = test::sharedFolder() / "data" / "bpe_simple_vocab_16e6.txt.gz";
  CHECK(store.import(options).activation == "quickgelu");
  CHECK(fs::is_regular_file(fixture.models() / "jit" / "bpe_simple_vocab_16e6.txt.gz"));
}

TEST_CASE("aTokenizerOfAnotherModelIsRefused") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  const auto small = fixture.home() / "small";
  fs::create_directories(small);
  std::ofstream(small / "vocab.json") << R"({"a":0,"a</w>":1,"<|startoftext|>":2,"<|endoftext|>":3})";
  std::ofstream(small / "merges.txt") << "#version: 0.2\n";
  ImportOptions options = importOf(tiny("openai_jit.pt"), "jit");
  options.tokenizer = small;
  ModelStore store;
  const std::string reason = refusal([&] { store.import(options); });
  CHECK(mentions(reason, "small"));
  CHECK(fixture.leftovers() == 0);
}

TEST_CASE("hostileFilesAreRefusedForWhatTheyAreAndLeaveNothingBehind") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  std::size_t refused = 0;
  for (const auto& entry : fs::directory_iterator(test::sharedFolder() / "golden" / "hostile")) {
    const std::string reason = refusal([&] { store.import(importOf(entry.path(), "")); });
    CAPTURE(entry.path());
    CHECK(mentions(reason, entry.path().filename().string()));
    CHECK_FALSE(mentions(reason, "--tokenizer"));
    ++refused;
  }
  CHECK(refused >= 17);
  CHECK(store.list().empty());
  CHECK(fixture.leftovers() == 0);
  CHECK_FALSE(fs::exists("tilescout_was_here"));
}

TEST_CASE("namesThatLeaveTheStoreAreRefusedAndMadeUpNamesArePlain") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  for (const std::string name : {"../x", "a/b", ".hidden", "a\\b", "C:x", "a\nb"}) {
    CHECK(mentions(refusal([&] { store.import(importOf(tiny("hf"), name)); }), "cannot be a model's name"));
  }
  const auto odd = fixture.home() / ".odd name (1)";
  fs::create_directories(odd);
  for (const char* file : {"config.json", "model.safetensors", "vocab.json", "merges.txt"}) {
    fs::create_symlink(tiny("hf") / file, odd / file);
  }
  CHECK(store.import(importOf(odd, "")).name == "odd-name--1-");
}

TEST_CASE("aModelFolderOfOursKeepsWhatItsCardKnows") {
  TILESCOUT_NEEDS_SHARED();
  const StoreFixture fixture;
  ModelStore store;
  ImportOptions first = importOf(tiny("harma_checkpoint.pt"), "first");
  first.activation = "quickgelu";
  first.tokenizer = tiny("hf");
  ModelCard card = store.import(first);
  card.groundExtent = {100.0, 400.0};
  card.title = "Harbours";
  writeModelCard(card, fixture.models() / "first" / "card.json");
  std::ofstream(fixture.models() / "first" / "words.txt") << "harbour\n";

  const ModelCard again = store.import(importOf(fixture.models() / "first", "second"));
  CHECK(again.groundExtent == card.groundExtent);
  CHECK(again.title == "Harbours");
  CHECK(again.adapter == "released");
  CHECK(again.adapterHeads == card.adapterHeads);
  CHECK(again.fingerprint == card.fingerprint);
  CHECK(fs::is_regular_file(fixture.models() / "second" / "words.txt"));
}
