#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/scene.h"
#include "jobs/finetune_job.h"
#include "train/caption_data.h"

namespace tilescout::jobs {

/// One labelled image: a tile of an archive or a file of a dataset.
struct LabelledItem {
  std::string split;           ///< "train", "val", "test"; "" until it is divided
  std::string subject;         ///< file, or scene and window
  std::filesystem::path file;  ///< of a dataset
  TileId tile = 0;
  SceneId scene = 0;
  TileWindow window;
  Ring footprint;  ///< empty: no place, or a dataset's file
  std::int64_t imageId = 0;
  std::int64_t label = -1;
  std::vector<std::string> captions;  ///< cleaned, none empty
};

struct LabelledSet {
  std::vector<LabelledItem> items;
  std::vector<std::string> labelNames;
  std::map<SceneId, SceneInfo> scenes;  ///< of an archive
  std::vector<DataIssue> issues;
  train::SplitRule used = train::SplitRule::AsGiven;
};

/// Collects issues by code: the first subjects are named, the rest counted.
class IssueList {
 public:
  void add(const std::string& code, const std::string& message, const std::string& subject, bool blocking = false);
  /// The same of a labelled image: by its name and, in an archive, its tile.
  void add(const std::string& code, const std::string& message, const LabelledItem& item,
           const std::string& subject = {});
  std::vector<DataIssue> take() { return std::move(issues_); }

 private:
  std::vector<DataIssue> issues_;
};

/// Captions of an archive (a tile's commonest tag is its class; its splits count where `config` says AsGiven,
/// kNotForTraining always), or of a dataset folder, cleaned and divided by `config`. Files are not opened.
LabelledSet readLabelled(const FinetuneSource& source, const train::TrainConfig& config, JobContext& job);

/// Divides items that have no split yet (seeded; the same items give the same split). Place: what overlaps on the
/// ground, or in pixels of one scene, stays together; where everything hangs together it is cut into blocks and the
/// tiles of train that overlap val or test are left out (issue "overlap_left_out"); under other rules they are reported
/// ("leakage"). Says in `used` what was done.
void divide(LabelledSet& set, const train::TrainConfig& config, IssueList& issues);

/// The images and tokens of a split, and which item each row is.
struct DecodedSplit {
  train::CaptionData data;
  std::vector<std::size_t> items;
};
/// Reads tiles through geo, files through exchange, at `card`'s image size (or `pixels`); those that cannot be read are
/// added to `issues` and left out.
DecodedSplit decodeSplit(const LabelledSet& set, const std::string& split, const FinetuneSource& source,
                         const std::filesystem::path& modelFolder, const ModelCard& card, int pixels, IssueList& issues,
                         JobContext& job);

/// Counts, classes, warnings and examples of a set that has been divided and (issues of files) decoded.
DataReport reportOn(const LabelledSet& set, std::vector<DataIssue> issues);

/// Packed files (train.safetensors, val and test beside it) as the same: rows are their own items.
bool isPacked(const FinetuneSource& source);
LabelledSet readPackedSet(const FinetuneSource& source, std::map<std::string, DecodedSplit>& decoded);

}  // namespace tilescout::jobs
