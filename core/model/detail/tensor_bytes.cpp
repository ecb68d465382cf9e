#include "model/detail/tensor_bytes.h"

#include <ATen/ops/from_blob.h>

#include "base/error.h"

namespace tilescout::model::detail {

namespace {

using weights::DType;

at::ScalarType scalarType(DType dtype) {
  switch (dtype) {
    case DType::F32: return at::kFloat;
    case DType::F16: return at::kHalf;
    case DType::BF16: return at::kBFloat16;
    case DType::F64: return at::kDouble;
    case DType::I8: return at::kChar;
    case DType::U8: return at::kByte;
    case DType::I16: return at::kShort;
    case DType::I32: return at::kInt;
    case DType::I64: return at::kLong;
    case DType::Bool: return at::kBool;
  }
  throw Error(ErrorCode::Internal, "unknown tensor type");
}

DType dtypeOf(at::ScalarType type) {
  switch (type) {
    case at::kFloat: return DType::F32;
    case at::kHalf: return DType::F16;
    case at::kBFloat16: return DType::BF16;
    case at::kDouble: return DType::F64;
    case at::kByte: return DType::U8;
    case at::kInt: return DType::I32;
    case at::kLong: return DType::I64;
    default: throw Error(ErrorCode::Internal, "a tensor of this type is never written");
  }
}

}  // namespace

at::Tensor aliasView(const weights::TensorView& view) {
  // from_blob wants a mutable pointer; the bytes are this process's own, and writing to them reaches no file.
  void* data = const_cast<std::byte*>(view.bytes.data());
  const at::TensorOptions options = at::TensorOptions().dtype(scalarType(view.dtype));
  if (view.strides.empty()) return at::from_blob(data, view.shape, options);
  return at::from_blob(data, view.shape, view.strides, options);
}

weights::TensorToWrite toWrite(const std::string& name, const at::Tensor& tensor, std::vector<at::Tensor>& keep) {
  keep.push_back(tensor.detach().to(at::kCPU).contiguous());
  const at::Tensor& held = keep.back();
  const auto* data = static_cast<const std::byte*>(held.data_ptr());
  return {name, dtypeOf(held.scalar_type()), held.sizes().vec(), {data, held.nbytes()}};
}

}  // namespace tilescout::model::detail
