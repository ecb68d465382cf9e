#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tilescout {

/// Streaming XXH3-128, as 32 lower-case hexadecimal digits. For identity, not for security.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  std::string hex() const;

 private:
  void* state_;
};

std::string hashText(std::string_view text);

/// Hash of a file's content, read in blocks. Throws Error{Io}.
std::string hashFile(const std::filesystem::path& file);

}  // namespace tilescout
