#pragma once
#include <functional>
#include <memory>

#include "ui/backend/query_session.h"

namespace tilescout::test {

struct FakeWorld;

/// Refines by hand: tiles marked right come first, tiles marked wrong last, the others as the plain search has them.
class FakeQuerySession : public ui::QuerySession {
 public:
  FakeQuerySession(std::shared_ptr<FakeWorld> world, std::function<SearchResult(const Query&)> answer)
      : world_(std::move(world)), answer_(std::move(answer)) {}

  RefineResult refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                      std::stop_token stop) override;
  Image readPicture(const std::filesystem::path& file) override;
  std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file) override;

 private:
  const std::shared_ptr<FakeWorld> world_;
  const std::function<SearchResult(const Query&)> answer_;
};

}  // namespace tilescout::test
