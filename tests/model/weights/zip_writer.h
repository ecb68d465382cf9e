#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace tilescout::test {

/// Little-endian bytes of a number.
template <typename Number>
std::string bytesOf(Number number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

/// A zip file of stored records, with hooks to lie in the places where hostile files lie.
class ZipWriter {
 public:
  void add(const std::string& name, const std::string& content) {
    const auto offset = static_cast<std::uint32_t>(body_.size());
    const std::string sizes = bytesOf(static_cast<std::uint32_t>(content.size()));
    const std::string head = bytesOf<std::uint16_t>(20) + bytesOf(flags) + bytesOf(method) + bytesOf<std::uint32_t>(0) +
                             bytesOf<std::uint32_t>(0) + sizes + sizes +
                             bytesOf(static_cast<std::uint16_t>(name.size())) + bytesOf<std::uint16_t>(0);
    body_ += "PK\x03\x04" + head + name + content;
    directory_ += "PK\x01\x02" + bytesOf<std::uint16_t>(20) + head + bytesOf<std::uint16_t>(0) +
                  bytesOf<std::uint16_t>(0) + bytesOf<std::uint16_t>(0) + bytesOf<std::uint32_t>(0) +
                  bytesOf(offset + offsetLie) + name;
    ++count_;
  }

  std::filesystem::path write(const std::filesystem::path& file) const {
    std::ofstream out(file, std::ios::binary);
    out << body_ << directory_ << "PK\x05\x06" << bytesOf<std::uint32_t>(0)
        << bytesOf(static_cast<std::uint16_t>(count_)) << bytesOf(static_cast<std::uint16_t>(count_ + countLie))
        << bytesOf(static_cast<std::uint32_t>(directory_.size())) << bytesOf(static_cast<std::uint32_t>(body_.size()))
        << bytesOf<std::uint16_t>(0);
    return file;
  }

  std::uint16_t flags = 0, method = 0;
  std::uint32_t offsetLie = 0;
  int countLie = 0;

 private:
  std::string body_, directory_;
  int count_ = 0;
};

/// Pieces of pickle programmes, protocol 2.
namespace pickle {

inline std::string text(const std::string& value) {
  return "X" + bytesOf(static_cast<std::uint32_t>(value.size())) + value;
}
inline std::string number(std::int32_t value) { return "J" + bytesOf(value); }
inline std::string global(const std::string& module, const std::string& name) {
  return "c" + module + "\n" + name + "\n";
}
inline std::string tuple(const std::vector<std::string>& items) {
  std::string all = "(";
  for (const std::string& item : items) all += item;
  return all + "t";
}
inline std::string numbers(const std::vector<std::int32_t>& values) {
  std::string all = "(";
  for (const std::int32_t value : values) all += number(value);
  return all + "t";
}
inline std::string dictionary(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string all = "}(";
  for (const auto& [key, value] : items) all += text(key) + value;
  return all + "u";
}
inline std::string tensor(const std::string& storageKey, std::int32_t elements, std::int32_t offset,
                          const std::vector<std::int32_t>& shape, const std::vector<std::int32_t>& strides,
                          const std::string& storage = "FloatStorage") {
  const std::string persistent =
      tuple({text("storage"), global("torch", storage), text(storageKey), text("cpu"), number(elements)}) + "Q";
  return global("torch._utils", "_rebuild_tensor_v2") +
         tuple({persistent, number(offset), numbers(shape), numbers(strides), "\x89",
                global("collections", "OrderedDict") + ")R"}) +
         "R";
}
inline std::string program(const std::string& value) { return "\x80\x02" + value + "."; }

}  // namespace pickle

}  // namespace tilescout::test
