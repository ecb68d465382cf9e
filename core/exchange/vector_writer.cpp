#include "exchange/vector_writer.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_utils.h>
#include <unistd.h>

#include "exchange/gdal_support.h"
#include "exchange/neighbour_file.h"

namespace tilescout::exchange {

namespace {

/// A file in memory, as GDAL names them, that goes away with the object.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& text) : name_("/vsimem/labels-" + std::to_string(::getpid()) + ".geojson") {
    VSIFCloseL(VSIFileFromMemBuffer(name_.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(text.data())),
                                    text.size(), FALSE));
  }
  ~MemoryFile() { VSIUnlink(name_.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

}  // namespace

void writeGeoJsonAsGeoPackage(const std::string& geoJson, const std::string& layer, const std::filesystem::path& file) {
  const QuietGdal quiet;
  registerDrivers();
  const MemoryFile source(geoJson);
  NeighbourFile target(file, ".gpkg");
  const char* drivers[] = {"GeoJSON", nullptr};
  const char* options[] = {"DATE_AS_STRING=YES", nullptr};  // a caption that looks like one is a text all the same
  DatasetPtr input(GDALDataset::Open(source.name().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
  if (!input) failGdal(ErrorCode::Internal, file, "the labels could not be prepared");
  const char* arguments[] = {"-f", "GPKG", "-nln", layer.c_str(), nullptr};
  GDALVectorTranslateOptions* translation = GDALVectorTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
  GDALDatasetH handle = GDALDataset::ToHandle(input.get());
  int failed = 0;
  DatasetPtr written(GDALDataset::FromHandle(
      GDALVectorTranslate(target.path().c_str(), nullptr, 1, &handle, translation, &failed)));
  GDALVectorTranslateOptionsFree(translation);
  const bool good = written != nullptr && failed == 0;
  written.reset();
  if (!good) failGdal(ErrorCode::Io, file, "cannot be written");
  target.moveOverTarget();
}

}  // namespace tilescout::exchange
