#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "base/error.h"
#include "base/hash.h"
#include "jobs/finetune_data.h"
#include "train/augment.h"
#include "train/batch_maker.h"

namespace tilescout::jobs {

namespace {

/// Where an item lies, in one plane in which overlaps mean a shared place: degrees, or pixels of its own scene.
struct Box {
  std::int64_t plane = 0;  ///< 0: WGS 84; else a scene without a place
  double west = 0, east = 0, south = 0, north = 0;
};

Box boxOf(const LabelledItem& item) {
  if (item.footprint.empty()) {
    return {item.scene, item.window.x, item.window.x + item.window.width, item.window.y,
            item.window.y + item.window.height};
  }
  Box box{0, 1e9, -1e9, 1e9, -1e9};
  for (const LonLat& corner : item.footprint) {
    box.west = std::min(box.west, corner.lon), box.east = std::max(box.east, corner.lon);
    box.south = std::min(box.south, corner.lat), box.north = std::max(box.north, corner.lat);
  }
  return box;
}

/// More than the seam that neighbours share by rounding.
bool overlap(const Box& a, const Box& b) {
  if (a.plane != b.plane) return false;
  const double width = std::min(a.east, b.east) - std::max(a.west, b.west);
  const double height = std::min(a.north, b.north) - std::max(a.south, b.south);
  const double least = 0.01 * std::min(a.east - a.west, b.east - b.west);
  const double low = 0.01 * std::min(a.north - a.south, b.north - b.south);
  return width > least && height > low;
}

/// Calls `use(i, j)` for every overlapping pair: sweeps from west to east.
template <typename Use>
void eachOverlap(const std::vector<Box>& boxes, Use&& use) {
  std::vector<std::size_t> order(boxes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(boxes[a].plane, boxes[a].west) < std::pair(boxes[b].plane, boxes[b].west);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Box& a = boxes[order[i]];
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const Box& b = boxes[order[j]];
      if (b.plane != a.plane || b.west >= a.east) break;
      if (overlap(a, b)) use(order[i], order[j]);
    }
  }
}

/// Numbers of groups that must not be parted, one an item.
using Groups = std::vector<std::size_t>;

Groups byPlace(const std::vector<Box>& boxes) {
  Groups parent(boxes.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto rootOf = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  eachOverlap(boxes, [&](std::size_t a, std::size_t b) { parent[rootOf(a)] = rootOf(b); });
  for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = rootOf(i);
  return parent;
}

/// Squares of a few tiles' size, for ground that is covered without a gap.
Groups byBlock(const std::vector<Box>& boxes) {
  constexpr double tilesABlock = 4.0;
  std::vector<double> widths, heights;
  for (const Box& box : boxes) widths.push_back(box.east - box.west), heights.push_back(box.north - box.south);
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2), widths.end());
  std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
  const double width = tilesABlock * widths[widths.size() / 2], height = tilesABlock * heights[heights.size() / 2];
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::size_t> numbers;
  Groups groups;
  for (const Box& box : boxes) {
    const auto column = static_cast<std::int64_t>(std::floor((box.west + box.east) / 2 / std::max(width, 1e-9)));
    const auto row = static_cast<std::int64_t>(std::floor((box.south + box.north) / 2 / std::max(height, 1e-9)));
    groups.push_back(numbers.try_emplace({box.plane, column, row}, numbers.size()).first->second);
  }
  return groups;
}

/// Whole groups to test, then val, until each has its share; the rest is train. At least one group stays in train.
std::vector<std::string> dealt(const Groups& groups, const train::TrainConfig& config) {
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(i);
  std::vector<const std::vector<std::size_t>*> list;
  for (const auto& [group, items] : members) list.push_back(&items);
  const auto order = train::epochOrder(list.size(), config.seed, 0x5711ull);
  const auto all = static_cast<double>(groups.size());
  std::vector<std::string> out(groups.size(), "train");
  std::size_t at = 0;
  for (const auto& [split, share] : {std::pair{"test", config.testShare}, std::pair{"val", config.valShare}}) {
    double filled = 0;
    while (filled < std::round(share * all) && at + 1 < order.size()) {
      const auto& items = *list[order[at++]];
      for (const std::size_t i : items) out[i] = split;
      filled += static_cast<double>(items.size());
    }
  }
  return out;
}

std::size_t largest(const Groups& groups) {
  std::map<std::size_t, std::size_t> sizes;
  std::size_t most = 0;
  for (const std::size_t group : groups) most = std::max(most, ++sizes[group]);
  return most;
}

/// Splits by place; tiles of train on ground that val or test sees are taken out, so that nothing leaks.
void divideByPlace(LabelledSet& set, const train::TrainConfig& config, IssueList& issues) {
  std::vector<Box> boxes;
  for (const LabelledItem& item : set.items) boxes.push_back(boxOf(item));
  Groups groups = byPlace(boxes);
  if (largest(groups) > set.items.size() / 2) groups = byBlock(boxes);
  const std::vector<std::string> splits = dealt(groups, config);
  for (std::size_t i = 0; i < splits.size(); ++i) set.items[i].split = splits[i];
  std::set<std::size_t> leaking;
  eachOverlap(boxes, [&](std::size_t a, std::size_t b) {
    if (set.items[a].split == set.items[b].split) return;
    // Of a pair, what chooses and reports stays: train gives way to both, val to test.
    const bool first = set.items[a].split == "train" || (set.items[a].split == "val" && set.items[b].split == "test");
    leaking.insert(first ? a : b);
  });
  for (const std::size_t i : leaking) {
    issues.add("overlap_left_out",
               "tiles that overlap tiles of another split were left out, so that no place is in two", set.items[i]);
  }
  std::vector<LabelledItem> kept;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    if (!leaking.contains(i)) kept.push_back(std::move(set.items[i]));
  }
  set.items = std::move(kept);
}

/// The dataset's own splits; val, if it has none, is drawn from train, image by image.
void divideAsGiven(LabelledSet& set, const train::TrainConfig& config) {
  std::vector<std::size_t> open;
  bool val = false, test = false;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    if (set.items[i].split.empty()) open.push_back(i);
    val = val || set.items[i].split == "val";
    test = test || set.items[i].split == "test";
  }
  const bool given = open.size() < set.items.size();
  set.used = given ? train::SplitRule::AsGiven : train::SplitRule::Random;
  if (given && !val) {
    for (std::size_t i = 0; i < set.items.size(); ++i) {
      if (set.items[i].split == "train") open.push_back(i);
    }
  }
  if (open.empty()) return;
  train::TrainConfig drawn = config;
  if (given) drawn.testShare = 0;
  Groups alone(open.size());
  std::iota(alone.begin(), alone.end(), std::size_t{0});
  const std::vector<std::string> splits = dealt(alone, drawn);
  for (std::size_t i = 0; i < open.size(); ++i) set.items[open[i]].split = splits[i];
}

/// The same file in two splits of a dataset that brings its own.
void reportSharedFiles(const LabelledSet& set, IssueList& issues) {
  std::map<std::string, std::string> splitOf;
  for (const LabelledItem& item : set.items) {
    if (item.file.empty()) continue;
    const auto [known, isNew] = splitOf.try_emplace(item.file.string(), item.split);
    if (!isNew && known->second != item.split) {
      issues.add("leakage", "images stand in two splits; what is measured on them is too good", item.subject);
    }
  }
}

/// Tiles to measure on whose ground is trained on, under a rule that does not keep places together.
void reportSharedGround(const LabelledSet& set, IssueList& issues) {
  std::vector<Box> boxes;
  for (const LabelledItem& item : set.items) boxes.push_back(boxOf(item));
  std::set<std::size_t> shared;
  eachOverlap(boxes, [&](std::size_t a, std::size_t b) {
    const std::string &first = set.items[a].split, &second = set.items[b].split;
    if (first == second) return;
    if (second == "train") shared.insert(a);
    if (first == "train") shared.insert(b);
  });
  for (const std::size_t i : shared) {
    issues.add("leakage", "tiles to measure on overlap tiles that are trained on; what is measured on them is too good",
               set.items[i]);
  }
}

void reportTexts(const LabelledSet& set, DataReport& report) {
  std::map<std::string, std::vector<TileId>> imagesOf;
  std::map<std::string, std::set<std::string>> splitsOf;
  for (const LabelledItem& item : set.items) {
    for (const std::string& caption : std::set<std::string>(item.captions.begin(), item.captions.end())) {
      imagesOf[caption].push_back(item.tile);
      splitsOf[caption].insert(item.split);
    }
  }
  report.distinctCaptions = static_cast<std::int64_t>(imagesOf.size());
  IssueList issues;
  for (const auto& [caption, images] : imagesOf) {
    if (images.size() > 1)
      issues.add("repeated_captions",
                 "captions stand under more than one image; such images cannot be told apart by text", caption);
    if (splitsOf[caption].size() > 1) {
      issues.add("equal_captions_across_splits", "captions stand in more than one split; the figures flatter a little",
                 caption);
    }
  }
  for (DataIssue& issue : issues.take()) {
    for (const std::string& caption : issue.subjects) {
      for (const TileId tile : imagesOf[caption]) {
        if (tile != 0) issue.tiles.push_back(tile);
      }
    }
    report.issues.push_back(std::move(issue));
  }
}

void reportSizes(DataReport& report) {
  constexpr std::int64_t enough = 100, least = 8, leastVal = 4;
  IssueList issues;
  const auto count = [](std::int64_t n) { return std::to_string(n); };
  if (report.train.images < least) {
    issues.add("too_few",
               "there are only " + count(report.train.images) + " labelled images to train on; at least 8 are needed",
               "", true);
  } else if (report.train.images < enough) {
    issues.add("too_few",
               "there are only " + count(report.train.images) +
                   " labelled images to train on; with fewer than 100 little is learned and much is memorised",
               "");
  }
  if (report.val.images < leastVal) {
    issues.add("no_val",
               "there are only " + count(report.val.images) +
                   " labelled images to choose the best model on; at least 4 are needed",
               "", true);
  }
  std::int64_t most = 0, fewest = 0;
  std::string rare;
  for (const ClassCount& known : report.classes) {
    if (known.name.empty() || known.train == 0) continue;
    most = std::max(most, known.train);
    if (fewest == 0 || known.train < fewest) fewest = known.train, rare = known.name;
  }
  if (fewest > 0 && most > 10 * fewest) {
    issues.add("unbalanced", "some classes have more than ten times the images of others", rare);
  }
  for (DataIssue& issue : issues.take()) report.issues.push_back(std::move(issue));
}

}  // namespace

void divide(LabelledSet& set, const train::TrainConfig& config, IssueList& issues) {
  if (set.items.empty()) throw Error(ErrorCode::InvalidInput, "there is no labelled image to train on");
  const bool tiles = set.items.front().tile != 0;
  set.used = config.split;
  if (!tiles || config.split == train::SplitRule::AsGiven) {
    if (!tiles && config.split == train::SplitRule::Random) {
      for (LabelledItem& item : set.items) item.split.clear();
    }
    divideAsGiven(set, config);
    reportSharedFiles(set, issues);
  } else if (config.split == train::SplitRule::Place) {
    divideByPlace(set, config, issues);
  } else {
    Groups groups;
    for (std::size_t i = 0; i < set.items.size(); ++i) {
      groups.push_back(config.split == train::SplitRule::Scene ? static_cast<std::size_t>(set.items[i].scene) : i);
    }
    const std::vector<std::string> splits = dealt(groups, config);
    for (std::size_t i = 0; i < splits.size(); ++i) set.items[i].split = splits[i];
  }
  if (tiles && set.used != train::SplitRule::Place) reportSharedGround(set, issues);
}

DataReport reportOn(const LabelledSet& set, std::vector<DataIssue> issues) {
  constexpr std::size_t shownASplit = 8;
  DataReport report;
  report.split = set.used;
  report.issues = std::move(issues);
  std::map<std::int64_t, ClassCount> classes;
  std::map<std::string, std::size_t> seen, shown;
  Hasher hash;
  for (const LabelledItem& item : set.items) {
    auto& count = item.split == "train" ? report.train : item.split == "val" ? report.val : report.test;
    if (item.split != "train" && item.split != "val" && item.split != "test") continue;
    ++count.images;
    count.captions += static_cast<std::int64_t>(item.captions.size());
    ClassCount& known = classes[item.label];
    ++(item.split == "train" ? known.train : item.split == "val" ? known.val : known.test);
    hash.add(item.split + "\n" + item.subject + "\n" + std::to_string(item.imageId) + "\n");
    for (const std::string& caption : item.captions) hash.add(caption + "\n");
    // Every n-th, so that examples come from everywhere.
    const std::size_t stride = std::max<std::size_t>(1, set.items.size() / 40);
    if (seen[item.split]++ % stride == 0 && shown[item.split] < shownASplit) {
      ++shown[item.split];
      report.examples.push_back({item.tile, item.subject, item.split, item.captions});
    }
  }
  for (auto& [label, count] : classes) {
    const bool named = label >= 0 && static_cast<std::size_t>(label) < set.labelNames.size();
    count.name = named ? set.labelNames[static_cast<std::size_t>(label)] : "";
    if (classes.size() > 1 || label >= 0) report.classes.push_back(count);
  }
  report.fingerprint = hash.hex();
  reportTexts(set, report);
  reportSizes(report);
  return report;
}

}  // namespace tilescout::jobs
