#include "model/device.h"

#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <dlfcn.h>
#include <sched.h>
#include <torch/version.h>

#include <thread>

#include "base/error.h"
#include "model/detail/cpu_flags.h"

namespace tilescout::model {

namespace {

/// Cores this process may run on: containers and `taskset` give fewer than the machine has.
int usableCores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof(set), &set) == 0) return CPU_COUNT(&set);
  return static_cast<int>(std::thread::hardware_concurrency());
}

bool cpuComputesBf16() { return detail::cpuHas("avx512_bf16") || detail::cpuHas("amx_bf16"); }

int cudaDevices() { return at::globalContext().hasCUDA() ? static_cast<int>(at::detail::getCUDAHooks().getNumGPUs()) : 0; }

/// Major number of the compute capability, 0 when it cannot be told. Asked of the CUDA runtime that LibTorch has
/// loaded: its own header would need CUDA's headers to build.
int cudaCapability(int device) {
  using Attribute = int (*)(int*, int, int);
  constexpr int kCapabilityMajor = 75;  // cudaDevAttrComputeCapabilityMajor
  const auto ask = reinterpret_cast<Attribute>(dlsym(RTLD_DEFAULT, "cudaDeviceGetAttribute"));
  int major = 0;
  return ask != nullptr && ask(&major, kCapabilityMajor, device) == 0 ? major : 0;
}

int requestedCuda(const std::string& device) {
  if (device == "cuda") return 0;
  if (device.rfind("cuda:", 0) != 0 || device.size() > 8 || device.size() < 6 ||
      device.find_first_not_of("0123456789", 5) != std::string::npos) {
    throw Error(ErrorCode::InvalidInput, "no such device; use auto, cpu, cuda or cuda:N", device);
  }
  return std::stoi(device.substr(5));
}

/// Of the library that answers sgemm_ in this process: OpenBLAS tells its build, others at least their file.
std::string loadedBlas() {
  using Config = const char* (*)();
  if (const auto config = reinterpret_cast<Config>(dlsym(RTLD_DEFAULT, "openblas_get_config"))) return config();
  Dl_info info;
  void* sgemm = dlsym(RTLD_DEFAULT, "sgemm_");
  if (sgemm && dladdr(sgemm, &info) != 0 && info.dli_fname) return info.dli_fname;
  return "inside LibTorch";
}

}  // namespace

ResolvedDevice resolveDevice(const DeviceChoice& choice) {
  ResolvedDevice out;
  out.threads = choice.threads > 0 ? choice.threads : usableCores();
  const int gpus = cudaDevices();
  if (choice.device == "cpu" || (choice.device == "auto" && gpus == 0)) {
    out.device = "cpu";
    if (choice.precision == Precision::Fp16) {
      throw Error(ErrorCode::InvalidInput, "the CPU computes in fp32 or bf16, not in fp16", choice.device);
    }
    out.bf16InHardware = cpuComputesBf16();
    out.precision = choice.precision != Precision::Auto ? choice.precision
                    : out.bf16InHardware                ? Precision::Bf16
                                                        : Precision::Fp32;
    return out;
  }
  const int index = choice.device == "auto" ? 0 : requestedCuda(choice.device);
  if (gpus == 0) {
    throw Error(ErrorCode::InvalidInput, at::globalContext().hasCUDA()
                                             ? "no CUDA GPU is to be seen here (driver missing, or none allowed)"
                                             : "this build's LibTorch has no CUDA; see the guide, \"The command line\", for one that has",
                choice.device);
  }
  if (index >= gpus) {
    throw Error(ErrorCode::InvalidInput, "there are only " + std::to_string(gpus) + " CUDA devices", choice.device);
  }
  out.device = "cuda:" + std::to_string(index);
  out.precision = choice.precision != Precision::Auto ? choice.precision : autoPrecisionOnCuda(cudaCapability(index));
  return out;
}

Precision autoPrecisionOnCuda(int capability) {
  return capability > 0 && capability < 8 ? Precision::Fp16 : Precision::Bf16;
}

Precision parsePrecision(const std::string& text) {
  if (text == "auto") return Precision::Auto;
  if (text == "fp32") return Precision::Fp32;
  if (text == "bf16") return Precision::Bf16;
  if (text == "fp16") return Precision::Fp16;
  throw Error(ErrorCode::InvalidInput, "no such precision; use auto, fp32, bf16 or fp16", text);
}

std::string precisionName(Precision precision) {
  switch (precision) {
    case Precision::Fp32: return "fp32";
    case Precision::Bf16: return "bf16";
    case Precision::Fp16: return "fp16";
    case Precision::Auto: break;
  }
  return "auto";
}

std::vector<std::string> describeDevices() {
  std::vector<std::string> lines{"cpu: " + std::to_string(usableCores()) + " cores, bf16 " +
                                 (cpuComputesBf16() ? "in hardware" : "not in hardware")};
  if (!at::globalContext().hasCUDA()) {
    lines.emplace_back("cuda: this build's LibTorch has no CUDA");
  } else if (cudaDevices() == 0) {
    lines.emplace_back("cuda: no GPU is to be seen (driver missing, or none allowed)");
  } else {
    for (int i = 0; i < cudaDevices(); ++i) {
      const int capability = cudaCapability(i);
      lines.push_back("cuda:" + std::to_string(i) +
                      (capability > 0 ? ", compute capability " + std::to_string(capability) : "") + ", " +
                      precisionName(autoPrecisionOnCuda(capability)) + " unless another precision is asked for");
    }
  }
  return lines;
}

std::vector<std::pair<std::string, std::string>> describeLibraries() {
  return {{"LibTorch", TORCH_VERSION}, {"BLAS", loadedBlas()}};
}

}  // namespace tilescout::model
