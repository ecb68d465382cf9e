#include <set>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

namespace {

/// Hits as (scene, place, score): what does not depend on the numbers that an archive gave.
std::set<std::string> answersOf(const Cli& cli, const std::string& archive) {
  const ProcessResult result = cli({"search", archive, "a river", "--top", "1000", "--format", "json"});
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);
  std::set<std::string> answers;
  for (const Json& hit : Json::parse(result.out)["hits"]) {
    answers.insert(hit["scene"].get<std::string>() + " " + hit["col"].dump() + " " + hit["row"].dump() + " " +
                   hit["score"].dump());
  }
  return answers;
}

}  // namespace

TEST_CASE("shards indexed apart and merged answer as one archive does") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string whole = cli.paintedScenes(3, 256);
  REQUIRE(cli({"index", whole, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  std::vector<std::string> merge{"merge", cli.path("merged.tilescout")};
  int scenes = 0;
  for (const std::string part : {"1/2", "2/2"}) {
    merge.push_back(cli.path("part" + part.substr(0, 1) + ".tilescout"));
    const ProcessResult indexed =
        cli({"index", merge.back(), cli.path("scenes"), "--tile", "128", "--shard", part, "--json"});
    REQUIRE_MESSAGE(indexed.exitCode == 0, indexed.err);
    scenes += jsonLines(indexed.out).back()["scenes"].get<int>();
  }
  CHECK(scenes == 3);
  merge.push_back("--json");
  const ProcessResult merged = cli(merge);
  REQUIRE_MESSAGE(merged.exitCode == 0, merged.err);
  const Json report = jsonLines(merged.out).back();
  CHECK(report["scenes"] == 3);
  CHECK(report["changed"] == 3);
  CHECK(report["pending"] == 0);
  CHECK(answersOf(cli, merge[1]) == answersOf(cli, whole));
  CHECK(Json::parse(cli({"verify", merge[1], "--json"}).out)["ok"] == true);
}

TEST_CASE("reembed switches the archive to the model named, and index goes on with it") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::filesystem::path shared = sharedFolder();
  if (shared.empty()) return;
  REQUIRE(cli({"models", "import", (shared / "golden/tiny/hf").string(), "--name", "other", "--tokenizer",
               (shared / "data/bpe_simple_vocab_16e6.txt.gz").string()})
              .exitCode == 0);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  const ProcessResult changed = cli({"reembed", archive, "--model", "other", "--json"});
  REQUIRE_MESSAGE(changed.exitCode == 0, changed.err);
  const Json report = jsonLines(changed.out).back();
  CHECK(report["model"] == "other");
  CHECK(report["switched"] == true);
  CHECK(report["tiles"] == 4);
  CHECK(Json::parse(cli({"search", archive, "x", "--format", "json"}).out)["model"] == "other");

  const ProcessResult more = cli({"index", archive, cli.path("scenes"), "--tile", "128", "--json"});
  CHECK_MESSAGE(more.exitCode == 0, more.err);  // the archive's model, not the default one
  CHECK(jsonLines(more.out).back()["tiles"] == 4);
}

TEST_CASE("an archive whose model was replaced by another of its name says how to go on") {
  const Cli cli;
  TILESCOUT_NEEDS_SHARED();
  const std::string golden = (sharedFolder() / "golden/tiny").string();
  const std::string merges = (sharedFolder() / "data/bpe_simple_vocab_16e6.txt.gz").string();
  const auto importOther = [&](const std::vector<std::string>& more) {
    std::vector<std::string> call{"models", "import", golden + "/hf", "--name", "other", "--tokenizer", merges};
    call.insert(call.end(), more.begin(), more.end());
    const ProcessResult imported = cli(call);
    REQUIRE_MESSAGE(imported.exitCode == 0, imported.err);
  };
  importOther({});
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128", "--model", "other"}).exitCode == 0);
  REQUIRE(cli({"models", "remove", "other"}).exitCode == 0);
  importOther({"--adapter", golden + "/adapter_released.safetensors"});

  const ProcessResult refused = cli({"search", archive, "a river"});
  CHECK(refused.exitCode == 1);
  CHECK_MESSAGE(refused.err.find("another version of the model \"other\"") != std::string::npos, refused.err);
  CHECK(refused.err.find("reembed " + archive + " --model other") != std::string::npos);
  REQUIRE(cli({"reembed", archive, "--model", "other"}).exitCode == 0);
  CHECK(Json::parse(cli({"search", archive, "a river", "--format", "json"}).out)["hits"].size() == 4);
}
