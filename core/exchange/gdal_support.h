#pragma once
#include <cpl_error.h>
#include <gdal_priv.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"

/// GDAL as exchange uses it; included by .cpp files alone.
namespace tilescout::exchange {

/// GDAL's messages go into our Error, not to standard error, while an object of this type lives.
class QuietGdal {
 public:
  QuietGdal() {
    CPLErrorReset();
    CPLPushErrorHandler(CPLQuietErrorHandler);
  }
  ~QuietGdal() { CPLPopErrorHandler(); }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
};

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Throws with GDAL's last message, if it left one, as the reason.
[[noreturn]] inline void failGdal(ErrorCode code, const std::filesystem::path& file, const std::string& what) {
  const std::string reason = CPLGetLastErrorMsg();
  throw Error(code, reason.empty() ? what : what + ": " + reason, file.string());
}

/// Registers the drivers once; thread-safe.
inline void registerDrivers() {
  static const bool registered = (GDALAllRegister(), true);
  (void)registered;
}

}  // namespace tilescout::exchange
