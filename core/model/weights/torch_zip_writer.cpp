#include "model/weights/torch_zip_writer.h"

#include <array>
#include <limits>
#include <map>

#include "base/atomic_file.h"
#include "base/error.h"

namespace tilescout::model::weights {

namespace {

template <typename Number>
std::string littleEndian(Number number) {
  std::string out;
  for (std::size_t i = 0; i < sizeof number; ++i) out += static_cast<char>((number >> (8 * i)) & 0xff);
  return out;
}

std::span<const std::byte> asBytes(const std::string& text) { return std::as_bytes(std::span(text)); }

std::uint32_t crc32(std::span<const std::byte> bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> values{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xedb88320u ^ (value >> 1) : value >> 1;
      values[i] = value;
    }
    return values;
  }();
  std::uint32_t crc = 0xffffffffu;
  for (const std::byte byte : bytes) crc = table[(crc ^ static_cast<std::uint32_t>(byte)) & 0xff] ^ (crc >> 8);
  return ~crc;
}

/// Records are stored, never deflated, as PyTorch wants them.
class Zip {
 public:
  explicit Zip(const std::filesystem::path& file) : subject_(file.string()), out_(file) {}

  void add(const std::string& name, std::span<const std::byte> content) {
    const std::string size = littleEndian(fitting(content.size()));
    const std::string head = littleEndian<std::uint16_t>(20) + littleEndian<std::uint16_t>(0) +
                             littleEndian<std::uint16_t>(0) + littleEndian<std::uint32_t>(0) +
                             littleEndian(crc32(content)) + size + size +
                             littleEndian(static_cast<std::uint16_t>(name.size())) + littleEndian<std::uint16_t>(0);
    directory_ += "PK\x01\x02" + littleEndian<std::uint16_t>(20) + head + littleEndian<std::uint16_t>(0) +
                  littleEndian<std::uint32_t>(0) + littleEndian<std::uint32_t>(0) + littleEndian(fitting(written_)) +
                  name;
    ++count_;
    write(asBytes("PK\x03\x04" + head + name));
    write(content);
  }

  void finish() {
    const std::string count = littleEndian(static_cast<std::uint16_t>(count_));
    const std::string start = littleEndian(fitting(written_)), size = littleEndian(fitting(directory_.size()));
    write(asBytes(directory_));
    write(asBytes("PK\x05\x06" + littleEndian<std::uint32_t>(0) + count + count + size + start +
                  littleEndian<std::uint16_t>(0)));
    out_.commit();
  }

 private:
  std::uint32_t fitting(std::size_t number) const {
    if (number > std::numeric_limits<std::uint32_t>::max()) {
      throw Error(ErrorCode::InvalidInput, "would be larger than the 4 GB that this format holds", subject_);
    }
    return static_cast<std::uint32_t>(number);
  }
  void write(std::span<const std::byte> bytes) {
    out_.write(bytes);
    written_ += bytes.size();
  }

  std::string subject_;
  AtomicFile out_;
  std::string directory_;
  std::size_t written_ = 0;
  int count_ = 0;
};

// Pieces of a pickle program, protocol 2.

std::string text(const std::string& value) {
  return "X" + littleEndian(static_cast<std::uint32_t>(value.size())) + value;
}
std::string number(std::int64_t value) { return "J" + littleEndian(static_cast<std::uint32_t>(value)); }
std::string global(const char* module, const char* name) { return "c" + std::string(module) + "\n" + name + "\n"; }
std::string numbers(const std::vector<std::int64_t>& values) {
  std::string all = "(";
  for (const std::int64_t value : values) all += number(value);
  return all + "t";
}

std::int64_t elements(const std::vector<std::int64_t>& shape) {
  std::int64_t count = 1;
  for (const std::int64_t size : shape) count *= size;
  return count;
}

std::string tensorProgram(const TorchTensor& tensor) {
  std::vector<std::int64_t> strides(tensor.shape.size(), 1);
  for (std::size_t i = strides.size(); i-- > 1;) strides[i - 1] = strides[i] * tensor.shape[i];
  const std::string storage = "(" + text("storage") + global("torch", "FloatStorage") +
                              text(std::to_string(tensor.storage)) + text("cpu") + number(elements(tensor.shape)) +
                              "tQ";
  return global("torch._utils", "_rebuild_tensor_v2") + "(" + storage + number(0) + numbers(tensor.shape) +
         numbers(strides) + "\x89" + global("collections", "OrderedDict") + ")RtR";
}

}  // namespace

void writeTorchZip(const std::filesystem::path& file, const std::vector<TorchTensor>& tensors,
                   const std::function<std::span<const std::byte>(std::size_t)>& bytesOf) {
  std::string model = "}(";
  std::map<std::size_t, std::int64_t> storages;
  for (const TorchTensor& tensor : tensors) {
    if (elements(tensor.shape) > std::numeric_limits<std::int32_t>::max()) {
      throw Error(ErrorCode::InvalidInput, "holds a tensor too large for this format: " + tensor.name, file.string());
    }
    model += text(tensor.name) + tensorProgram(tensor);
    storages[tensor.storage] = elements(tensor.shape);
  }
  Zip zip(file);
  zip.add("archive/data.pkl", asBytes("\x80\x02}(" + text("model") + model + "u" + text("config") + "}" + "u."));
  for (const auto& [storage, count] : storages) {
    const std::span<const std::byte> bytes = bytesOf(storage);
    if (bytes.size() != static_cast<std::size_t>(count) * sizeof(float)) {
      throw Error(ErrorCode::Internal, "a tensor has another size than it was announced with", file.string());
    }
    zip.add("archive/data/" + std::to_string(storage), bytes);
  }
  zip.add("archive/version", asBytes("3\n"));
  zip.finish();
}

}  // namespace tilescout::model::weights
