#include "train/processes.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace tilescout::train {

namespace {

/// The first of the variables that is set, and its value.
std::pair<std::string, std::string> firstSet(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return {name, value};
  }
  return {};
}

int numberIn(std::initializer_list<const char*> names, int otherwise, int least, int most) {
  const auto [name, value] = firstSet(names);
  if (name.empty()) return otherwise;
  int number = 0;
  const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (failure != std::errc() || end != value.data() + value.size() || number < least || number > most) {
    throw Error(ErrorCode::InvalidInput,
                "is '" + value + "', not a number from " + std::to_string(least) + " to " + std::to_string(most), name);
  }
  return number;
}

[[noreturn]] void missing(const char* name) {
  throw Error(
      ErrorCode::InvalidInput,
      "is not set, though other variables say that several processes train together (torchrun sets all of them)", name);
}

}  // namespace

std::optional<ProcessPlace> processPlace() {
  const bool address = !firstSet({"MASTER_ADDR"}).first.empty();
  const bool torchrun = !firstSet({"RANK"}).first.empty() || !firstSet({"WORLD_SIZE"}).first.empty();
  // In a Slurm allocation every program sees SLURM_NTASKS; only with an address of rank 0 is a meeting meant.
  if (!torchrun && !(address && !firstSet({"SLURM_PROCID"}).first.empty())) return std::nullopt;
  constexpr int most = 65535;
  ProcessPlace place;
  place.world = numberIn({"WORLD_SIZE", "SLURM_NTASKS"}, 0, 1, most);
  if (place.world == 0) missing("WORLD_SIZE");
  if (place.world == 1) return std::nullopt;
  place.rank = numberIn({"RANK", "SLURM_PROCID"}, -1, 0, place.world - 1);
  if (place.rank < 0) missing("RANK");
  place.localRank = numberIn({"LOCAL_RANK", "SLURM_LOCALID"}, 0, 0, most);
  place.localWorld = numberIn({"LOCAL_WORLD_SIZE", "SLURM_NTASKS_PER_NODE"}, 1, 1, most);
  place.address = firstSet({"MASTER_ADDR"}).second;
  if (place.address.empty()) missing("MASTER_ADDR");
  place.port = numberIn({"MASTER_PORT"}, 0, 1, most);
  if (place.port == 0) missing("MASTER_PORT");
  const auto kept = firstSet({"TORCHELASTIC_USE_AGENT_STORE"}).second;
  if (kept == "True") place.storePrefix = "/worker/attempt_" + firstSet({"TORCHELASTIC_RESTART_COUNT"}).second;
  return place;
}

model::DeviceChoice placedDevice(model::DeviceChoice choice, const ProcessPlace& place) {
  const model::ResolvedDevice found = model::resolveDevice(choice);
  if (choice.device != "cpu" && found.device.rfind("cuda", 0) == 0 && choice.device.find(':') == std::string::npos) {
    choice.device = "cuda:" + std::to_string(place.localRank);
  }
  if (choice.threads == 0) choice.threads = std::max(1, found.threads / std::max(1, place.localWorld));
  return choice;
}

}  // namespace tilescout::train
