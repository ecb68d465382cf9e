#pragma once
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

namespace tilescout {

/// A file that appears whole or not at all: written beside its target, flushed to disk, then renamed over it.
/// Without commit() the temporary file is removed and the target stays as it was. Throws Error{Io} with the reason.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text);
  enum class Flush { Now, Later };
  /// Later: whole over a crash of the program, but after a power cut perhaps empty or not there; for what can be made
  /// anew.
  void commit(Flush flush = Flush::Now);

 private:
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

/// Whole file as text; throws Error{NotFound or Io}. `limit` guards against reading something enormous by mistake.
std::string readTextFile(const std::filesystem::path& file, std::size_t limit = std::size_t{1} << 30);

}  // namespace tilescout
