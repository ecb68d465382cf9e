#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "ui/backend/explore_session.h"

namespace tilescout::test {

/// What the fake embedding space holds and how it behaves; shared by the test and the session.
struct FakeSpace {
  int tiles = 120;  ///< three clusters side by side: river, forest, airport
  int tilesPerScene = 40;
  std::atomic<bool> made{false};  ///< whether a layout is stored
  std::atomic<std::int64_t> unplaced{0};
  std::atomic<bool> hold{false};  ///< makes stay half done until this is false or they are stopped
  std::optional<Error> readError, makeError, textError, apartError, renameError;
  int models = 2;                        ///< that have embedded the tiles
  std::atomic<bool> compared{false};     ///< whether a comparison is stored
  std::atomic<std::int64_t> missing{0};  ///< tiles that the stored comparison lacks
  jobs::TileLabels labels;               ///< of the tiles in order; empty: nothing is labelled

  std::mutex mutex;
  std::vector<std::string> scored, renamed, written, compares;
  std::vector<Query> scoredQueries;
  std::vector<TileId> writtenTiles;  ///< of the file that was written last
  std::map<std::string, std::string> pageWords;
  std::vector<std::string> pageClusters;
  std::map<std::int64_t, std::string> ownNames;  ///< of clusters
  std::vector<std::string> texts = {"a wide river", "dense forest", "runways"};
  std::vector<std::string> laidOut;  ///< texts among the layout's points, in a column beyond the clusters
  bool laidOutWords = false;         ///< they are the program's own
  std::vector<double> duplicateCosines;
  std::set<TileId> tagged;                 ///< further tiles that have a tag
  std::vector<std::vector<TileId>> apart;  ///< groups that were said to be no duplicates
  std::vector<jobs::TextPointOptions> textsWanted;
  std::vector<std::vector<std::pair<TileId, double>>> answered;
  std::vector<jobs::ExploreOptions> wanted;
};

/// Tile i of cluster c = i % 3 lies in a square around (10 c, 0).
class FakeExploreSession : public ui::ExploreSession {
 public:
  explicit FakeExploreSession(std::shared_ptr<FakeSpace> space) : space_(std::move(space)) {}

  std::optional<jobs::LayoutView> stored() override;
  jobs::LayoutCost cost() override;
  jobs::LayoutView make(const jobs::ExploreOptions& options, JobContext& job) override;
  void rename(std::int64_t layout, std::int64_t cluster, const std::string& name) override;
  std::vector<std::pair<TileId, float>> scores(const Query& query, std::stop_token stop) override;
  jobs::TileLabels labels(const std::vector<TileId>& tiles) override;
  std::vector<jobs::TextPoint> texts(const jobs::LayoutView& view, const jobs::TextPointOptions& options,
                                     JobContext& job) override;
  std::vector<jobs::SpaceModel> models() override;
  std::optional<jobs::ComparisonView> comparison(const std::string& before, const std::string& after) override;
  jobs::ComparisonView compare(const jobs::CompareOptions& options, JobContext& job) override;
  std::vector<jobs::DuplicateGroup> duplicates(const jobs::DuplicateOptions& options, JobContext& job) override;
  void sayApart(const std::vector<std::vector<TileId>>& groups) override;
  void takeBackApart(const std::vector<std::vector<TileId>>& groups) override;
  std::vector<bool> areApart(const std::vector<std::vector<TileId>>& groups) override;
  std::vector<jobs::OutlierTile> outliers(std::size_t count, JobContext& job) override;
  std::vector<jobs::LabelSuggestion> worthLabelling(std::size_t count, JobContext& job) override;
  SearchResult answer(const std::vector<std::pair<TileId, double>>& tiles) override;
  void write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) override;
  void writeComparison(const jobs::ComparisonView& view, const std::filesystem::path& file, JobContext& job) override;
  void writePage(const jobs::LayoutView& view, const std::map<std::string, std::string>& words,
                 const std::filesystem::path& file, JobContext& job) override;

  static jobs::LayoutView layout(FakeSpace& space);
  /// After: every tenth tile has gone over to the next cluster, and all lie a little higher.
  static jobs::ComparisonView comparisonOf(FakeSpace& space);

 private:
  std::shared_ptr<FakeSpace> space_;
};

}  // namespace tilescout::test
