#pragma once
#include <memory>

#include "ui/backend/explore_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over jobs::runExplore and jobs::readLayout.
class CoreExploreSession : public ExploreSession {
 public:
  explicit CoreExploreSession(std::shared_ptr<CoreParts> parts);

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

 private:
  std::shared_ptr<jobs::LoadedModel> modelOf(const std::string& fingerprint);

  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
