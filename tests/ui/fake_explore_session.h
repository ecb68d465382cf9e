#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
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
  std::optional<Error> readError, makeError;

  std::mutex mutex;
  std::vector<std::string> scored, renamed, written;
  std::vector<jobs::ExploreOptions> wanted;
};

/// Tile i of cluster c = i % 3 lies in a square around (10 c, 0).
class FakeExploreSession : public ui::ExploreSession {
 public:
  explicit FakeExploreSession(std::shared_ptr<FakeSpace> space) : space_(std::move(space)) {}

  std::optional<jobs::LayoutView> stored() override;
  jobs::LayoutView make(const jobs::ExploreOptions& options, JobContext& job) override;
  void rename(std::int64_t layout, std::int64_t cluster, const std::string& name) override;
  std::vector<std::pair<TileId, float>> scores(const std::string& text, int most, std::stop_token stop) override;
  void write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) override;

  static jobs::LayoutView layout(const FakeSpace& space);

 private:
  std::shared_ptr<FakeSpace> space_;
};

}  // namespace tilescout::test
