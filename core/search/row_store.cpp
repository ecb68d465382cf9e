#include "search/row_store.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "search/scan_kernel.h"

namespace tilescout::search {
namespace {

constexpr std::size_t wantedBlockBytes = std::size_t{32} << 20;
constexpr std::size_t hugePage = std::size_t{2} << 20;
constexpr std::size_t maxDim = 1 << 16;

std::size_t checkedDim(std::size_t dim) {
  if (dim == 0 || dim > maxDim)
    throw Error(ErrorCode::InvalidInput, "rows of " + std::to_string(dim) + " values cannot be searched");
  return dim;
}

}  // namespace

RowStore::RowStore(std::size_t dim)
    : dim_(checkedDim(dim)),
      stride_((dim + rowGranule - 1) / rowGranule * rowGranule),
      rowsPerBlock_(std::max<std::size_t>(1024, wantedBlockBytes / (stride_ * sizeof(std::uint16_t)) / 1024 * 1024)) {}

void RowStore::Free::operator()(std::uint16_t* block) const noexcept { std::free(block); }

RowStore::Block RowStore::newBlock() const {
  const std::size_t size = (blockBytes() + hugePage - 1) / hugePage * hugePage;
  auto* memory = static_cast<std::uint16_t*>(std::aligned_alloc(hugePage, size));
  if (memory == nullptr)
    throw Error(ErrorCode::OutOfMemory, "no memory is left for " + std::to_string(rows_) + " embeddings and more");
  // A gigabyte in 4 KiB pages costs more address translations than the memory's speed leaves time for.
  ::madvise(memory, size, MADV_HUGEPAGE);
  return Block(memory);
}

void RowStore::append(const std::uint16_t* halves, std::size_t count) {
  const std::size_t needed = (rows_ + count + rowsPerBlock_ - 1) / rowsPerBlock_;
  const std::size_t before = blocks_.size();
  try {
    while (blocks_.size() < needed) blocks_.push_back(newBlock());
  } catch (...) {
    blocks_.resize(before);
    throw;
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::uint16_t* target = mutableRow(rows_ + i);
    std::copy_n(halves + i * dim_, dim_, target);
    std::fill_n(target + dim_, stride_ - dim_, std::uint16_t{0});
  }
  rows_ += count;
}

void RowStore::copyRow(std::size_t from, std::size_t to) { std::copy_n(row(from), stride_, mutableRow(to)); }

void RowStore::shrink(std::size_t rows) {
  rows_ = std::min(rows_, rows);
  blocks_.resize((rows_ + rowsPerBlock_ - 1) / rowsPerBlock_);
}

std::size_t RowStore::bytes() const noexcept { return rows_ * stride_ * sizeof(std::uint16_t); }

}  // namespace tilescout::search
