#include "fake_query_session.h"

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "fake_backend.h"

namespace tilescout::test {

RefineResult FakeQuerySession::refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                                      std::stop_token) {
  if (world_->refineError) throw *world_->refineError;
  {
    const std::lock_guard lock(world_->mutex);
    world_->refined.push_back(marks);
  }
  RefineResult result;
  Query whole = query;
  whole.top = std::numeric_limits<int>::max();
  result.best = answer_(whole);
  const auto weight = [&](TileId tile) {
    const auto mark = std::find_if(marks.begin(), marks.end(), [&](const Mark& m) { return m.tile == tile; });
    return mark == marks.end() ? 1 : mark->right ? 0 : 2;
  };
  std::stable_sort(result.best.hits.begin(), result.best.hits.end(),
                   [&](const Hit& a, const Hit& b) { return weight(a.tile) < weight(b.tile); });
  std::vector<Hit> open;
  for (std::size_t i = 0; i < result.best.hits.size(); ++i) {
    result.best.hits[i].rank = static_cast<int>(i) + 1;
    if (weight(result.best.hits[i].tile) == 1) open.push_back(result.best.hits[i]);
  }
  const auto some = [&](std::size_t from, int count) {
    std::vector<Hit> hits;
    for (std::size_t i = from; i < open.size() && static_cast<int>(hits.size()) < count; i += 3)
      hits.push_back(open[i]);
    return hits;
  };
  result.uncertain = some(1, options.uncertain);
  result.random = some(options.seed % 3, options.random);
  if (result.best.hits.size() > static_cast<std::size_t>(query.top))
    result.best.hits.resize(static_cast<std::size_t>(query.top));
  result.detector = {{1.0F, 0.0F}, 10.0, -2.0};
  result.audit.accepted = 50;
  for (const Hit& hit : result.random) result.audit.tiles.push_back(hit.tile);
  for (const Mark& mark : marks)
    if (!mark.audit) result.audit.ranking += std::to_string(mark.tile) + (mark.right ? "+" : "-");
  return result;
}

Image FakeQuerySession::readPicture(const std::filesystem::path& file) {
  if (file.string().find("gone") != std::string::npos) throw Error(ErrorCode::NotFound, "no such file", file.string());
  return Image(8, 8);
}

/// A square with a hole, whatever the file.
std::vector<std::vector<Ring>> FakeQuerySession::readPolygons(const std::filesystem::path& file) {
  if (file.string().find("gone") != std::string::npos) throw Error(ErrorCode::NotFound, "is not there", file.string());
  return {{{{-97.18, 47.28}, {-97.12, 47.28}, {-97.12, 47.25}, {-97.18, 47.25}},
           {{-97.16, 47.27}, {-97.14, 47.27}, {-97.14, 47.26}, {-97.16, 47.26}}}};
}

}  // namespace tilescout::test
