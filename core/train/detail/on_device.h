#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tilescout::train::detail {

/// A batch's values as a tensor on the device. On the CPU they stay where they are: they must outlive it.
template <typename T>
at::Tensor onDevice(const std::vector<T>& values, std::vector<std::int64_t> shape, at::ScalarType type,
                    const std::string& device) {
  return at::from_blob(const_cast<T*>(values.data()), shape, type).to(device);
}

}  // namespace tilescout::train::detail
