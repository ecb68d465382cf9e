#include <algorithm>
#include <numeric>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include <nlohmann/json.hpp>
#include "synth/raster_writer.h"
#include "synth/rng.h"
#include "synth/tile_painter.h"

namespace tilescout::synth {
namespace {

using nlohmann::ordered_json;

struct Entry {
  std::string image;
  std::string className;
  std::vector<std::string> captions;
};

enum class Split { Train, Val, Test };

/// Exactly a fifth to test and a tenth to validation, drawn by seed.
std::vector<Split> drawSplits(int count, std::uint64_t seed) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  const auto key = [&](int i) { return mixSeed(mixSeed(seed, 0x5917), static_cast<std::uint64_t>(i)); };
  std::sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
  std::vector<Split> splits(order.size(), Split::Train);
  const int tests = (count + 2) / 5, vals = (count + 5) / 10;
  for (int i = 0; i < count; ++i)
    if (i < tests) splits[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = Split::Test;
    else if (i < tests + vals) splits[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = Split::Val;
  return splits;
}

void writeTrain(const std::filesystem::path& file, const std::vector<Entry>& entries, const std::vector<Split>& splits) {
  const std::vector<std::string> classes = siteClassNames();
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (splits[i] != Split::Train) continue;
    const auto label = std::lower_bound(classes.begin(), classes.end(), entries[i].className) - classes.begin();
    for (const std::string& caption : entries[i].captions)
      list.push_back({{"caption", caption}, {"image", entries[i].image}, {"image_id", i}, {"label_name", entries[i].className}, {"label", label}});
  }
  AtomicFile out(file);
  out.write(list.dump(1));
  out.commit();
}

void writeHeldOut(const std::filesystem::path& file, const std::vector<Entry>& entries, const std::vector<Split>& splits, Split wanted) {
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (splits[i] == wanted) list.push_back({{"image", entries[i].image}, {"caption", entries[i].captions}});
  AtomicFile out(file);
  out.write(list.dump(1));
  out.commit();
}

std::string numbered(int number) {
  const std::string digits = std::to_string(number);
  return "images/" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits + ".tif";
}

/// Paints a run of tiles on all cores, then writes them.
void paintRun(const std::filesystem::path& folder, std::vector<Entry>& entries, int first, int last, std::uint64_t seed) {
  constexpr int kPixels = 224;
  std::vector<TileRecord> records(static_cast<std::size_t>(last - first));
  {
    std::vector<std::jthread> threads;
    const int workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    for (int w = 0; w < workers; ++w)
      threads.emplace_back([&, w] {
        for (int i = first + w; i < last; i += workers)
          records[static_cast<std::size_t>(i - first)] = paintTileRecord(kPixels, mixSeed(seed, static_cast<std::uint64_t>(i)));
      });
  }
  for (int i = first; i < last; ++i) {
    TileRecord& record = records[static_cast<std::size_t>(i - first)];
    const UtmPlace place{33, true, 300000.0 + (i % 100) * 2000.0, 5600000.0 - (i / 100) * 2000.0, record.metresPerPixel};
    writeGeoTiff(folder / numbered(i + 1), record.tile.image, place);
    entries[static_cast<std::size_t>(i)] = {numbered(i + 1), record.tile.className, record.tile.captions};
  }
}

}  // namespace

void paintTileDataset(const std::filesystem::path& folder, int count, std::uint64_t seed, JobContext& job) {
  if (count < 1) throw Error(ErrorCode::InvalidInput, "A data set has at least one tile.");
  std::error_code failed;
  std::filesystem::create_directories(folder / "images", failed);
  if (failed) throw Error(ErrorCode::Io, "The folder cannot be made: " + failed.message(), folder.string());
  std::vector<Entry> entries(static_cast<std::size_t>(count));
  for (int first = 0; first < count; first += 64) {
    job.checkpoint();
    const int last = std::min(count, first + 64);
    paintRun(folder, entries, first, last, seed);
    job.report({"painting tiles", last, count});
  }
  const std::vector<Split> splits = drawSplits(count, seed);
  writeTrain(folder / "train.json", entries, splits);
  writeHeldOut(folder / "val.json", entries, splits, Split::Val);
  writeHeldOut(folder / "test.json", entries, splits, Split::Test);
}

}  // namespace tilescout::synth
