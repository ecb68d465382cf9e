#pragma once
#include <memory>
#include <optional>
#include <string>

#include "model/device.h"

namespace tilescout::train {

/// Where this process stands among those that train one model together (distributed data parallel).
struct ProcessPlace {
  int rank = 0, world = 1;            ///< of all; rank 0 writes files and tells of the run
  int localRank = 0, localWorld = 1;  ///< of those on this machine: which GPU, and how to divide the cores
  std::string address;                ///< of rank 0
  int port = 0;
  std::string storePrefix;  ///< of the keys in a store that `torchrun` keeps; "" = rank 0 keeps one
};

/// As torchrun (RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE) or Slurm (SLURM_PROCID, SLURM_NTASKS, SLURM_LOCALID)
/// say it, with MASTER_ADDR and MASTER_PORT; nothing for a process that was started alone. Throws Error{InvalidInput}
/// naming the variable that is missing or no number.
std::optional<ProcessPlace> processPlace();

/// A process' share of the machine: its own GPU where there are some, else its part of the cores.
model::DeviceChoice placedDevice(model::DeviceChoice choice, const ProcessPlace& place);

/// The processes that met for one training. When one of them ends, the others' next step together throws
/// Error{Internal} instead of waiting for ever.
class Processes {
 public:
  virtual ~Processes() = default;
  const ProcessPlace& place() const { return place_; }
  bool first() const { return place_.rank == 0; }

 protected:
  explicit Processes(ProcessPlace place) : place_(std::move(place)) {}

 private:
  ProcessPlace place_;
};

/// "gloo" and "nccl" as far as this program's LibTorch has them, "" for none.
std::string processTransports();

/// Waits until all have come. `device` decides how they talk: NCCL between GPUs where it is there, else Gloo. Throws
/// Error: Incompatible when this program was built without either, Internal when the others do not come.
std::shared_ptr<Processes> joinProcesses(const ProcessPlace& place, const std::string& device);

}  // namespace tilescout::train
