#include "synth/scene_writer.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "base/error.h"
#include "synth/gdal_handles.h"
#include "synth/scene_block.h"

namespace tilescout::synth {
namespace {

/// Four cells a side: no site of a cell crosses it, so each is painted once.
constexpr int kBlock = 1280;
/// A painter needs about 130 MB for a block; more of them at once would not stay below a gigabyte.
constexpr unsigned kMostPainters = 4;

DatasetHandle createScene(const std::filesystem::path& file, const SceneSpec& spec) {
  const char* options[] = {"TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=4",
                           "PHOTOMETRIC=RGB", "ALPHA=NO", "INTERLEAVE=PIXEL", "BIGTIFF=IF_SAFER", nullptr};
  CPLErrorReset();
  DatasetHandle dataset(geoTiffDriver().Create(file.c_str(), spec.size, spec.size, spec.bands, spec.sixteenBit ? GDT_UInt16 : GDT_Byte, const_cast<char**>(options)));
  if (!dataset) failWriting(file);
  setPlace(*dataset, spec.place);
  std::string date = spec.date;
  std::replace(date.begin(), date.end(), '-', ':');
  dataset->SetMetadataItem("TIFFTAG_DATETIME", (date + " 10:30:00").c_str());
  dataset->SetMetadataItem("TIFFTAG_SOFTWARE", "Tilescout scene painter");
  dataset->SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", ("Painted demo scene, " + spec.theme).c_str());
  static const std::array<const char*, 4> names{"Red", "Green", "Blue", "NIR"};
  static const std::array<GDALColorInterp, 4> meanings{GCI_RedBand, GCI_GreenBand, GCI_BlueBand, GCI_Undefined};
  for (int band = 0; band < spec.bands; ++band) {
    dataset->GetRasterBand(band + 1)->SetDescription(names[static_cast<std::size_t>(band)]);
    dataset->GetRasterBand(band + 1)->SetColorInterpretation(meanings[static_cast<std::size_t>(band)]);
  }
  return dataset;
}

void writeBlock(GDALDataset& dataset, const std::filesystem::path& file, const SceneSpec& spec, const cv::Rect& box, cv::Mat4b& picture) {
  CPLErr failed;
  if (!spec.sixteenBit) {
    failed = dataset.RasterIO(GF_Write, box.x, box.y, box.width, box.height, picture.data, box.width, box.height, GDT_Byte, spec.bands, nullptr, 4,
                              static_cast<GSpacing>(picture.step[0]), 1, nullptr);
  } else {
    // Reflectance-like numbers with levels between those of eight bits.
    cv::Mat wide(picture.rows, picture.cols, CV_16UC4);
    for (int y = 0; y < picture.rows; ++y)
      for (int x = 0; x < picture.cols; ++x) {
        const std::uint64_t fine = mixSeed(mixSeed(spec.seed, static_cast<std::uint64_t>(box.x + x)), static_cast<std::uint64_t>(box.y + y));
        for (int band = 0; band < 4; ++band)
          wide.at<cv::Vec<std::uint16_t, 4>>(y, x)[band] = static_cast<std::uint16_t>(180 + picture(y, x)[band] * 12 + static_cast<int>((fine >> (4 * band)) & 11u));
      }
    failed = dataset.RasterIO(GF_Write, box.x, box.y, box.width, box.height, wide.data, box.width, box.height, GDT_UInt16, spec.bands, nullptr, 8,
                              static_cast<GSpacing>(wide.step[0]), 2, nullptr);
  }
  if (failed != CE_None) failWriting(file);
}

std::vector<SceneBlock> paintTogether(const SceneLayout& layout, const std::vector<cv::Rect>& boxes) {
  std::vector<SceneBlock> blocks(boxes.size());
  std::vector<std::exception_ptr> failures(boxes.size());
  {
    std::vector<std::jthread> painters;
    for (std::size_t i = 0; i < boxes.size(); ++i)
      painters.emplace_back([&, i] {
        try {
          blocks[i] = paintBlock(layout, boxes[i]);
        } catch (...) {
          failures[i] = std::current_exception();
        }
      });
  }
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return blocks;
}

void buildOverviews(GDALDataset& dataset, const std::filesystem::path& file, int size) {
  std::vector<int> levels;
  for (int level = 2; size / level >= 128; level *= 2) levels.push_back(level);
  if (levels.empty()) return;
  if (dataset.BuildOverviews("AVERAGE", static_cast<int>(levels.size()), levels.data(), 0, nullptr, nullptr, nullptr) != CE_None) failWriting(file);
}

}  // namespace

std::vector<PaintedObject> writeScene(const std::filesystem::path& file, const SceneLayout& layout, JobContext& job) {
  const SceneSpec& spec = layout.spec;
  std::vector<cv::Rect> boxes;
  for (int y = 0; y < spec.size; y += kBlock)
    for (int x = 0; x < spec.size; x += kBlock) boxes.emplace_back(x, y, std::min(kBlock, spec.size - x), std::min(kBlock, spec.size - y));
  const std::filesystem::path temporary = file.string() + ".part";
  const auto dropTemporary = [&](void*) { std::error_code ignored; std::filesystem::remove(temporary, ignored); };
  const std::unique_ptr<void, decltype(dropTemporary)> cleaner(const_cast<SceneSpec*>(&spec), dropTemporary);
  std::vector<PaintedObject> objects;
  DatasetHandle dataset = createScene(temporary, spec);
  const std::size_t painters = std::clamp(std::thread::hardware_concurrency(), 1u, kMostPainters);
  for (std::size_t first = 0; first < boxes.size(); first += painters) {
    job.checkpoint();
    const std::vector<cv::Rect> batch(boxes.begin() + static_cast<long>(first), boxes.begin() + static_cast<long>(std::min(boxes.size(), first + painters)));
    std::vector<SceneBlock> blocks = paintTogether(layout, batch);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      writeBlock(*dataset, temporary, spec, batch[i], blocks[i].picture);
      std::move(blocks[i].objects.begin(), blocks[i].objects.end(), std::back_inserter(objects));
    }
    job.report({"painting " + spec.name, static_cast<std::int64_t>(first + batch.size()), static_cast<std::int64_t>(boxes.size())});
  }
  buildOverviews(*dataset, temporary, spec.size);
  CPLErrorReset();
  dataset.reset();
  if (CPLGetLastErrorType() == CE_Failure) failWriting(file);
  std::error_code failed;
  std::filesystem::rename(temporary, file, failed);
  if (failed) throw Error(ErrorCode::Io, "The scene cannot be put in its place: " + failed.message(), file.string());
  return objects;
}

}  // namespace tilescout::synth
