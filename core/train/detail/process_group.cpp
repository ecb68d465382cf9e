#include "train/detail/process_group.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "base/error.h"

#if defined(TILESCOUT_GLOO) || defined(TILESCOUT_NCCL)
#include <torch/version.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif
#ifdef TILESCOUT_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#ifdef TILESCOUT_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

namespace tilescout::train {

#if defined(TILESCOUT_GLOO) || defined(TILESCOUT_NCCL)

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr minutes meeting{5};  ///< for all to come
constexpr minutes answering{
    30};  ///< for a living process that evaluates or saves; a dead one's connections break at once

#if TORCH_VERSION_MAJOR >= 2
using Backend = c10d::Backend;
#else
using Backend = c10d::ProcessGroup;
#endif

std::string placeName(const ProcessPlace& place) {
  return "process " + std::to_string(place.rank) + " of " + std::to_string(place.world);
}

c10::intrusive_ptr<c10d::Store> meetingPoint(const ProcessPlace& place) {
  c10d::TCPStoreOptions options;
  options.port = static_cast<std::uint16_t>(place.port);
  options.isServer = place.storePrefix.empty() && place.rank == 0;
  options.numWorkers = static_cast<std::size_t>(place.world);
  options.waitWorkers = place.storePrefix.empty();
  options.timeout = meeting;
  auto store = c10::make_intrusive<c10d::TCPStore>(place.address, options);
  if (place.storePrefix.empty()) return store;
  return c10::make_intrusive<c10d::PrefixStore>(place.storePrefix, store);
}

struct Transport {
  c10::intrusive_ptr<Backend> backend;
  std::string memory;  ///< device whose memory it reads and writes
};

#ifdef TILESCOUT_GLOO
/// The address that this process listens at: what the user says, the loopback where all are there, else the host
/// name's.
std::shared_ptr<gloo::transport::Device> listeningDevice(const ProcessPlace& place) {
  const char* interface = std::getenv("GLOO_SOCKET_IFNAME");
  if (interface != nullptr && *interface != '\0') return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
  if (place.address == "localhost" || place.address.rfind("127.", 0) == 0) {
    return c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
  }
  return c10d::ProcessGroupGloo::createDefaultDevice();
}
#endif

Transport connect(const ProcessPlace& place, const std::string& device) {
  const auto store = meetingPoint(place);
#ifdef TILESCOUT_NCCL
  if (device.rfind("cuda", 0) == 0) {
    auto options = c10d::ProcessGroupNCCL::Options::create();
    options->timeout = answering;
    return {c10::make_intrusive<c10d::ProcessGroupNCCL>(store, place.rank, place.world, options), device};
  }
#endif
#ifdef TILESCOUT_GLOO
  auto options = c10d::ProcessGroupGloo::Options::create(answering);
  options->devices.push_back(listeningDevice(place));
  return {c10::make_intrusive<c10d::ProcessGroupGloo>(store, place.rank, place.world, options), "cpu"};
#else
  throw Error(ErrorCode::Incompatible, "this program was built without Gloo, so that only GPUs can train together",
              device);
#endif
}

class TorchGroup final : public detail::ProcessGroup {
 public:
  TorchGroup(const ProcessPlace& place, const std::string& device) : ProcessGroup(place) {
    together("the processes did not find together", [&] { transport_ = connect(place, device); });
  }

  at::Tensor gathered(const at::Tensor& own, std::int64_t total) override {
    const at::NoGradGuard noGrad;
    const int world = place().world;
    std::vector<std::int64_t> shape = own.sizes().vec();
    const std::int64_t rows = shape.front();
    shape.front() = detail::shareOf(total, 0, world).count;  // the longest part: all send as much
    at::Tensor sent = at::zeros(shape, own.options());
    sent.narrow(0, 0, rows).copy_(own);
    std::vector<at::Tensor> in{carried(sent)};
    std::vector<std::vector<at::Tensor>> out(1);
    for (int rank = 0; rank < world; ++rank) out[0].push_back(at::empty_like(in[0]));
    finished([&] { return transport_.backend->allgather(out, in); });
    for (int rank = 0; rank < world; ++rank) {
      at::Tensor& part = out[0][static_cast<std::size_t>(rank)];
      part = part.narrow(0, 0, detail::shareOf(total, rank, world).count);
    }
    return at::cat(out[0]).to(own.device());
  }

  void sum(const std::vector<at::Tensor>& tensors) override {
    inBuckets(tensors, [&](std::vector<at::Tensor>& bucket) { return transport_.backend->allreduce(bucket); });
  }

  void takeFirsts(const std::vector<at::Tensor>& tensors) override {
    inBuckets(tensors, [&](std::vector<at::Tensor>& bucket) { return transport_.backend->broadcast(bucket); });
  }

 private:
  at::Tensor carried(const at::Tensor& tensor) const { return tensor.to(transport_.memory).contiguous(); }

  /// Small tensors travel together: a message costs more than its bytes.
  template <typename Operation>
  void inBuckets(const std::vector<at::Tensor>& tensors, Operation&& operation) {
    constexpr std::int64_t numbers = std::int64_t{1} << 23;
    const at::NoGradGuard noGrad;
    for (std::size_t first = 0; first < tensors.size();) {
      std::vector<at::Tensor> flat;
      std::size_t end = first;
      for (std::int64_t size = 0; end < tensors.size() && (end == first || size < numbers); ++end) {
        flat.push_back(tensors[end].detach().reshape({-1}));
        size += tensors[end].numel();
      }
      std::vector<at::Tensor> bucket{carried(at::cat(flat))};
      finished([&] { return operation(bucket); });
      std::int64_t offset = 0;
      for (; first < end; ++first) {
        at::Tensor target = tensors[first].detach();
        target.copy_(bucket[0].narrow(0, offset, target.numel()).view(target.sizes()));
        offset += target.numel();
      }
    }
  }

  template <typename Start>
  void finished(Start&& start) {
    together("another process of this training has ended or does not answer; start them all again with --resume",
             [&] { start()->wait(); });
  }

  template <typename Work>
  void together(const char* failure, Work&& work) {
    try {
      work();
    } catch (const Error&) {
      throw;
    } catch (const std::exception& error) {
      std::string reason = error.what();
      reason = reason.substr(0, reason.find('\n'));  // c10 puts a stack of addresses behind it
      throw Error(ErrorCode::Internal, std::string(failure) + " (" + reason + ")", placeName(place()));
    }
  }

  Transport transport_;
};

}  // namespace

std::string processTransports() {
#if defined(TILESCOUT_GLOO) && defined(TILESCOUT_NCCL)
  return "gloo, nccl";
#elif defined(TILESCOUT_NCCL)
  return "nccl";
#else
  return "gloo";
#endif
}

std::shared_ptr<Processes> joinProcesses(const ProcessPlace& place, const std::string& device) {
  return std::make_shared<TorchGroup>(place, device);
}

#else

std::string processTransports() { return {}; }

std::shared_ptr<Processes> joinProcesses(const ProcessPlace& place, const std::string&) {
  throw Error(ErrorCode::Incompatible,
              "this program was built against a LibTorch without Gloo, so that processes cannot train together; on "
              "Debian install libgloo-dev and build again",
              "WORLD_SIZE=" + std::to_string(place.world));
}

#endif

}  // namespace tilescout::train
