#include "search/saved_query.h"

#include <cmath>
#include <memory>

#include "base/error.h"
#include "search/query_json.h"

namespace tilescout::search {

LearnedRanking rankingOf(const Detector& detector) {
  double length = 0.0;
  for (const float weight : detector.weights) length += static_cast<double>(weight) * static_cast<double>(weight);
  length = std::sqrt(length);
  if (!(length > 0)) throw Error(ErrorCode::Corrupt, "the saved detector has no weights");
  LearnedRanking ranking;
  ranking.scale = length;
  ranking.bias = detector.bias;
  for (const float weight : detector.weights)
    ranking.vector.push_back(static_cast<float>(static_cast<double>(weight) / length));
  return ranking;
}

Query queryOf(const SavedSearch& saved) {
  Query query = queryFromJson(saved.query);
  if (saved.detector) query.detector = std::make_shared<const LearnedRanking>(rankingOf(*saved.detector));
  return query;
}

void askOnlyNew(Query& query, const SavedSearch& saved) {
  query.afterTile = saved.seenTile;
  query.minBand = ScoreBand::Likely;
}

}  // namespace tilescout::search
