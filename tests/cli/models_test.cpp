#include <fstream>
#include <set>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

namespace {

const std::set<std::string> kCardKeys = {
    "name",       "default", "architecture", "image_size",           "patch_size",  "embed_dim", "context_length",
    "activation", "adapter", "parameters",   "trainable_parameters", "fingerprint", "source"};

bool holdsCard(const Json& object) {
  for (const std::string& key : kCardKeys) {
    if (!object.contains(key)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a model is imported, listed, chosen, described and removed") {
  TILESCOUT_NEEDS_SHARED();
  const Cli cli;
  const std::string golden = (sharedFolder() / "golden/tiny").string();
  const std::string merges = (sharedFolder() / "data/bpe_simple_vocab_16e6.txt.gz").string();
  const std::size_t before = Json::parse(cli({"models", "list", "--json"}).out).size();

  const ProcessResult imported = cli({"models", "import", golden + "/hf", "--name", "tiny", "--tokenizer", merges});
  REQUIRE_MESSAGE(imported.exitCode == 0, imported.err);
  const Json listed = Json::parse(cli({"models", "list", "--json"}).out);
  REQUIRE(listed.size() == before + 1);
  for (const Json& card : listed) CHECK(holdsCard(card));

  CHECK(cli({"models", "use", "tiny"}).exitCode == 0);
  const Json card = Json::parse(cli({"models", "info", "--json"}).out);
  // The CPU, then every GPU or the reason why there is none.
  REQUIRE(card["devices"].size() >= 2);
  CHECK(card["devices"][0].get<std::string>().starts_with("cpu: "));
  CHECK(card["devices"][1].get<std::string>().starts_with("cuda"));
  CHECK(cli({"models", "info"}).out.find(card["devices"][1].get<std::string>()) != std::string::npos);
  CHECK(holdsCard(card));
  CHECK(card["name"] == "tiny");
  CHECK(card["default"] == true);
  CHECK(card["image_size"] == 64);
  CHECK(card["patch_size"] == 16);
  CHECK(card["embed_dim"] == 64);
  CHECK(card["activation"] == "quickgelu");
  CHECK(card["adapter"] == "none");

  CHECK(cli({"models", "remove", "tiny"}).exitCode == 0);
  CHECK(Json::parse(cli({"models", "list", "--json"}).out).size() == before);
}

TEST_CASE("an unknown model is refused by name") {
  const Cli cli;
  for (const std::string verb : {"info", "use", "remove"}) {
    const ProcessResult result = cli({"models", verb, "no-such-model"});
    CHECK(result.exitCode == 1);
    CHECK(result.err.find("no-such-model") != std::string::npos);
  }
}

TEST_CASE("weights that are none are refused by name and leave no model behind") {
  const Cli cli;
  std::ofstream(cli.path("weights.safetensors"), std::ios::binary) << "these are not the weights you are looking for";
  const std::string before = cli({"models", "list", "--json"}).out;
  const ProcessResult result = cli({"models", "import", cli.path("weights.safetensors")});
  CAPTURE(result.err);
  CHECK(result.exitCode == 1);
  CHECK(result.err.find("weights.safetensors") != std::string::npos);
  CHECK(cli({"models", "list", "--json"}).out == before);
}
