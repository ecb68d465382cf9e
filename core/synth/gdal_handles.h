#pragma once
#include <gdal_priv.h>

#include <filesystem>
#include <memory>
#include <mutex>

#include "synth/raster_writer.h"

/// GDAL pieces that the writers share; include in .cpp files only.
namespace tilescout::synth {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<GDALDataset, CloseDataset>;

GDALDriver& geoTiffDriver();
[[noreturn]] void failWriting(const std::filesystem::path& file);
void setPlace(GDALDataset& dataset, const UtmPlace& place);

}  // namespace tilescout::synth
