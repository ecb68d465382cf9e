#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>

#include "tests/cli/cli_fixture.h"
#include "tests/train/free_port.h"

using namespace tilescout::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> tuneArguments(const Cli& cli, const std::string& name) {
  return {"train",       "--dataset",     cli.path("tiles"),  "--epochs", "1",        "--batch",
          "8",           "--images-once", "--bottleneck",     "16",       "--device", "cpu",
          "--precision", "fp32",          "--evaluate-every", "1",        "-o",       name,
          "--json"};
}

void paintTiles(const Cli& cli) {
  REQUIRE(cli({"demo", "tiles", cli.path("tiles"), "--count", "40", "--seed", "3"}).exitCode == 0);
}

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("trainSpeaksTheContractsLinesAndLeavesAModel") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  paintTiles(cli);
  const ProcessResult run = cli(tuneArguments(cli, "tuned"));
  REQUIRE(run.exitCode == 0);
  int steps = 0, evaluations = 0;
  Json last;
  for (const Json& line : jsonLines(run.out)) {
    if (line.contains("lr")) {
      ++steps;
      for (const char* field :
           {"step", "epoch", "lr", "contrastive", "triplet", "early", "loss", "temp", "pairs_per_s", "eta_s"}) {
        CAPTURE(field);
        CHECK(line.contains(field));
      }
    }
    if (line.contains("val")) {
      ++evaluations;
      for (const char* field : {"images", "texts", "txt_r1", "img_r10", "r_mean", "alignment", "uniformity_text"}) {
        CAPTURE(field);
        CHECK(line["val"].contains(field));
      }
    }
    last = line;
  }
  CHECK(steps == 3);
  CHECK(evaluations == 2);
  CHECK(last["model"] == "tuned");
  CHECK(last["result"]["splits"].size() == 3);
  CHECK(last["result"]["trained_parameters"].get<double>() < 0.04 * last["result"]["total_parameters"].get<double>());
  CHECK(run.err.find("trains ") != std::string::npos);

  const Json card = Json::parse(cli({"models", "info", "tuned", "--json"}).out);
  CHECK(card["adapter"] == "released");
  CHECK(cli({"evaluate", "--dataset", cli.path("tiles"), "--model", "tuned", "--json"}).exitCode == 0);
  CHECK(cli(tuneArguments(cli, "tuned")).exitCode == 1);  // the name is taken
}

TEST_CASE("aTrainingKilledAtACheckpointGoesOnToTheSameModel") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  paintTiles(cli);
  auto arguments = tuneArguments(cli, "whole");
  arguments.insert(arguments.end() - 3, {"--epochs", "2"});
  arguments.erase(arguments.begin() + 3, arguments.begin() + 5);
  REQUIRE(cli(arguments).exitCode == 0);
  *(arguments.end() - 2) = "killed";
  ProcessOptions options;
  bool signalled = false;
  options.onOutput = [&](pid_t process, const std::string& out) {
    if (signalled || out.find("\"step\":2,") == std::string::npos) return;
    signalled = true;  // once: a second Ctrl+C ends the program at once
    ::kill(process, SIGINT);
  };
  REQUIRE(cli(arguments, options).exitCode == 130);
  CHECK(cli(arguments).exitCode == 1);  // an unfinished training is not begun anew by mistake
  // Killed outright in the next step: what came after the checkpoint is done again.
  ProcessOptions kill;
  kill.environment["TILESCOUT_FAIL_POINT"] = "tune.step:2";
  auto resume = arguments;
  resume.push_back("--resume");
  CHECK(cli(resume, kill).exitCode == 137);
  REQUIRE(cli(resume).exitCode == 0);
  const fs::path models = fs::path(cli.path("home")) / "models";
  REQUIRE(fs::exists(models / "whole/adapter.safetensors"));
  CHECK(bytesOf(models / "whole/adapter.safetensors") == bytesOf(models / "killed/adapter.safetensors"));
}

TEST_CASE("twoProcessesTrainOneModelAndTheFirstAloneWritesAndPrints") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  paintTiles(cli);
  const std::string port = std::to_string(freePort());
  const auto start = [&](int rank) {
    ProcessOptions options;
    options.environment = {{"RANK", std::to_string(rank)}, {"WORLD_SIZE", "2"},   {"LOCAL_WORLD_SIZE", "2"},
                           {"MASTER_ADDR", "127.0.0.1"},   {"MASTER_PORT", port}, {"OMP_WAIT_POLICY", "passive"}};
    return std::async(std::launch::async, [&cli, options] { return cli(tuneArguments(cli, "both"), options); });
  };
  auto first = start(0), second = start(1);
  const ProcessResult one = first.get(), other = second.get();
  if (one.err.find("built against a LibTorch without") != std::string::npos) {
    MESSAGE("SKIPPED: this build cannot train in several processes");
    return;
  }
  CAPTURE(one.err);
  CAPTURE(other.err);
  REQUIRE(one.exitCode == 0);
  CHECK(other.exitCode == 0);
  CHECK(other.out.empty());
  CHECK(jsonLines(one.out).back()["model"] == "both");
  REQUIRE(cli(tuneArguments(cli, "alone")).exitCode == 0);
  const auto recall = [&](const char* name) {
    return Json::parse(cli({"evaluate", "--dataset", cli.path("tiles"), "--model", name, "--json"}).out)["r_mean"]
        .get<double>();
  };
  CHECK(recall("both") == doctest::Approx(recall("alone")).epsilon(0.02));

  ProcessOptions half;
  half.environment = {{"RANK", "0"}, {"WORLD_SIZE", "2"}};
  const ProcessResult refused = cli(tuneArguments(cli, "half"), half);
  CHECK(refused.exitCode == 1);
  CHECK(refused.err.find("MASTER_ADDR") != std::string::npos);
}

TEST_CASE("trainSaysWhatIsWrongWithItsArguments") {
  const Cli cli;
  CHECK(cli({"train", "-o", "x"}).exitCode == 2);
  CHECK(cli({"train", "--dataset", "a", "--method", "magic", "-o", "x"}).exitCode == 2);
  CHECK(cli({"train", "--dataset", "a", "--preset", "best", "-o", "x"}).exitCode == 2);
  CHECK(cli({"evaluate", "--json"}).exitCode == 2);
  TILESCOUT_NEEDS_MODEL(cli);
  const ProcessResult gone = cli({"train", "--dataset", cli.path("gone"), "-o", "x"});
  CHECK(gone.exitCode == 1);
  CHECK(gone.err.find("gone") != std::string::npos);
}

TEST_CASE("aBrokenImageIsNamedAndTheRestIsTrainedOn") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  paintTiles(cli);
  const Json entries = Json::parse(std::ifstream(cli.path("tiles/train.json")));
  const std::string image = entries[0]["image"].get<std::string>();
  std::ofstream(cli.path("tiles/" + image), std::ios::binary) << "nothing";
  const ProcessResult check = cli({"train", "--dataset", cli.path("tiles"), "--check", "-o", "x", "--json"});
  CHECK(check.exitCode == 3);
  CHECK(check.err.find(image) != std::string::npos);
  CHECK(cli(tuneArguments(cli, "rest")).exitCode == 3);
  CHECK(cli({"models", "info", "rest", "--json"}).exitCode == 0);
}

TEST_CASE("evaluateAndPackReadEveryFormThatTrainReads") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  paintTiles(cli);
  const auto figures = [&](const std::string& folder, const std::string& split) {
    const ProcessResult run = cli({"evaluate", "--dataset", cli.path(folder), "--images", cli.path("tiles"), "--split",
                                   split, "--precision", "fp32", "--json"});
    REQUIRE_MESSAGE(run.exitCode == 0, run.err);
    return Json::parse(run.out)["r_mean"].get<double>();
  };
  // The same tiles as Karpathy's single file and as a table.
  Json whole = {{"dataset", "tiles"}, {"images", Json::array()}};
  fs::create_directories(cli.path("karpathy"));
  fs::create_directories(cli.path("table"));
  std::ofstream table(cli.path("table/tiles.csv"));
  table << "image,caption,split\n";
  std::map<std::string, std::size_t> placeOf;
  for (const Json& entry : Json::parse(bytesOf(cli.path("tiles/test.json")))) {
    const std::string image = entry["image"];
    const auto [place, isNew] = placeOf.try_emplace(image, whole["images"].size());
    if (isNew) whole["images"].push_back({{"filename", image}, {"split", "test"}, {"sentences", Json::array()}});
    const Json captions = entry["caption"].is_array() ? entry["caption"] : Json::array({entry["caption"]});
    for (const std::string caption : captions) {
      whole["images"][place->second]["sentences"].push_back({{"raw", caption}});
      table << image << ",\"" << caption << "\",test\n";
    }
  }
  table.close();
  std::ofstream(cli.path("karpathy/dataset.json")) << whole.dump();
  const double expected = figures("tiles", "test");
  CHECK(expected > 0);
  CHECK(figures("karpathy", "test") == doctest::Approx(expected));
  CHECK(figures("table", "test") == doctest::Approx(expected));
  const ProcessResult none =
      cli({"evaluate", "--dataset", cli.path("table"), "--images", cli.path("tiles"), "--split", "val"});
  CHECK(none.exitCode != 0);
  CHECK(none.err.find("has no split 'val'; it has: test") != std::string::npos);
}

TEST_CASE("anArchivesTilesArePackedAsTrainingWouldDivideThem") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 768);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "96"}).exitCode == 0);
  std::ofstream labels(cli.path("labels.csv"));
  labels << "image,x,y,width,height,caption\n";
  for (const auto& entry : fs::directory_iterator(cli.path("scenes"))) {
    if (entry.path().extension() != ".tif") continue;
    for (int tile = 0; tile < 64; ++tile) {
      labels << entry.path().filename().string() << ',' << 96 * (tile % 8) << ',' << 96 * (tile / 8) << ",96,96,"
             << (tile % 2 ? "fields beside a road" : "many houses") << '\n';
    }
  }
  labels.close();
  REQUIRE(cli({"captions", "import", archive, cli.path("labels.csv")}).exitCode == 0);
  CHECK(cli({"pack", archive, "--split", "train", "-o", cli.path("packed")}).exitCode == 2);
  const ProcessResult packed = cli({"pack", archive, "-o", cli.path("packed")});
  REQUIRE_MESSAGE(packed.exitCode == 0, packed.err);
  CHECK(packed.out.find("divided by place") != std::string::npos);
  CHECK(fs::exists(cli.path("packed/general.safetensors")));
  // The training of these files and the adapters' way back: tests/jobs/pack_test.cpp.
  const ProcessResult seen =
      cli({"train", "--dataset", cli.path("packed/train.safetensors"), "--check", "-o", "x", "--json"});
  REQUIRE_MESSAGE(seen.exitCode == 0, seen.err);
  const Json data = jsonLines(seen.out).back()["data"];
  int images = 0;
  for (const char* split : {"train", "val", "test"}) {
    CHECK(data[split]["images"] > 3);
    images += data[split]["images"].get<int>();
  }
  CHECK(images > 40);  // what lies beside what is measured on is left out
}
