#include "model/weights/safetensors_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "model/weights/checks.h"
#include "model/weights/file_tensors.h"
#include "model/weights/safetensors_header.h"

namespace tilescout::model::weights {

namespace {

static_assert(std::endian::native == std::endian::little, "weight files are little-endian and used in place");

constexpr std::uint64_t maxHeader = 100'000'000;  // the format's own limit
constexpr std::pair<std::string_view, DType> dtypeNames[] = {
    {"F64", DType::F64}, {"F32", DType::F32}, {"F16", DType::F16}, {"BF16", DType::BF16}, {"I64", DType::I64},
    {"I32", DType::I32}, {"I16", DType::I16}, {"I8", DType::I8},   {"U8", DType::U8},     {"BOOL", DType::Bool}};

[[noreturn]] void corrupt(const WeightFile& file, const std::string& reason) {
  throw Error(ErrorCode::Corrupt, reason, file.path().string());
}

std::uint64_t headerLength(const WeightBytes& bytes) {
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.subspan(0, sizeof length).data(), sizeof length);
  return length;
}

DType dtypeOf(const HeaderEntry& entry, const WeightFile& file) {
  for (const auto& [name, dtype] : dtypeNames) {
    if (entry.dtype == name) return dtype;
  }
  throw Error(
      ErrorCode::Incompatible,
      "has tensor '" + printable(entry.name) + "' of the type '" + printable(entry.dtype) + "', which is not supported",
      file.path().string());
}

TensorView viewOf(const HeaderEntry& entry, const WeightBytes& data, const WeightFile& file) {
  const std::string named = "tensor '" + printable(entry.name) + "'";
  const auto [begin, end] = entry.offsets;
  if (begin > end || end > data.size()) corrupt(file, named + " lies outside the file's data");
  const DType dtype = dtypeOf(entry, file);
  const auto count = elementCount(entry.shape);
  std::uint64_t bytes = 0;
  if (!count || __builtin_mul_overflow(*count, static_cast<std::uint64_t>(dtypeSize(dtype)), &bytes)) {
    corrupt(file, named + " has a shape that overflows: " + shapeText(entry.shape));
  }
  if (bytes != end - begin) {
    corrupt(file, named + " of shape " + shapeText(entry.shape) + " needs " + std::to_string(bytes) +
                      " bytes, but its offsets span " + std::to_string(end - begin));
  }
  return {dtype, entry.shape, {}, data.subspan(begin, bytes)};
}

void checkLayout(std::vector<HeaderEntry> entries, std::size_t dataSize, const WeightFile& file) {
  std::sort(entries.begin(), entries.end(),
            [](const HeaderEntry& a, const HeaderEntry& b) { return a.offsets < b.offsets; });
  std::uint64_t covered = 0;
  for (const HeaderEntry& entry : entries) {
    if (entry.offsets[0] < covered) corrupt(file, "tensor '" + printable(entry.name) + "' overlaps another one");
    if (entry.offsets[0] > covered) {
      corrupt(file, "has bytes before tensor '" + printable(entry.name) + "' that belong to no tensor");
    }
    covered = entry.offsets[1];
  }
  if (covered != dataSize) corrupt(file, "has bytes at its end that belong to no tensor");
}

std::size_t alignUp(std::size_t size, std::size_t step) { return (size + step - 1) / step * step; }

std::string dtypeName(DType dtype) {
  for (const auto& [name, value] : dtypeNames) {
    if (value == dtype) return std::string(name);
  }
  throw Error(ErrorCode::Internal, "a tensor type has no name in safetensors");
}

/// Widest elements first, then by name: so every tensor starts at a multiple of its element size.
std::vector<const TensorToWrite*> writingOrder(std::span<const TensorToWrite> tensors) {
  std::vector<const TensorToWrite*> order;
  for (const TensorToWrite& tensor : tensors) order.push_back(&tensor);
  std::sort(order.begin(), order.end(), [](const TensorToWrite* a, const TensorToWrite* b) {
    const std::size_t sizeA = dtypeSize(a->dtype), sizeB = dtypeSize(b->dtype);
    return sizeA != sizeB ? sizeA > sizeB : a->name < b->name;
  });
  return order;
}

}  // namespace

bool looksLikeSafetensors(const WeightBytes& bytes) {
  if (bytes.size() < 10) return false;
  const std::uint64_t length = headerLength(bytes);
  return length >= 2 && length <= maxHeader && length <= bytes.size() - 8 &&
         *bytes.subspan(8, 1).data() == std::byte{'{'};
}

std::unique_ptr<TensorSource> readSafetensors(std::shared_ptr<const WeightFile> file) {
  const WeightBytes bytes(*file);
  if (bytes.size() < 10) corrupt(*file, "is too short to be a weight file");
  const std::uint64_t length = headerLength(bytes);
  if (length > bytes.size() - 8) {
    corrupt(*file,
            "is neither a safetensors file nor a torch.save zip, or was cut short: its first eight bytes give a "
            "header of " +
                std::to_string(length) + " bytes in a file of " + std::to_string(bytes.size()));
  }
  if (length > maxHeader) corrupt(*file, "has a header larger than safetensors allows");
  const std::string_view json(reinterpret_cast<const char*>(bytes.subspan(8, length).data()), length);
  SafetensorsHeader header = parseSafetensorsHeader(json, file->path().string());

  const WeightBytes data = bytes.subspan(8 + length, bytes.size() - 8 - length);
  std::map<std::string, TensorView> tensors;
  for (const HeaderEntry& entry : header.entries) tensors.emplace(entry.name, viewOf(entry, data, *file));
  checkLayout(std::move(header.entries), data.size(), *file);
  return std::make_unique<FileTensors>(std::move(file), "safetensors", std::move(tensors), std::move(header.metadata));
}

void writeSafetensors(const std::filesystem::path& file, std::span<const TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata) {
  const auto order = writingOrder(tensors);
  nlohmann::json header = nlohmann::json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const TensorToWrite* tensor : order) {
    const auto count = elementCount(tensor->shape);
    if (!count || *count * dtypeSize(tensor->dtype) != tensor->bytes.size() || !goodTensorName(tensor->name) ||
        header.contains(tensor->name)) {
      throw Error(ErrorCode::Internal, "tensor '" + printable(tensor->name) + "' cannot be written", file.string());
    }
    header[tensor->name] = {{"dtype", dtypeName(tensor->dtype)},
                            {"shape", tensor->shape},
                            {"data_offsets", {offset, offset + tensor->bytes.size()}}};
    offset += tensor->bytes.size();
  }
  std::string text = header.dump();
  text.resize(alignUp(text.size(), 8), ' ');
  const auto length = static_cast<std::uint64_t>(text.size());

  AtomicFile out(file);
  out.write(std::as_bytes(std::span(&length, 1)));
  out.write(text);
  for (const TensorToWrite* tensor : order) out.write(tensor->bytes);
  out.commit();
}

}  // namespace tilescout::model::weights
