#include "geo/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>

#include <array>
#include <cerrno>
#include <mutex>

#include "base/log.h"
#include "geo/local_sources.h"

namespace tilescout::geo {

namespace {

thread_local bool networkAllowed = false;
thread_local GdalErrorTrap* currentTrap = nullptr;

constexpr GIntBig kBlockCacheBytes = GIntBig{64} << 20;

// Drivers that fetch from a network by what a small local file says; GDAL_SKIP keeps them out of nested opens too.
constexpr const char* kWebDrivers =
    "WMS WCS WMTS HTTP PLMOSAIC PLSCENES EEDAI EEDA DAAS NGW OGCAPI STACTA STACIT PostGISRaster KMLSUPEROVERLAY "
    "WFS OAPIF CSW Carto AmigoCloud Elastic GMLAS DODS";

constexpr std::array kWebFileSystems = {"/vsicurl/",         "/vsicurl_streaming/",
                                        "/vsicurl?",         "/vsis3/",
                                        "/vsis3_streaming/", "/vsigs/",
                                        "/vsigs_streaming/", "/vsiaz/",
                                        "/vsiaz_streaming/", "/vsiadls/",
                                        "/vsioss/",          "/vsioss_streaming/",
                                        "/vsiswift/",        "/vsiswift_streaming/",
                                        "/vsihdfs/",         "/vsiwebhdfs/",
                                        "/vsistdin/",        "/vsistdin?"};

}  // namespace

struct GdalErrorTrapAccess {
  static void record(CPLErr level, CPLErrorNum number, const char* text) {
    if (currentTrap == nullptr || level < CE_Failure || currentTrap->code_ != 0) return;
    currentTrap->code_ = number == 0 ? CPLE_AppDefined : number;
    currentTrap->message_ = text == nullptr ? "" : text;
  }
  static void refuse(const char* name) {
    if (currentTrap != nullptr && currentTrap->refused_.empty()) currentTrap->refused_ = name;
  }
};

namespace {

void CPL_STDCALL quietHandler(CPLErr level, CPLErrorNum number, const char* text) {
  GdalErrorTrapAccess::record(level, number, text);
  if (currentTrap == nullptr && level >= CE_Failure) log::debug(text == nullptr ? "GDAL failure" : text);
}

/// Stands before one of GDAL's network file systems and lets nobody through without a permit. A file can name
/// network sources in places no scan of ours knows (the OVERVIEW_FILE item of a GeoTIFF, for one).
class GuardedFileSystem final : public VSIFilesystemHandler {
 public:
  explicit GuardedFileSystem(VSIFilesystemHandler* guarded) : guarded_(guarded) {}

  VSIVirtualHandle* Open(const char* name, const char* access, bool setError, CSLConstList options) override {
    return refused(name) ? nullptr : guarded_->Open(name, access, setError, options);
  }
  int Stat(const char* name, VSIStatBufL* result, int flags) override {
    return refused(name) ? -1 : guarded_->Stat(name, result, flags);
  }
  char** ReadDirEx(const char* name, int maxFiles) override {
    return refused(name) ? nullptr : guarded_->ReadDirEx(name, maxFiles);
  }
  char** SiblingFiles(const char* name) override { return refused(name) ? nullptr : guarded_->SiblingFiles(name); }
  VSIDIR* OpenDir(const char* name, int depth, const char* const* options) override {
    return refused(name) ? nullptr : guarded_->OpenDir(name, depth, options);
  }
  int HasOptimizedReadMultiRange(const char* name) override {
    return refused(name) ? FALSE : guarded_->HasOptimizedReadMultiRange(name);
  }
  char** GetFileMetadata(const char* name, const char* domain, CSLConstList options) override {
    return refused(name) ? nullptr : guarded_->GetFileMetadata(name, domain, options);
  }
  bool IsLocal(const char* name) override { return guarded_->IsLocal(name); }

 private:
  static bool refused(const char* name) {
    if (networkAllowed) return false;
    GdalErrorTrapAccess::refuse(name);
    CPLError(CE_Failure, CPLE_NotSupported, "%s is a network source, which was not allowed", name);
    errno = EACCES;
    return true;
  }

  VSIFilesystemHandler* guarded_;
};

CPLHTTPResult* refuseFetch(const char* url, CSLConstList options, GDALProgressFunc progress, void* progressData,
                           CPLHTTPFetchWriteFunc write, void* writeData, void* /*user*/) {
  if (networkAllowed) {
    // GDAL calls the callback again from CPLHTTPFetchEx, so it is taken off for the call that was allowed.
    CPLHTTPSetFetchCallback(nullptr, nullptr);
    CPLHTTPResult* result = CPLHTTPFetchEx(url, options, progress, progressData, write, writeData);
    CPLHTTPSetFetchCallback(refuseFetch, nullptr);
    return result;
  }
  GdalErrorTrapAccess::refuse(url);
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("network sources were not allowed");
  return result;
}

void guardFileSystems() {
  VSIFilesystemHandler* local = VSIFileManager::GetHandler("/");
  for (const char* prefix : kWebFileSystems) {
    VSIFilesystemHandler* handler = VSIFileManager::GetHandler(prefix);
    if (handler == nullptr || handler == local) continue;
    // GDAL's manager deletes its handlers at exit and never gives one back: the guarded one stays for the process.
    VSIFileManager::InstallHandler(prefix, new GuardedFileSystem(handler));
  }
}

void setUp() {
  CPLSetConfigOption("GDAL_SKIP", kWebDrivers);
  CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
  CPLSetConfigOption("GDAL_PAM_ENABLE_WRITE", "NO");
  CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".tif,.tiff,.vrt,.jp2,.ovr,.msk");
  // Siblings are probed by name: listing a folder of 100,000 scenes for each of them would be quadratic.
  if (CPLGetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", nullptr) == nullptr)
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE");
  CPLSetErrorHandler(quietHandler);
  GDALAllRegister();
  GDALSetCacheMax64(kBlockCacheBytes);
  OSRSetPROJEnableNetwork(FALSE);
  guardFileSystems();
  CPLHTTPSetFetchCallback(refuseFetch, nullptr);
}

void registerWebDrivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_SKIP", nullptr);
    GDALAllRegister();
  });
}

}  // namespace

void openGdalSession() {
  static std::once_flag once;
  std::call_once(once, setUp);
}

std::string gdalVersions() {
  int major = 0, minor = 0, patch = 0;
  OSRGetPROJVersion(&major, &minor, &patch);
  return std::string(GDALVersionInfo("RELEASE_NAME")) + ", PROJ " + std::to_string(major) + '.' +
         std::to_string(minor) + '.' + std::to_string(patch);
}

NetworkPermit::NetworkPermit(bool allowed) : before_(networkAllowed) {
  openGdalSession();
  if (allowed) registerWebDrivers();
  networkAllowed = allowed;
}

NetworkPermit::~NetworkPermit() { networkAllowed = before_; }

bool NetworkPermit::held() noexcept { return networkAllowed; }

GdalErrorTrap::GdalErrorTrap() : outer_(currentTrap) {
  openGdalSession();
  CPLPushErrorHandler(quietHandler);
  CPLErrorReset();
  currentTrap = this;
}

GdalErrorTrap::~GdalErrorTrap() {
  currentTrap = outer_;
  CPLPopErrorHandler();
}

void GdalErrorTrap::raise(const std::string& subject, const std::string& fallback) const {
  if (!refused_.empty()) throw NetworkSourceRefused(ForeignSource{refused_, {}, {}}.sentence(), subject);
  const ErrorCode code = code_ == CPLE_OutOfMemory ? ErrorCode::OutOfMemory : ErrorCode::Corrupt;
  throw Error(code, message_.empty() ? fallback : fallback + " (" + message_ + ")", subject);
}

void DatasetCloser::operator()(GDALDataset* dataset) const {
  // Closing may report what PAM could not write; nobody is there to hear it.
  const GdalErrorTrap trap;
  GDALClose(GDALDataset::ToHandle(dataset));
}

namespace {

void requireReadableFile(const std::filesystem::path& file) {
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (status.type() == std::filesystem::file_type::not_found)
    throw Error(ErrorCode::NotFound, "does not exist", file.string());
  if (problem) throw Error(ErrorCode::Io, "cannot be read: " + problem.message(), file.string());
  if (std::filesystem::is_directory(status)) return;  // some formats are folders
  if (!std::filesystem::is_regular_file(status))
    throw Error(ErrorCode::InvalidInput, "is a device or pipe, not a file", file.string());
  VSILFILE* handle = VSIFOpenL(file.c_str(), "rb");
  if (handle == nullptr) throw Error(ErrorCode::Io, "cannot be opened for reading", file.string());
  VSIFCloseL(handle);
  if (std::filesystem::file_size(file, problem) == 0)
    throw Error(ErrorCode::Corrupt, "is empty (0 bytes)", file.string());
}

}  // namespace

DatasetPtr openRaster(const std::filesystem::path& file, bool allowNetwork) {
  openGdalSession();
  const NetworkPermit permit(allowNetwork);
  const GdalErrorTrap trap;
  requireReadableFile(file);
  if (!allowNetwork) {
    if (const auto source = networkSourceIn(file)) {
      if (source->network()) throw NetworkSourceRefused(source->sentence(), file.string());
      throw Error(ErrorCode::InvalidInput, source->sentence(), file.string());
    }
  }
  DatasetPtr dataset(GDALDataset::FromHandle(
      GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr)));
  if (dataset == nullptr) {
    const bool known = GDALIdentifyDriverEx(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr) != nullptr;
    if (known || !trap.refusedSource().empty()) trap.raise(file.string(), "cannot be opened: the file is damaged");
    throw Error(ErrorCode::Incompatible, "is no raster that can be read here", file.string());
  }
  if (!trap.refusedSource().empty()) trap.raise(file.string(), "");
  return dataset;
}

}  // namespace tilescout::geo
