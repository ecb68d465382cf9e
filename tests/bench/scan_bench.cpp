// Exact search over N rows of E halves, beside a plain read of the same bytes and Faiss's IndexFlatIP, in one run.
//   scan_bench [rows=1000000] [dim=512] [threads=all] [repetitions=15]
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#ifdef TILESCOUT_BENCH_FAISS
#include <faiss/IndexFlat.h>
#include <omp.h>
#endif

#include "base/half.h"
#include "search/row_store.h"
#include "search/scan_kernel.h"
#include "search/vector_index.h"

using namespace tilescout;

namespace {

struct Options {
  std::size_t rows = 1000000;
  std::size_t dim = 512;
  int threads = 0;
  int repetitions = 15;
};

std::size_t numberAt(int count, char** arguments, int index, std::size_t otherwise) {
  if (index >= count) return otherwise;
  std::size_t value = otherwise;
  std::from_chars(arguments[index], arguments[index] + std::strlen(arguments[index]), value);
  return value;
}

/// Normalised rows of one block; the same seed gives the same rows again, so that no second copy need be kept.
std::vector<float> randomRows(std::size_t count, std::size_t dim, std::uint64_t seed) {
  std::vector<float> rows(count * dim);
  std::uint64_t state = seed * 0x9e3779b97f4a7c15ULL + 1;
  for (std::size_t r = 0; r < count; ++r) {
    double norm = 0.0;
    float* row = rows.data() + r * dim;
    for (std::size_t i = 0; i < dim; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      row[i] = static_cast<float>(static_cast<std::int64_t>(state) >> 11) * 0x1p-52F;
      norm += static_cast<double>(row[i]) * static_cast<double>(row[i]);
    }
    const auto scale = static_cast<float>(1.0 / std::sqrt(norm));
    for (std::size_t i = 0; i < dim; ++i) row[i] *= scale;
  }
  return rows;
}

double residentMegabytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double medianOf(std::vector<double> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

double millisecondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Reads every row as 64-bit words on `threads` threads, as fast as memory gives them.
std::uint64_t plainRead(const search::RowStore& store, int threads) {
  std::atomic<std::uint64_t> all{0};
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> workers;
  for (int t = 0; t < threads; ++t)
    workers.emplace_back([&] {
      constexpr std::size_t turn = 1024;  // rowsPerBlock is a multiple of it
      std::uint64_t sums[32] = {};
      for (std::size_t row = next.fetch_add(turn); row < store.rows(); row = next.fetch_add(turn)) {
        const auto* words = reinterpret_cast<const std::uint64_t*>(store.row(row));
        const std::size_t count = std::min(turn, store.rows() - row) * store.stride() / 4;
        for (std::size_t i = 0; i + 32 <= count; i += 32)
          for (std::size_t l = 0; l < 32; ++l) sums[l] ^= words[i + l];
      }
      for (const std::uint64_t sum : sums) all ^= sum;
    });
  workers.clear();
  return all;
}

search::RowStore makePlainRows(std::size_t rows, std::size_t dim) {
  search::RowStore store(dim);
  const std::vector<std::uint16_t> row(dim, 1);
  for (std::size_t i = 0; i < rows; ++i) store.append(row.data(), 1);
  return store;
}

search::VectorIndex makeIndex(const Options& options) {
  search::VectorIndex index(options.dim, options.threads);
  index.reserve(options.rows);
  constexpr std::size_t block = 8192;
  for (std::size_t at = 0; at < options.rows; at += block) {
    const std::size_t count = std::min(block, options.rows - at);
    const std::vector<float> rows = randomRows(count, options.dim, at + 1);
    std::vector<std::uint16_t> halves(rows.size());
    std::transform(rows.begin(), rows.end(), halves.begin(), halfFromFloat);
    std::vector<TileId> ids(count);
    for (std::size_t i = 0; i < count; ++i) ids[i] = static_cast<TileId>(at + i + 1);
    index.append(ids, halves);
  }
  return index;
}

#ifdef TILESCOUT_BENCH_FAISS
double faissMs(const search::VectorIndex& index, const std::vector<float>& query, const Options& options,
               const std::vector<search::Neighbour>& expected) {
  omp_set_num_threads(index.threads());
  faiss::IndexFlatIP flat(static_cast<faiss::Index::idx_t>(options.dim));
  for (std::size_t row = 0; row < index.size(); ++row) {
    const std::vector<float> values = index.vectorOf(row);
    if (row == 0) flat.codes.reserve(index.size() * options.dim * sizeof(float));
    flat.add(1, values.data());
  }
  std::vector<float> distances(expected.size());
  std::vector<faiss::Index::idx_t> labels(expected.size());
  std::vector<double> times;
  for (int i = 0; i < std::max(3, options.repetitions / 3); ++i)
    times.push_back(millisecondsOf([&] {
      flat.search(1, query.data(), static_cast<faiss::Index::idx_t>(expected.size()), distances.data(), labels.data());
    }));
  std::size_t same = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (static_cast<std::size_t>(labels[i]) == expected[i].row) ++same;
  std::printf("faiss agrees on %zu of %zu ranks\n", same, expected.size());
  return medianOf(times);
}
#endif

}  // namespace

int main(int count, char** arguments) {
  Options options;
  options.rows = numberAt(count, arguments, 1, options.rows);
  options.dim = numberAt(count, arguments, 2, options.dim);
  options.threads = static_cast<int>(numberAt(count, arguments, 3, 0));
  options.repetitions = static_cast<int>(numberAt(count, arguments, 4, 15));

  const search::VectorIndex index = makeIndex(options);
  const std::vector<float> query = randomRows(1, options.dim, 424242);
  std::vector<search::Neighbour> found = index.top(query, 20);
  const double resident = residentMegabytes();

  // Turn about, so that whatever else runs on the machine slows both alike.
  const search::RowStore plain = makePlainRows(options.rows, options.dim);
  std::uint64_t sink = 0;
  std::vector<double> readTimes, ourTimes, scanTimes;
  for (int i = 0; i < options.repetitions; ++i) {
    readTimes.push_back(millisecondsOf([&] { sink ^= plainRead(plain, index.threads()); }));
    ourTimes.push_back(millisecondsOf([&] { found = index.top(query, 20); }));
    scanTimes.push_back(millisecondsOf([&] { index.scan(query); }));
  }
  const double readMs = medianOf(readTimes), oursMs = medianOf(ourTimes), scanMs = medianOf(scanTimes);
  const double gigabytes = static_cast<double>(plain.bytes()) * 1e-9;

  std::printf("rows %zu  dim %zu  threads %d  target %s  (check %llu)\n", index.size(), options.dim, index.threads(),
              search::scanTargetName().c_str(), static_cast<unsigned long long>(sink));
  std::printf("plain read   %8.2f ms  %6.1f GB/s\n", readMs, gigabytes / readMs * 1e3);
  std::printf("ours         %8.2f ms  %6.1f GB/s  %.2f x plain read  (scan alone %.2f ms)\n", oursMs,
              gigabytes / oursMs * 1e3, oursMs / readMs, scanMs);
  std::printf("best of %d: plain read %.2f ms, ours %.2f ms, %.2f x\n", options.repetitions,
              std::ranges::min(readTimes), std::ranges::min(ourTimes),
              std::ranges::min(ourTimes) / std::ranges::min(readTimes));
  std::printf("resident     %8.0f MB with the index alone\n", resident);
#ifdef TILESCOUT_BENCH_FAISS
  const double ms = faissMs(index, query, options, found);
  std::printf("faiss FlatIP %8.2f ms  ours is %.1f times as fast\n", ms, ms / oursMs);
#else
  std::printf("faiss        not built in\n");
#endif
  return EXIT_SUCCESS;
}
