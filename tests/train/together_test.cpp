#include <cstdlib>
#include <future>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "tests/cli/process.h"
#include "tests/train/free_port.h"
#include "tests/train/tiny_batch.h"
#include "train/detail/checkpoint_file.h"
#include "train/processes.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

#include "support/golden_model.h"

using namespace tilescout;
using namespace tilescout::train;
using test::ProcessResult;
namespace fs = std::filesystem;

namespace {

/// Runs `world` processes that find each other at a port of the loopback; `failPoint` is for the last of them.
std::vector<ProcessResult> runTogether(int world, const std::vector<std::string>& arguments,
                                       const std::string& failPoint = {}, const std::string& lastsIdentity = {}) {
  const std::string port = std::to_string(test::freePort());
  std::vector<std::future<ProcessResult>> running;
  for (int rank = 0; rank < world; ++rank) {
    std::vector<std::string> command{TILESCOUT_TOGETHER_RUNNER};
    command.insert(command.end(), arguments.begin(), arguments.end());
    test::ProcessOptions options;
    options.environment = {{"OMP_WAIT_POLICY", "passive"}, {"OMP_NUM_THREADS", "1"}};
    if (world > 1) {
      options.environment.insert({{"RANK", std::to_string(rank)},
                                  {"WORLD_SIZE", std::to_string(world)},
                                  {"LOCAL_WORLD_SIZE", std::to_string(world)},
                                  {"MASTER_ADDR", "127.0.0.1"},
                                  {"MASTER_PORT", port}});
    }
    if (rank == world - 1 && !failPoint.empty()) options.environment["TILESCOUT_FAIL_POINT"] = failPoint;
    if (rank == world - 1 && !lastsIdentity.empty()) command.push_back(lastsIdentity);
    running.push_back(std::async(std::launch::async, [=] { return test::runProcess(command, options); }));
  }
  std::vector<ProcessResult> results;
  for (auto& one : running) results.push_back(one.get());
  return results;
}

void requireDone(const std::vector<ProcessResult>& results) {
  for (const ProcessResult& result : results) {
    CAPTURE(result.err);
    REQUIRE(result.exitCode == 0);
  }
}

void checkClose(const detail::Checkpoint& expected, const detail::Checkpoint& got) {
  REQUIRE(expected.tensors.size() == got.tensors.size());
  for (const auto& [name, tensor] : expected.tensors) {
    CAPTURE(name);
    REQUIRE(got.tensors.contains(name));
    const double scale = std::max(tensor.abs().max().item<double>(), 1e-5);
    CHECK(test::greatestDifference(tensor, got.tensors.at(name)) / scale < 1e-4);
  }
}

std::map<std::string, at::Tensor> adapterIn(const fs::path& folder) {
  return detail::readCheckpoint(folder / "adapter.safetensors").tensors;
}

#define TILESCOUT_NEEDS_TRANSPORT()                                     \
  if (processTransports().empty()) {                                    \
    MESSAGE("SKIPPED: this LibTorch has no Gloo, or its headers lack"); \
    return;                                                             \
  }                                                                     \
  static_assert(true, "")

class Environment {
 public:
  explicit Environment(std::map<std::string, std::string> values) : values_(std::move(values)) {
    for (const auto& [name, value] : values_) ::setenv(name.c_str(), value.c_str(), 1);
  }
  ~Environment() {
    for (const auto& [name, value] : values_) ::unsetenv(name.c_str());
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace

TEST_CASE("processesAreFoundInTheVariablesOfTorchrunAndSlurm") {
  CHECK_FALSE(processPlace());
  {
    const Environment torchrun({{"RANK", "3"},
                                {"WORLD_SIZE", "4"},
                                {"LOCAL_RANK", "1"},
                                {"LOCAL_WORLD_SIZE", "2"},
                                {"MASTER_ADDR", "node1"},
                                {"MASTER_PORT", "29500"}});
    const auto place = processPlace();
    REQUIRE(place);
    CHECK(place->rank == 3);
    CHECK(place->world == 4);
    CHECK(place->localRank == 1);
    CHECK(place->address == "node1");
    CHECK(place->port == 29500);
    CHECK(placedDevice({"cpu", model::Precision::Fp32, 6}, *place).threads == 6);
    CHECK(placedDevice({"cpu", model::Precision::Fp32, 0}, *place).threads >= 1);
  }
  {
    const Environment slurm({{"SLURM_PROCID", "1"}, {"SLURM_NTASKS", "2"}, {"MASTER_ADDR", "n"}, {"MASTER_PORT", "1"}});
    REQUIRE(processPlace());
    CHECK(processPlace()->rank == 1);
  }
  // A program alone in somebody's Slurm allocation is no part of a training.
  const Environment shell({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "8"}});
  CHECK_FALSE(processPlace());
}

TEST_CASE("whatIsMissingOrSenselessInTheVariablesIsNamed") {
  const auto refused = [](std::map<std::string, std::string> values, const char* name) {
    const Environment set(std::move(values));
    CHECK_THROWS_WITH_AS(processPlace(), doctest::Contains(name), Error);
  };
  refused({{"WORLD_SIZE", "2"}, {"MASTER_ADDR", "n"}, {"MASTER_PORT", "1"}}, "RANK");
  refused({{"RANK", "0"}, {"MASTER_ADDR", "n"}, {"MASTER_PORT", "1"}}, "WORLD_SIZE");
  refused({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_PORT", "1"}}, "MASTER_ADDR");
  refused({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "n"}}, "MASTER_PORT");
  refused({{"RANK", "2"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "n"}, {"MASTER_PORT", "1"}}, "RANK");
  refused({{"RANK", "one"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "n"}, {"MASTER_PORT", "1"}}, "'one'");
}

TEST_CASE("twoAndThreeProcessesGiveTheGradientsOfOneOnTheWholeBatch") {
  TILESCOUT_NEEDS_TRANSPORT();
  const test::TempFolder folder;
  test::writeTinyBase(folder.path());
  for (const std::string method : {"harma", "projection", "full"}) {
    CAPTURE(method);
    requireDone(runTogether(1, {"step", method, "64", folder.path().string()}));
    const detail::Checkpoint alone = detail::readCheckpoint(folder / "gradients.0");
    CHECK(alone.tensors.size() >= 3);
    for (const int world : {2, 3}) {
      if (world == 3 && method != "harma") continue;
      requireDone(runTogether(world, {"step", method, "64", folder.path().string()}));
      for (int rank = 0; rank < world; ++rank) {
        const auto part = detail::readCheckpoint(folder / ("gradients." + std::to_string(rank)));
        checkClose(alone, part);
        CHECK(std::stod(part.facts.at("loss")) == doctest::Approx(std::stod(alone.facts.at("loss"))).epsilon(1e-5));
      }
    }
  }
}

TEST_CASE("memoryThatRunsOutInOneProcessChangesNothingForTheOthers") {
  TILESCOUT_NEEDS_TRANSPORT();
  const test::TempFolder folder;
  test::writeTinyBase(folder.path());
  requireDone(runTogether(1, {"step", "harma", "64", folder.path().string()}));
  const detail::Checkpoint alone = detail::readCheckpoint(folder / "gradients.0");
  requireDone(runTogether(2, {"step", "harma", "64", folder.path().string(), "2"}));
  for (const char* name : {"gradients.0", "gradients.1"}) checkClose(alone, detail::readCheckpoint(folder / name));
  CHECK(detail::readCheckpoint(folder / "gradients.0").facts.at("micro_batch") == "64");
  CHECK(detail::readCheckpoint(folder / "gradients.1").facts.at("micro_batch") == "2");
}

TEST_CASE("twoProcessesTrainTheModelThatOneTrainsAndOnlyTheFirstWrites") {
  TILESCOUT_NEEDS_TRANSPORT();
  const test::TempFolder folder;
  test::writeTinyBase(folder.path());
  const auto alone = runTogether(1, {"tune", folder.path().string(), "alone"});
  requireDone(alone);
  const auto two = runTogether(2, {"tune", folder.path().string(), "two"});
  requireDone(two);
  CHECK(two[0].out == two[1].out);
  const auto expected = adapterIn(folder / "alone"), got = adapterIn(folder / "two");
  REQUIRE(expected.size() == got.size());
  for (const auto& [name, tensor] : expected) {
    CAPTURE(name);
    CHECK(test::greatestDifference(tensor, got.at(name)) < 2e-3);  // 15 steps of Adam on sums of another order
  }
}

TEST_CASE("aProcessThatDiesEndsTheOthersWithAReasonAndAllGoOnToTheSameModel") {
  TILESCOUT_NEEDS_TRANSPORT();
  const test::TempFolder folder;
  test::writeTinyBase(folder.path());
  requireDone(runTogether(2, {"tune", folder.path().string(), "whole"}));
  const auto cut = runTogether(2, {"tune", folder.path().string(), "cut"}, "tune.step:7");
  CHECK(cut[1].exitCode == 137);
  CHECK(cut[0].exitCode == 1);
  CHECK(cut[0].err.find("another process of this training has ended") != std::string::npos);
  CHECK(cut[0].err.find("--resume") != std::string::npos);
  requireDone(runTogether(2, {"tune", folder.path().string(), "cut", "resume"}));
  CHECK(readTextFile(folder / "cut/adapter.safetensors") == readTextFile(folder / "whole/adapter.safetensors"));
}

TEST_CASE("processesWithUnlikeDataAreRefused") {
  TILESCOUT_NEEDS_TRANSPORT();
  const test::TempFolder folder;
  test::writeTinyBase(folder.path());
  const auto results = runTogether(2, {"tune", folder.path().string(), "odd", "new"}, {}, "other data");
  for (const ProcessResult& result : results) {
    CHECK(result.exitCode == 1);
    CHECK(result.err.find("were given other data") != std::string::npos);
  }
}
