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
  jobs::LayoutView make(const jobs::ExploreOptions& options, JobContext& job) override;
  void rename(std::int64_t layout, std::int64_t cluster, const std::string& name) override;
  std::vector<std::pair<TileId, float>> scores(const std::string& text, int most, std::stop_token stop) override;
  void write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) override;

 private:
  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
