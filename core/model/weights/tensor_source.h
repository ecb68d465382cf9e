#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

enum class DType { F32, F16, BF16, F64, I8, U8, I16, I32, I64, Bool };
std::size_t dtypeSize(DType dtype);

/// A tensor inside a weight file: bounds are checked before one of these is made. Row-major and contiguous unless
/// `strides` (in elements) says otherwise.
struct TensorView {
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides;  ///< empty: contiguous
  WeightBytes bytes;                  ///< from the first element on; read when looked at
};

/// Named tensors of one weight file, and the text that came with them. Keeps the file open. No torch here.
class TensorSource {
 public:
  virtual ~TensorSource() = default;
  virtual const std::map<std::string, TensorView>& tensors() const = 0;
  virtual const std::map<std::string, std::string>& metadata() const = 0;
  /// "safetensors", "torch-zip", "torchscript", "harma": decides activation and name mapping.
  virtual std::string kind() const = 0;
  /// These bytes of a tensor are not needed any more: their memory is given back.
  virtual void forget(std::span<const std::byte> bytes) const = 0;
};

/// Opens by content, not by name. Throws Error{Corrupt, InvalidInput, Incompatible} with the reason; damaged and
/// hostile files are refused at once and with little memory (golden/hostile).
std::unique_ptr<TensorSource> openTensorSource(const std::filesystem::path& file);

/// safetensors writer (atomic file): header sorted by name, data aligned to 8 bytes.
struct TensorToWrite {
  std::string name;
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;
  std::span<const std::byte> bytes;
};
void writeSafetensors(const std::filesystem::path& file, std::span<const TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata = {});

}  // namespace tilescout::model::weights
