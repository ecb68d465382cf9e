#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"

class GDALDataset;

namespace tilescout::geo {

/// Registers GDAL's drivers and sets its limits once per process (thread-safe). Everything in this folder calls it
/// before touching GDAL: block cache bounded, no Python pixel functions, no PROJ downloads, and every door of GDAL to
/// a network (/vsicurl/ and its kin, HTTP fetches, WMS-like drivers) shut unless a NetworkPermit is held.
void openGdalSession();

/// Versions of GDAL and PROJ as loaded: "3.6.2, PROJ 9.1.1".
std::string gdalVersions();

/// While it lives, this thread may read from networks. Web drivers are registered at the first permit.
class NetworkPermit {
 public:
  explicit NetworkPermit(bool allowed);
  ~NetworkPermit();
  NetworkPermit(const NetworkPermit&) = delete;
  NetworkPermit& operator=(const NetworkPermit&) = delete;

  /// Whether this thread holds one.
  static bool held() noexcept;

 private:
  bool before_;
};

/// What is thrown when a file leads to a network that was not allowed.
class NetworkSourceRefused : public Error {
 public:
  NetworkSourceRefused(const std::string& sentence, const std::string& file)
      : Error(ErrorCode::InvalidInput, sentence, file) {}
};

/// Collects what GDAL reports on this thread while it lives, so that nothing reaches standard error. `lastError` is
/// the first failure since the start (the later ones are its consequences); `refusedSource` a network name that a
/// file tried to open.
class GdalErrorTrap {
 public:
  GdalErrorTrap();
  ~GdalErrorTrap();
  GdalErrorTrap(const GdalErrorTrap&) = delete;
  GdalErrorTrap& operator=(const GdalErrorTrap&) = delete;

  bool failed() const noexcept { return code_ != 0; }
  const std::string& message() const noexcept { return message_; }
  const std::string& refusedSource() const noexcept { return refused_; }

  /// Throws the failure as NetworkSourceRefused or Error{OutOfMemory or Corrupt}; `fallback` is said when GDAL gave no
  /// reason.
  [[noreturn]] void raise(const std::string& subject, const std::string& fallback) const;

 private:
  friend struct GdalErrorTrapAccess;
  int code_ = 0;
  std::string message_;
  std::string refused_;
  GdalErrorTrap* outer_;
};

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Opens a local raster for reading, not shared with any other thread. Throws Error{NotFound, Io, Corrupt,
/// Incompatible (no raster driver knows it), InvalidInput (a source that may not be followed)}, NetworkSourceRefused.
DatasetPtr openRaster(const std::filesystem::path& file, bool allowNetwork = false);

}  // namespace tilescout::geo
