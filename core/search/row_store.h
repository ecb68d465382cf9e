#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tilescout::search {

/// Fixed-length fp16 rows in blocks of 32 MiB that never move: growing needs no second copy of a gigabyte. Within a
/// block rows are contiguous, each on a 64-byte boundary, padded with zeros to `stride()` halves. Untouched parts of
/// a block take no memory.
class RowStore {
 public:
  explicit RowStore(std::size_t dim);

  std::size_t dim() const noexcept { return dim_; }
  std::size_t stride() const noexcept { return stride_; }
  std::size_t rows() const noexcept { return rows_; }
  std::size_t rowsPerBlock() const noexcept { return rowsPerBlock_; }
  const std::uint16_t* row(std::size_t index) const noexcept {
    return blocks_[index / rowsPerBlock_].get() + index % rowsPerBlock_ * stride_;
  }

  /// Copies `count` rows of dim() halves. Throws Error{OutOfMemory} and then holds what it held before.
  void append(const std::uint16_t* halves, std::size_t count);
  void copyRow(std::size_t from, std::size_t to);
  /// Drops the last rows, and blocks that hold none.
  void shrink(std::size_t rows);
  std::size_t bytes() const noexcept;

 private:
  struct Free {
    void operator()(std::uint16_t* block) const noexcept;
  };
  using Block = std::unique_ptr<std::uint16_t[], Free>;

  std::uint16_t* mutableRow(std::size_t index) noexcept {
    return blocks_[index / rowsPerBlock_].get() + index % rowsPerBlock_ * stride_;
  }
  std::size_t blockBytes() const noexcept { return rowsPerBlock_ * stride_ * sizeof(std::uint16_t); }
  Block newBlock() const;

  std::size_t dim_;
  std::size_t stride_;
  std::size_t rowsPerBlock_;
  std::size_t rows_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace tilescout::search
