#include <algorithm>
#include <functional>
#include <set>

#include "tests/structure/rules.h"

namespace tilescout::structure {
namespace {

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view b) { return text.starts_with(b); });
}

bool isQt(std::string_view include) {
  if (include.starts_with("Qt")) return true;
  return include.size() > 1 && include[0] == 'Q' && include[1] >= 'A' && include[1] <= 'Z';
}

bool torchMayStandIn(std::string_view path) {
  if (startsWithAny(path, {"core/model/detail/", "core/train/detail/", "core/explore/detail/"})) return true;
  return isCpp(path) && startsWithAny(path, {"core/model/", "core/train/", "core/explore/"}) &&
         !path.starts_with("core/model/weights/");
}

struct Library {
  std::string name;
  std::function<bool(std::string_view include)> matches;
  std::function<bool(std::string_view path)> mayStandIn;
  std::string place;
  bool hidden = false;  ///< headers that include it are private to their module
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> list = {
      {"LibTorch",
       [](auto include) {
         return startsWithAny(include, {"ATen/", "c10/", "torch/", "caffe2/"});
       },
       torchMayStandIn, "the detail folders and the .cpp files of model (not weights), train and explore", true},
      {"SQLite",
       [](auto include) {
         return startsWithAny(include, {"SQLiteCpp/", "sqlite3"});
       },
       [](auto path) { return path.starts_with("core/archive/"); }, "core/archive", true},
      {"GDAL",
       [](auto include) {
         return startsWithAny(include, {"gdal", "ogr", "cpl_", "proj.h", "vrtdataset.h"});
       },
       [](auto path) {
         return startsWithAny(path, {"core/geo/", "core/synth/", "core/exchange/"});
       },
       "geo, synth and exchange", true},
      {"OpenCV", [](auto include) { return include.starts_with("opencv2/"); },
       [](auto path) {
         return !startsWithAny(path, {"core/base/", "core/text/", "core/model/", "core/train/", "ui/"});
       },
       "neither base, text, model, train nor ui"},
      {"ICU", [](auto include) { return include.starts_with("unicode/"); },
       [](auto path) {
         return !startsWithAny(path, {"core/base/", "core/model/", "core/train/"});
       },
       "none of base, model and train, which are built where ICU is absent"},
      {"Qt", isQt,
       [](auto path) {
         return startsWithAny(path, {"ui/", "app/desktop/"});
       },
       "ui and app/desktop"},
  };
  return list;
}

/// Headers through which the library's own headers are seen, directly or through others of ours.
std::set<std::string> headersThatShow(const Library& library, const SourceTree& tree) {
  std::set<std::string> showing;
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [path, text] : tree) {
      if (!isHeader(path) || showing.contains(path)) continue;
      const auto includes = includesOf(text);
      const bool shows = std::any_of(includes.begin(), includes.end(), [&](const Include& include) {
        return include.quoted ? showing.contains(resolve(tree, include.target)) : library.matches(include.target);
      });
      if (shows) grown = showing.insert(path).second;
    }
  }
  return showing;
}

/// train works on model's tensors; that is what model/detail is open to it for.
bool mayLookInside(const std::string& module, const std::string& header) {
  return module == moduleOf(header) || (module == "train" && header.starts_with("core/model/detail/"));
}

}  // namespace

Violations checkLibraryLeaks(const SourceTree& tree) {
  Violations violations;
  for (const Library& library : libraries()) {
    if (!library.hidden) continue;
    const auto showing = headersThatShow(library, tree);
    for (const auto& [path, text] : tree) {
      if (moduleOf(path).empty() || (!isCpp(path) && !isHeader(path))) continue;
      for (const Include& include : includesOf(text)) {
        const std::string target = include.quoted ? resolve(tree, include.target) : std::string();
        if (!showing.contains(target) || mayLookInside(moduleOf(path), target)) continue;
        violations.push_back({path, include.line, include.target + " brings " + library.name + " out of its module"});
      }
    }
  }
  return violations;
}

Violations checkLibraries(const SourceTree& tree) {
  Violations violations;
  for (const auto& [path, text] : tree) {
    if (!isCpp(path) && !isHeader(path)) continue;
    for (const Include& include : includesOf(text)) {
      if (include.target == "torch/torch.h") {
        violations.push_back({path, include.line, "torch/torch.h takes 18 s a file; include ATen/ops/*.h"});
      }
      if (include.target.find("opencv2/highgui") == 0) {
        violations.push_back({path, include.line, "OpenCV's highgui brings another Qt; it is never used"});
      }
      if (moduleOf(path).empty() || include.target.find("opencv2/highgui") == 0) continue;
      for (const Library& library : libraries()) {
        if (library.matches(include.target) && !library.mayStandIn(path)) {
          violations.push_back({path, include.line, library.name + " may stand in " + library.place});
        }
      }
    }
  }
  return violations;
}

}  // namespace tilescout::structure
