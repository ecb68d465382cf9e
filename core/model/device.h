#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tilescout::model {

enum class Precision { Auto, Fp32, Bf16, Fp16 };

struct DeviceChoice {
  std::string device = "auto";  ///< "auto", "cpu", "cuda", "cuda:N"
  Precision precision = Precision::Auto;
  int threads = 0;              ///< CPU threads; 0 = as many as the process may run on
};

/// What DeviceChoice came to on this machine; `device` is "cpu" or "cuda:N", precision is never Auto.
struct ResolvedDevice {
  std::string device;
  Precision precision = Precision::Fp32;
  int threads = 1;
  bool bf16InHardware = true;  ///< a CPU without it works bf16 out in software: slower than fp32
};

/// Throws Error{InvalidInput} for a device that does not exist here, with the reason. Auto precision: bf16 where the
/// device computes it faster than fp32 (CPU: AVX-512 BF16 or AMX through oneDNN; CUDA: compute capability 8 and up;
/// older GPUs fp16), else fp32.
ResolvedDevice resolveDevice(const DeviceChoice& choice);

/// What Auto comes to on a CUDA device of this compute capability (major number; 0 = not known).
Precision autoPrecisionOnCuda(int capability);

/// "auto|fp32|bf16|fp16"; throws Error{InvalidInput}.
Precision parsePrecision(const std::string& text);
std::string precisionName(Precision precision);

/// One line per device that LibTorch sees, or why there is no GPU.
std::vector<std::string> describeDevices();

/// LibTorch's version and the BLAS that is really loaded: name and text. With the reference BLAS everything is 30 times
/// slower, so a report has to say which one it is.
std::vector<std::pair<std::string, std::string>> describeLibraries();

}  // namespace tilescout::model
