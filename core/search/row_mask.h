#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tilescout::search {

/// Which rows of an index pass the filters, one bit a row.
class RowMask {
 public:
  RowMask(std::size_t rows, bool passing) : rows_(rows), words_((rows + 63) / 64, passing ? ~std::uint64_t{0} : 0) {
    if (passing && rows % 64 != 0) words_.back() = (std::uint64_t{1} << (rows % 64)) - 1;
  }

  std::size_t size() const noexcept { return rows_; }
  bool passes(std::size_t row) const noexcept { return (words_[row / 64] >> (row % 64) & 1U) != 0; }
  void set(std::size_t row) noexcept { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void clear(std::size_t row) noexcept { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }

  /// Rows must pass both.
  void keepOnly(const RowMask& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }

  /// Rows of `other` no longer pass.
  void leaveOut(const RowMask& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

  std::size_t count() const noexcept {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }

 private:
  std::size_t rows_;
  std::vector<std::uint64_t> words_;
};

}  // namespace tilescout::search
