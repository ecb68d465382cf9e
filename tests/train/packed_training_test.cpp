#include <signal.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/atomic_file.h"
#include "tests/cli/process.h"
#include "tests/train/tiny_base.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

#include "support/test_files.h"

using namespace tilescout;
using test::ProcessOptions;
using test::ProcessResult;
namespace fs = std::filesystem;

namespace {

/// A machine with packed data and a model, and no more.
class Machine {
 public:
  Machine() {
    fs::create_directories(folder_ / "data");
    train::writePackedData(test::colours(64), folder_ / "data/train.safetensors");
    train::writePackedData(test::colours(16, 3), folder_ / "data/val.safetensors");
    train::writePackedData(test::colours(16, 5), folder_ / "data/test.safetensors");
    base_ = test::writeTinyBase(folder_ / "base");
  }
  std::string operator/(const std::string& name) const { return (folder_ / name).string(); }
  const ModelCard& base() const { return base_; }

  static ProcessResult run(std::vector<std::string> arguments, const ProcessOptions& options = {}) {
    arguments.insert(arguments.begin(), TILESCOUT_TRAIN);
    return test::runProcess(arguments, options);
  }
  std::vector<std::string> tuning(const std::string& output) const {
    return {*this / "data", "--base",       *this / "base", "--config", train::configToJson(test::tinyConfig()),
            "-o",           *this / output, "--json"};
  }

 private:
  test::TempFolder folder_;
  ModelCard base_;
};

nlohmann::json lastLine(const std::string& output) {
  std::istringstream lines(output);
  std::string line, last;
  while (std::getline(lines, line)) last = line;
  return nlohmann::json::parse(last);
}

void writeText(const fs::path& file, const std::string& text) {
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

}  // namespace

TEST_CASE("theProgramTunesAModelAsTheCoreDoes") {
  const Machine machine;
  const ProcessResult done = Machine::run(machine.tuning("tuned"));
  REQUIRE_MESSAGE(done.exitCode == 0, done.err);
  const nlohmann::json last = lastLine(done.out);
  CHECK(last["verdict"].get<std::string>().starts_with("Better"));
  CHECK(last["result"]["splits"].size() == 2);

  JobContext job;
  const train::TuneData data{test::colours(64), test::colours(16, 3), test::colours(16, 5), {}};
  const train::TuneOptions options = test::tuneInto(machine / "core");
  train::fineTune(machine / "base", machine.base(), test::tinyConfig(), data, options, job);
  CHECK(readTextFile(machine / "tuned/adapter.safetensors") == readTextFile(machine / "core/adapter.safetensors"));
  // What it leaves is a model's folder, and says how it was made.
  const ModelCard card = readModelCard(machine / "tuned/card.json");
  CHECK(card.name == "tuned");
  CHECK(card.adapter == "released");
  CHECK(card.fingerprint == modelFingerprint(card, machine / "tuned"));
  CHECK(fs::exists(machine / "tuned/model.safetensors"));
  CHECK(fs::exists(machine / "tuned/result.json"));
  CHECK_FALSE(fs::exists(machine / "tuned/checkpoint.safetensors"));
  CHECK(Machine::run(machine.tuning("tuned")).exitCode == 1);  // never over a model
}

TEST_CASE("aStoppedTuningGoesOnToTheSameModel") {
  const Machine machine;
  REQUIRE(Machine::run(machine.tuning("whole")).exitCode == 0);
  ProcessOptions stopping;
  bool signalled = false;
  stopping.onOutput = [&](pid_t process, const std::string& out) {
    if (signalled || out.find("\"step\":5,") == std::string::npos) return;
    signalled = true;  // once: a second Ctrl+C ends the program at once
    ::kill(process, SIGINT);
  };
  REQUIRE(Machine::run(machine.tuning("parts"), stopping).exitCode == 130);
  const ProcessResult again = Machine::run(machine.tuning("parts"));
  CHECK(again.exitCode == 1);
  CHECK(again.err.find("--resume") != std::string::npos);
  auto resumed = machine.tuning("parts");
  resumed.emplace_back("--resume");
  REQUIRE(Machine::run(resumed).exitCode == 0);
  CHECK(readTextFile(machine / "parts/adapter.safetensors") == readTextFile(machine / "whole/adapter.safetensors"));
}

TEST_CASE("aWholeModelIsTrainedFromARecipe") {
  const Machine machine;
  writeText(machine / "recipe.json", R"({
    "architecture": {"image_size": 32, "patch_size": 16, "vision_width": 64, "vision_layers": 1, "text_width": 64,
                     "text_layers": 1, "embed_dim": 32, "context_length": 5, "activation": "gelu"},
    "stages": [{"pixels": 32, "until": 1.0}], "epochs": 2, "batch": 16, "captions_per_image": 1,
    "notes": {"terms": "none"}})");
  const std::vector<std::string> arguments{
      machine / "data", "--from-scratch", machine / "recipe.json", "--device", "cpu", "--precision", "fp32", "-o",
      machine / "made"};
  const ProcessResult without = Machine::run(arguments);
  CHECK(without.exitCode == 1);
  CHECK(without.err.find("vocab.json") != std::string::npos);
  writeText(machine / "data/vocab.json", "{}");
  writeText(machine / "data/merges.txt", "#version: 0.2\n");
  const ProcessResult done = Machine::run(arguments);
  REQUIRE_MESSAGE(done.exitCode == 0, done.err);
  CHECK(done.out.find("mean (mR)") != std::string::npos);
  const ModelCard card = readModelCard(machine / "made/card.json");
  CHECK(card.notes.back().second == "none");
  CHECK(fs::exists(machine / "made/vocab.json"));
}

TEST_CASE("whatIsMissingIsSaid") {
  const Machine machine;
  CHECK(Machine::run({machine / "data", "-o", machine / "x"}).exitCode == 2);
  CHECK(Machine::run({machine / "nowhere", "--base", machine / "base", "-o", machine / "x"}).exitCode == 2);
  fs::remove(machine / "data/val.safetensors");
  const ProcessResult none = Machine::run(machine.tuning("x"));
  CHECK(none.exitCode == 1);
  CHECK(none.err.find("val.safetensors") != std::string::npos);
  CHECK_FALSE(fs::exists(machine / "x/card.json"));
}
