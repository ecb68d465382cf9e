#include "geo/local_sources.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "geo/gdal_session.h"
#include "geo/lower_case.h"

namespace tilescout::geo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kLargestDescription = std::size_t{64} << 20;
constexpr int kDeepestNesting = 16;

constexpr std::array kNetworkFolders = {"/vsicurl", "/vsis3",    "/vsigs",   "/vsiaz",     "/vsiadls",
                                        "/vsioss",  "/vsiswift", "/vsihdfs", "/vsiwebhdfs"};
constexpr std::array kNetworkSchemes = {"http://", "https://", "ftp://",  "ftps://", "s3://",
                                        "gs://",   "az://",    "abfs://", "sftp://", "ws://"};
constexpr std::array kNetworkPrefixes = {
    "wms:", "wmts:",   "wcs:",    "pg:",     "plmosaic:", "plscenes:", "eedai:",      "eeda:", "daas:",
    "ngw:", "ogcapi:", "stacta:", "stacit:", "stac:",     "iip:",      "postgresql:", "mysql:"};
constexpr std::array kNetworkElements = {
    "gdal_wms",         "gdal_wmts",       "wms_capabilities", "wmt_ms_capabilities",
    "wms_tile_service", "tiledwmsservice", "wcs_gdal",         "wcs_capabilities",
    "tilemapservice",   "tilemap",         "capabilities",     "gdal_twms"};

struct XmlCloser {
  void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using XmlTree = std::unique_ptr<CPLXMLNode, XmlCloser>;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

template <typename List>
bool containsAny(const std::string& text, const List& list) {
  return std::any_of(list.begin(), list.end(), [&](const char* part) { return text.find(part) != std::string::npos; });
}

template <typename List>
bool startsWithAny(const std::string& text, const List& list) {
  return std::any_of(list.begin(), list.end(), [&](const char* part) { return text.starts_with(part); });
}

/// Free text that GDAL never opens: only file-system prefixes count there, a web address in a copyright line does not.
bool holdsProse(const std::string& element) {
  return element == "metadata" || element == "srs" || element == "gcplist" || element == "description" ||
         element == "categorynames" || element == "gdalrasterattributetable" || element.starts_with("xmlns");
}

std::string headOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
  return head;
}

/// XML, or text (the .ovr of a scene may hold a bare connection string): no zero byte near the start.
bool looksLikeDescription(const std::string& head) {
  if (head.find("<VRTDataset") != std::string::npos || head.find("<GDAL_WM") != std::string::npos) return true;
  const auto first = head.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string::npos && head[first] == '<';
}

/// Walks one scene's descriptions. Every file is looked at once; a chain deeper than GDAL should follow is refused.
class SourceWalk {
 public:
  std::optional<ForeignSource> visitFile(const fs::path& file, int depth) {
    std::error_code ignored;
    const fs::path canonical = fs::weakly_canonical(file, ignored);
    if (depth > kDeepestNesting) return ForeignSource{file.string(), file, "it is nested too deeply"};
    if (std::find(chain_.begin(), chain_.end(), canonical) != chain_.end())
      return ForeignSource{file.string(), chain_.back(), "it leads back to itself"};
    if (!seen_.insert(canonical).second) return std::nullopt;
    chain_.push_back(canonical);
    auto found = visitContent(file, depth);
    for (const char* side : {".aux.xml", ".ovr", ".msk"}) {
      if (found) break;
      const fs::path sideFile = file.string() + side;
      if (fs::is_regular_file(sideFile, ignored)) found = visitFile(sideFile, depth + 1);
    }
    chain_.pop_back();
    return found;
  }
  /// Every file that was looked at, by its canonical name.
  const std::set<fs::path>& seen() const { return seen_; }

 private:
  std::optional<ForeignSource> visitContent(const fs::path& file, int depth) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) return std::nullopt;
    const std::string head = headOf(file);
    if (head.starts_with("II") || head.starts_with("MM")) return visitTiff(file, depth);
    if (!looksLikeDescription(head)) return std::nullopt;
    if (fs::file_size(file, ignored) > kLargestDescription)
      throw Error(ErrorCode::InvalidInput, "is a description of more than 64 MiB", file.string());
    return visitText(readTextFile(file, kLargestDescription), file, depth);
  }

  /// A GeoTIFF's own metadata may name a file, or an address, where its overviews are. Opening one follows nothing.
  std::optional<ForeignSource> visitTiff(const fs::path& file, int depth) {
    const GdalErrorTrap trap;
    const std::array<const char*, 2> onlyTiff = {"GTiff", nullptr};
    const DatasetPtr dataset(GDALDataset::FromHandle(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, onlyTiff.data(), nullptr, nullptr)));
    const char* overviews = dataset ? dataset->GetMetadataItem("OVERVIEW_FILE", "OVERVIEWS") : nullptr;
    return overviews == nullptr ? std::nullopt : visitValue(overviews, "overview_file", false, file, depth);
  }

  std::optional<ForeignSource> visitText(const std::string& text, const fs::path& file, int depth) {
    // Also what our XML parser cannot read: GDAL may still find something in it.
    if (containsAny(lowered(text), kNetworkFolders)) {
      if (auto found = nameIn(text, file)) return found;
    }
    const GdalErrorTrap trap;
    const XmlTree tree(CPLParseXMLString(text.c_str()));
    for (const CPLXMLNode* node = tree.get(); node != nullptr; node = node->psNext) {
      if (auto found = visitNode(*node, "", false, file, depth)) return found;
    }
    return std::nullopt;
  }

  /// The whole name around the first network folder mentioned in raw text.
  static std::optional<ForeignSource> nameIn(const std::string& text, const fs::path& file) {
    const std::string low = lowered(text);
    for (const char* folder : kNetworkFolders) {
      const auto at = low.find(folder);
      if (at == std::string::npos) continue;
      const auto end = text.find_first_of("<>\"' \t\r\n", at);
      return ForeignSource{text.substr(at, std::min<std::size_t>(end == std::string::npos ? 300 : end - at, 300)),
                           file};
    }
    return std::nullopt;
  }

  std::optional<ForeignSource> visitNode(const CPLXMLNode& node, const std::string& parent, bool prose,
                                         const fs::path& file, int depth) {
    if (node.eType == CXT_Text) return visitValue(node.pszValue, parent, prose, file, depth);
    if (node.eType != CXT_Element && node.eType != CXT_Attribute) return std::nullopt;
    std::string name = lowered(node.pszValue);
    if (const auto colon = name.find(':'); colon != std::string::npos && !name.starts_with("xmlns"))
      name.erase(0, colon + 1);
    if (node.eType == CXT_Element && parent.empty() &&
        std::find(kNetworkElements.begin(), kNetworkElements.end(), name) != kNetworkElements.end())
      return ForeignSource{serverOf(node), file};
    // An MRF with one writes what it reads into files that it names itself.
    if (node.eType == CXT_Element && name == "cachedsource")
      return ForeignSource{node.pszValue, file, "reading it would write a cache"};
    // OVERVIEW_FILE and the like sit in metadata, and GDAL opens them.
    const bool inProse = (prose || holdsProse(name)) && !namesAFile(node);
    for (const CPLXMLNode* child = node.psChild; child != nullptr; child = child->psNext) {
      if (auto found = visitNode(*child, name, inProse, file, depth)) return found;
    }
    return std::nullopt;
  }

  static bool namesAFile(const CPLXMLNode& node) {
    return lowered(CPLGetXMLValue(&node, "key", CPLGetXMLValue(&node, "name", ""))) == "overview_file";
  }

  static std::string serverOf(const CPLXMLNode& node) {
    for (const char* path : {"Service.ServerUrl", "ServerUrl", "ServiceURL", "GetCapabilitiesUrl"}) {
      if (const char* url = CPLGetXMLValue(&node, path, nullptr)) return url;
    }
    return node.pszValue;
  }

  std::optional<ForeignSource> visitValue(const char* raw, const std::string& element, bool prose, const fs::path& file,
                                          int depth) {
    const std::string value(trimmed(raw));
    if (value.empty()) return std::nullopt;
    const std::string low = lowered(value);
    if (containsAny(low, kNetworkFolders)) return nameIn(value, file);
    // GDAL fetches a CRS that is given as an address.
    if (prose && !(element == "srs" && startsWithAny(low, kNetworkSchemes))) return std::nullopt;
    if (containsAny(low, kNetworkSchemes) && !isNamespace(low)) return ForeignSource{value.substr(0, 300), file};
    if (startsWithAny(low, kNetworkPrefixes)) return ForeignSource{value.substr(0, 300), file};
    if (low.starts_with("mem:::") || low.find("/vsistdin") != std::string::npos)
      return ForeignSource{value.substr(0, 300), file, "it is no file"};
    if (value.front() == '<') return visitText(value, file, depth + 1);
    return visitLocal(value, file, depth);
  }

  static bool isNamespace(const std::string& low) {
    return low.starts_with("http://www.opengis.net/") || low.starts_with("http://www.w3.org/") ||
           low.starts_with("https://www.w3.org/");
  }

  /// A value that names an existing file leads on; "vrt://…", "NETCDF:"…":x" and so on carry the name inside.
  std::optional<ForeignSource> visitLocal(const std::string& value, const fs::path& file, int depth) {
    if (value.size() > kHeadBytes) return std::nullopt;
    std::string name = value;
    if (name.starts_with("vrt://")) name = name.substr(6, name.find('?') - 6);
    if (const auto quote = name.find('"'); quote != std::string::npos) {
      name = name.substr(quote + 1, name.find('"', quote + 1) - quote - 1);
    } else if (const auto colon = name.rfind(':'); colon != std::string::npos && name.find(':') < 16) {
      name = name.substr(name.starts_with("GTIFF_DIR:") ? colon + 1 : name.find(':') + 1);
    }
    std::error_code ignored;
    for (const fs::path& base : {file.parent_path(), fs::current_path(ignored)}) {
      const fs::path candidate = fs::path(name).is_absolute() ? fs::path(name) : base / name;
      const auto status = fs::status(candidate, ignored);
      if (fs::is_regular_file(status)) return visitFile(candidate, depth + 1);
      if (fs::is_fifo(status) || fs::is_character_file(status) || fs::is_socket(status))
        return ForeignSource{candidate.string(), file, "it is a device or pipe"};
    }
    return std::nullopt;
  }

  std::set<fs::path> seen_;
  std::vector<fs::path> chain_;
};

}  // namespace

std::string ForeignSource::sentence() const {
  const std::string by = namedBy.empty() ? "" : " (named by " + namedBy.filename().string() + ")";
  if (network()) return "names the network source " + name + by + "; network sources were not allowed";
  return "names the source " + name + by + ", which cannot be followed: " + why;
}

std::vector<fs::path> sourcesOf(const fs::path& file) {
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored) || !looksLikeDescription(headOf(file))) return {};
  SourceWalk walk;
  walk.visitFile(file, 0);
  std::vector<fs::path> sources(walk.seen().begin(), walk.seen().end());
  const fs::path own = fs::weakly_canonical(file, ignored);
  std::erase_if(sources, [&](const fs::path& source) {
    const std::string name = lowered(source.filename().string());
    return source == own || name.ends_with(".aux.xml") || name.ends_with(".ovr") || name.ends_with(".msk");
  });
  return sources;
}

std::optional<ForeignSource> networkSourceIn(const fs::path& file) { return SourceWalk().visitFile(file, 0); }

}  // namespace tilescout::geo
