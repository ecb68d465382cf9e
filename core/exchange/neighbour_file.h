#pragma once
#include <filesystem>
#include <string>

namespace tilescout::exchange {

/// A file that a library writes beside its target and that goes away unless it is moved over it: the target appears
/// whole or not at all. The name keeps `extension`, by which libraries tell formats.
class NeighbourFile {
 public:
  NeighbourFile(const std::filesystem::path& target, const std::string& extension);
  ~NeighbourFile();
  NeighbourFile(const NeighbourFile&) = delete;
  NeighbourFile& operator=(const NeighbourFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Flushed to disk, then renamed. Throws Error{Io} naming the target.
  void moveOverTarget();

 private:
  void remove() const;

  std::filesystem::path target_;
  std::filesystem::path path_;
};

}  // namespace tilescout::exchange
