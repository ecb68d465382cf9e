#include "model/weights/tensor_source.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "model/weights/pickle_reader.h"
#include "model/weights/safetensors_file.h"
#include "model/weights/torch_zip_file.h"
#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

namespace {

bool startsWith(const WeightBytes& bytes, std::string_view magic) {
  return bytes.size() >= magic.size() &&
         std::memcmp(bytes.subspan(0, magic.size()).data(), magic.data(), magic.size()) == 0;
}

constexpr std::size_t kLargestPickle = std::size_t{64} << 20;
// What torch.save wrote before PyTorch 1.6: a pickle of this number comes first.
constexpr std::string_view legacyMagic("\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 14);

[[noreturn]] void refusePickle(const WeightFile& file) {
  const WeightBytes bytes(file);
  if (startsWith(bytes, legacyMagic)) {
    throw Error(ErrorCode::Incompatible,
                "is in the format that torch.save wrote before PyTorch 1.6, which is not read; load and save it "
                "again with a newer PyTorch",
                file.path().string());
  }
  // Says what is wrong inside, if anything is. A pickle without its tensors' data is small.
  readPickle(bytes.subspan(0, std::min(bytes.size(), kLargestPickle)), file.path().string());
  throw Error(ErrorCode::InvalidInput, "is a bare pickle without tensors' data; torch.save writes a zip file",
              file.path().string());
}

}  // namespace

std::size_t dtypeSize(DType dtype) {
  switch (dtype) {
    case DType::F64:
    case DType::I64: return 8;
    case DType::F32:
    case DType::I32: return 4;
    case DType::F16:
    case DType::BF16:
    case DType::I16: return 2;
    case DType::I8:
    case DType::U8:
    case DType::Bool: return 1;
  }
  return 1;
}

std::unique_ptr<TensorSource> openTensorSource(const std::filesystem::path& file) {
  auto opened = WeightFile::open(file);
  const WeightBytes bytes(*opened);
  if (bytes.empty()) throw Error(ErrorCode::InvalidInput, "is empty", file.string());
  if (startsWith(bytes, "PK\x03\x04")) return readTorchZip(std::move(opened));
  if (startsWith(bytes, "\x80") && bytes.size() > 1 && static_cast<unsigned>(*bytes.subspan(1, 1).data()) <= 5 &&
      !looksLikeSafetensors(bytes)) {
    refusePickle(*opened);
  }
  return readSafetensors(std::move(opened));
}

}  // namespace tilescout::model::weights
