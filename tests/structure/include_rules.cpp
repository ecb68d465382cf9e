#include <algorithm>
#include <functional>
#include <set>

#include "tests/structure/rules.h"

namespace tilescout::structure {
namespace {

using Modules = std::set<std::string>;

const Modules kCore = {"base",   "text",    "geo",   "model",    "train", "archive",
                       "search", "explore", "synth", "exchange", "jobs"};

/// What each module may include beside itself. Bottom up; must stay free of cycles. The command line is thin: it calls
/// jobs, and the modules below for single steps such as writing a file.
const std::map<std::string, Modules> kMayInclude = {
    {"base", {}},
    {"text", {"base"}},
    {"geo", {"base"}},
    {"archive", {"base"}},
    {"model", {"base", "text"}},
    {"train", {"base", "text", "model"}},
    {"search", {"base", "text", "archive"}},
    {"explore", {"base", "archive", "search"}},
    {"synth", {"base", "geo"}},
    {"exchange", {"base", "text", "geo", "archive", "search", "model", "train"}},
    {"jobs", kCore},
    {"ui", {"base", "jobs"}},
    {"app/cli", kCore},
    {"app/train", {"base", "model", "train", "app/cli"}},
    {"app/desktop", {"base", "jobs", "ui"}},
};

/// Plain values that ui may see although their module is below jobs.
const std::set<std::string> kValueHeaders = {
    "core/search/query.h",       "core/search/score_profile.h", "core/search/feedback.h",   "core/search/query_json.h",
    "core/search/saved_query.h", "core/model/model_card.h",     "core/train/train_config.h"};

/// core/model/detail/x.h → "model"; "" for a public header.
std::string ownerOfDetail(const std::string& path) {
  return path.find("/detail/") == std::string::npos ? std::string() : moduleOf(path);
}

std::string mayNotInclude(const std::string& from, const std::string& targetPath) {
  const std::string to = moduleOf(targetPath);
  if (to.empty()) return "includes a file that belongs to no module";
  const std::string owner = ownerOfDetail(targetPath);
  if (!owner.empty() && owner != from && !(owner == "model" && from == "train")) {
    return "includes a file private to " + owner;
  }
  if (from == to || (from == "ui" && kValueHeaders.contains(targetPath))) return {};
  const auto row = kMayInclude.find(from);
  if (row == kMayInclude.end()) return "is in module " + from + ", which the table of modules does not know";
  return row->second.contains(to) ? std::string() : from + " may not include " + to;
}

/// Calls `use(path, include, resolved)` for each quoted include of core, ui and app.
void forEachOwnInclude(const SourceTree& tree,
                       const std::function<void(const std::string&, const Include&, const std::string&)>& use) {
  for (const auto& [path, text] : tree) {
    if (moduleOf(path).empty() || (!isCpp(path) && !isHeader(path))) continue;
    for (const Include& include : includesOf(text)) {
      if (include.quoted) use(path, include, resolve(tree, include.target));
    }
  }
}

using Graph = std::map<std::string, std::set<std::string>>;

/// Depth first; a way back to a node on the present path is a cycle. Each is told once.
class CycleFinder {
 public:
  explicit CycleFinder(const Graph& graph) : graph_(graph) {
    for (const auto& [node, targets] : graph_) visit(node);
  }
  Violations take() { return std::move(cycles_); }

 private:
  void visit(const std::string& node) {
    if (done_.contains(node)) return;
    const auto seen = std::find(path_.begin(), path_.end(), node);
    if (seen != path_.end()) {
      std::string way;
      for (auto at = seen; at != path_.end(); ++at) way += *at + " → ";
      cycles_.push_back({node, 0, "cycle: " + way + node});
      return;
    }
    path_.push_back(node);
    const auto targets = graph_.find(node);
    if (targets != graph_.end()) {
      for (const std::string& target : targets->second) visit(target);
    }
    path_.pop_back();
    done_.insert(node);
  }

  const Graph& graph_;
  std::vector<std::string> path_;
  std::set<std::string> done_;
  Violations cycles_;
};

}  // namespace

Violations checkModules(const SourceTree& tree) {
  Violations violations;
  forEachOwnInclude(tree, [&](const std::string& path, const Include& include, const std::string& resolved) {
    if (resolved.empty()) return;
    const std::string reason = mayNotInclude(moduleOf(path), resolved);
    if (!reason.empty()) violations.push_back({path, include.line, reason + " (" + include.target + ")"});
  });
  return violations;
}

Violations checkIncludePaths(const SourceTree& tree) {
  Violations violations;
  forEachOwnInclude(tree, [&](const std::string& path, const Include& include, const std::string& resolved) {
    if (!resolved.empty() || include.target.ends_with(".moc")) return;  // moc's output is no source
    violations.push_back({path, include.line, "\"" + include.target + "\" is no file of ours below core/ or the root"});
  });
  return violations;
}

Violations checkFileCycles(const SourceTree& tree) {
  Graph graph;
  forEachOwnInclude(tree, [&](const std::string& path, const Include&, const std::string& resolved) {
    if (!resolved.empty()) graph[path].insert(resolved);
  });
  return CycleFinder(graph).take();
}

Violations checkModuleCycles(const SourceTree& tree) {
  Graph graph;
  forEachOwnInclude(tree, [&](const std::string& path, const Include&, const std::string& resolved) {
    const std::string to = moduleOf(resolved);
    if (!to.empty() && to != moduleOf(path)) graph[moduleOf(path)].insert(to);
  });
  return CycleFinder(graph).take();
}

}  // namespace tilescout::structure
