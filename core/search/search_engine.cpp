#include "search/search_engine.h"

#include <algorithm>
#include <new>
#include <unordered_map>

#include "base/error.h"
#include "base/sensor_name.h"
#include "search/relevance.h"

namespace tilescout::search {
namespace {

/// Tiles looked up in the archive between two looks at the stop token.
constexpr std::size_t tilesPerLook = 1024;

void checkStop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

std::vector<TileInfo> tilesOf(archive::Archive& archive, std::span<const Neighbour> found,
                              const std::stop_token& stop) {
  std::vector<TileInfo> tiles;
  tiles.reserve(found.size());
  std::vector<TileId> ids;
  for (std::size_t begin = 0; begin < found.size(); begin += tilesPerLook) {
    checkStop(stop);
    ids.clear();
    for (const Neighbour& each : found.subspan(begin, std::min(tilesPerLook, found.size() - begin)))
      ids.push_back(each.tile);
    std::vector<TileInfo> block = archive.tiles(ids);
    std::move(block.begin(), block.end(), std::back_inserter(tiles));
  }
  return tiles;
}

void addTileParts(const SearchEngine& engine, const Query& query, QueryParts& parts) {
  const auto weightOf = [&](TileId tile) {
    const auto found = query.weights.find(tile);
    return found == query.weights.end() ? 1.0 : found->second;
  };
  for (const TileId tile : query.like) parts.addExample(engine.vectorOf(tile), weightOf(tile));
  for (const TileId tile : query.unlike) parts.addExample(engine.vectorOf(tile), -weightOf(tile));
}

/// Where a detector says likely and possible, instead of the noise model.
void useBandsOf(const LearnedRanking& detector, ScoreProfile& profile) {
  constexpr double possibleLogit = -1.386294;  // probability 0.2
  profile.likelyFrom = detector.threshold();
  profile.possibleFrom = (possibleLogit - detector.bias) / detector.scale;
}

void removeBelow(RowMask& mask, const std::vector<float>& scores, double least) {
  for (std::size_t row = 0; row < scores.size(); ++row)
    if (static_cast<double>(scores[row]) < least) mask.clear(row);
}

double leastScore(const Query& query, const ScoreProfile& profile) {
  double least = query.minScore.value_or(-std::numeric_limits<double>::infinity());
  if (query.minBand == ScoreBand::Possible) least = std::max(least, profile.possibleFrom);
  if (query.minBand == ScoreBand::Likely) least = std::max(least, profile.likelyFrom);
  return least;
}

}  // namespace

/// One query's scores of all rows, and who may be an answer.
struct SearchEngine::Ranking {
  std::vector<float> vector;
  std::vector<float> scores;
  RowMask passing;       ///< the filters
  RowMask candidates;    ///< of these, the rows that do not repeat an example
  ScoreProfile profile;
};

SearchEngine::SearchEngine(archive::Archive& archive, const archive::ModelRecord& model, std::stop_token stop,
                           int threads)
    : model_(model), index_(static_cast<std::size_t>(std::max(model.embedDim, 0)), threads) {
  try {
    archive.readEmbeddings(model.id, [&](std::span<const TileId> ids, std::span<const std::uint16_t> halves) {
      checkStop(stop);
      index_.append(ids, halves);
    });
    readScenes(archive);
    cloud_ = cloudOf(index_);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "no memory is left for the archive's embeddings", archive.file().string());
  }
}

void SearchEngine::readScenes(archive::Archive& archive) {
  std::unordered_map<SceneId, std::uint32_t> places;
  for (const archive::SceneRow& row : archive.scenes()) {
    places.emplace(row.info.id, static_cast<std::uint32_t>(scenes_.scenes.size()));
    scenes_.scenes.push_back(
        {row.info.id, row.info.name, row.info.path, row.info.date, sensorOfName(row.info.name), row.sinceTile});
  }
  const std::vector<SceneId> ofRows = archive.scenesOfTiles(index_.ids());
  scenes_.ofRow.reserve(ofRows.size());
  for (const SceneId id : ofRows) {
    if (id == 0)
      throw Error(ErrorCode::Corrupt, "holds embeddings of tiles that do not exist", archive.file().string());
    const auto place = places.find(id);
    if (place == places.end())
      throw Error(ErrorCode::Corrupt, "holds tiles of a scene that does not exist", archive.file().string());
    scenes_.ofRow.push_back(place->second);
  }
}

std::vector<float> SearchEngine::vectorOf(TileId tile) const {
  const auto row = index_.rowOf(tile);
  if (!row)
    throw Error(ErrorCode::NotFound, "is not in the archive or has no embedding", "tile " + std::to_string(tile));
  return index_.vectorOf(*row);
}

SearchEngine::Ranking SearchEngine::rank(archive::Archive& archive, const Query& query, std::vector<float> vector,
                                         const SearchInputs& inputs) const {
  const RowFilter filter(archive, index_, scenes_, inputs.stop);
  RowMask passing = filter.maskOf(query, inputs.within).value_or(RowMask(index_.size(), true));
  RowMask candidates = passing;
  for (const std::size_t row : filter.rowsOfExamples(query)) candidates.clear(row);
  std::vector<float> scores = index_.scan(vector, inputs.stop);
  ScoreProfile profile = profileOf(scores, &candidates);
  return {std::move(vector), std::move(scores), std::move(passing), std::move(candidates), std::move(profile)};
}

RowMask SearchEngine::rowsWithWords(const std::vector<std::string>& words, const WordIndex* written,
                                    const RowMask& passing) const {
  RowMask rows(index_.size(), false);
  if (words.empty()) return rows;
  const std::uint64_t every = ~std::uint64_t{0} >> (64 - words.size());
  std::vector<std::uint64_t> ofScene;
  for (const RowScenes::Scene& scene : scenes_.scenes)
    ofScene.push_back(WordIndex::bitsOfScene(words, {scene.name, folderNameOf(scene.path), scene.date}));
  if (std::find(ofScene.begin(), ofScene.end(), every) != ofScene.end())
    for (std::size_t row = 0; row < index_.size(); ++row)
      if (ofScene[scenes_.ofRow[row]] == every && passing.passes(row)) rows.set(row);
  if (written == nullptr) return rows;
  written->forEachTile([&](TileId tile) {
    const auto row = index_.rowOf(tile);
    if (!row || !passing.passes(*row)) return;
    if ((ofScene[scenes_.ofRow[*row]] | written->bitsOfTile(words, tile)) == every) rows.set(*row);
  });
  return rows;
}

void SearchEngine::choose(archive::Archive& archive, const Query& query, const Ranking& ranking, const RowMask* mask,
                          std::optional<DistinctPlaces>& places, std::vector<Neighbour>& chosen,
                          const std::stop_token& stop) const {
  const auto top = static_cast<std::size_t>(query.top);
  if (!places) {
    const auto found = index_.select(ranking.vector, ranking.scores, top - chosen.size(), mask);
    chosen.insert(chosen.end(), found.begin(), found.end());
    return;
  }
  std::size_t seen = 0;
  // Ask for ever more candidates until enough of them show different places; most archives need the first round only.
  for (std::size_t asked = std::max<std::size_t>(64, 4 * top);; asked *= 4) {
    const std::vector<Neighbour> ranked = index_.select(ranking.vector, ranking.scores, asked, mask);
    while (seen < ranked.size()) {
      const auto block = std::span(ranked).subspan(seen, std::min(tilesPerLook, ranked.size() - seen));
      const std::vector<TileInfo> tiles = tilesOf(archive, block, stop);
      for (std::size_t i = 0; i < block.size() && chosen.size() < top; ++i)
        if (places->take(tiles[i])) chosen.push_back(block[i]);
      if (chosen.size() == top) return;
      seen += block.size();
    }
    if (ranked.size() < asked) return;
  }
}

std::vector<Hit> SearchEngine::describe(archive::Archive& archive, const std::vector<Neighbour>& found,
                                        const Ranking& ranking, const std::vector<std::string>& words,
                                        const SearchInputs& inputs) const {
  static const WordIndex nothing;
  const WordIndex* written = inputs.words != nullptr ? inputs.words : &nothing;
  std::vector<TileInfo> tiles = tilesOf(archive, found, inputs.stop);
  const std::vector<double> percentiles = percentilesOf(ranking.scores, found);
  std::vector<Hit> hits(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i % tilesPerLook == 0) checkStop(inputs.stop);
    const RowScenes::Scene& scene = scenes_.of(found[i].row);
    Hit& hit = hits[i];
    hit.rank = static_cast<int>(i) + 1;
    hit.tile = found[i].tile;
    hit.sceneId = scene.id;
    hit.scene = scene.name;
    hit.scenePath = scene.path;
    hit.date = scene.date;
    hit.sensor = scene.sensor;
    hit.score = found[i].score;
    hit.percentile = percentiles[i];
    hit.window = tiles[i].window;
    hit.wgs84 = std::move(tiles[i].footprint);
    hit.band = ranking.profile.bandOf(found[i].score);
    hit.words = written->find(words, hit.tile, {hit.scene, folderNameOf(hit.scenePath), hit.date});
    hit.captions = written->captionsOf(hit.tile);
    hit.collected = written->isCollected(hit.tile);
  }
  return hits;
}

SearchResult SearchEngine::answer(archive::Archive& archive, const Query& query, Ranking& ranking,
                                  const SearchInputs& inputs) const {
  SearchResult result;
  result.model = model_.name;
  result.searched = size();
  result.passed = static_cast<std::int64_t>(ranking.passing.count());
  const double least = leastScore(query, ranking.profile);
  if (least > ranking.profile.lowest) removeBelow(ranking.candidates, ranking.scores, least);
  result.accepted = static_cast<std::int64_t>(ranking.candidates.count());
  const std::vector<std::string> words =
      query.words == WordRule::Off ? std::vector<std::string>() : contentWords(query.text);
  const RowMask withWords = rowsWithWords(words, inputs.words, ranking.candidates);
  result.wordMatches = static_cast<std::int64_t>(withWords.count());

  std::vector<Neighbour> chosen;
  std::optional<DistinctPlaces> places;
  if (query.distinctMetres > 0) places.emplace(query.distinctMetres);
  if (query.words == WordRule::First && result.wordMatches > 0) {
    choose(archive, query, ranking, &withWords, places, chosen, inputs.stop);
    ranking.candidates.leaveOut(withWords);
  }
  checkStop(inputs.stop);
  if (chosen.size() < static_cast<std::size_t>(query.top))
    choose(archive, query, ranking, &ranking.candidates, places, chosen, inputs.stop);
  checkStop(inputs.stop);
  result.hits = describe(archive, chosen, ranking, words, inputs);
  result.profile = ranking.profile;
  return result;
}

SearchResult SearchEngine::search(archive::Archive& archive, const Query& query, SearchInputs inputs) const {
  if (query.top < 1) throw Error(ErrorCode::InvalidInput, "the number of hits asked for must be at least 1");
  std::vector<float> vector;
  if (query.detector) {
    if (query.detector->vector.size() != index_.dim())
      throw Error(ErrorCode::Incompatible, "the detector was made with another model than the archive's");
    vector = query.detector->vector;
  } else {
    addTileParts(*this, query, inputs.parts);
    vector = combineQuery(inputs.parts, query.textWeight);
  }
  Ranking ranking = rank(archive, query, std::move(vector), inputs);
  if (query.detector) useBandsOf(*query.detector, ranking.profile);
  return answer(archive, query, ranking, inputs);
}

FeedbackPrior SearchEngine::priorOf(const Query& query, QueryParts parts, std::stop_token stop) const {
  addTileParts(*this, query, parts);
  FeedbackPrior prior;
  prior.vector = combineQuery(parts, query.textWeight);
  std::vector<float> scores = index_.scan(prior.vector, stop);
  const ScoreProfile profile = profileOf(scores, nullptr);
  if (scores.empty()) return prior;
  // Without anything that stands out, the best fiftieth is where looking begins.
  const auto place = scores.begin() + static_cast<std::ptrdiff_t>(scores.size() - 1 - scores.size() / 50);
  std::nth_element(scores.begin(), place, scores.end());
  prior.threshold = std::min(profile.likelyFrom, static_cast<double>(*place));
  prior.scale = 1.0 / std::max(profile.noiseSpread > 0 ? profile.noiseSpread : profile.step * 100, 1e-4);
  return prior;
}

LearnedRanking SearchEngine::learn(const FeedbackPrior& prior, const std::vector<Mark>& marks) const {
  std::vector<float> rows;
  std::vector<char> labels;
  for (const Mark& mark : marks) {
    const auto row = index_.rowOf(mark.tile);
    if (mark.audit || !row) continue;  // a tile may have gone with its scene; its mark then says nothing
    const std::vector<float> vector = index_.vectorOf(*row);
    rows.insert(rows.end(), vector.begin(), vector.end());
    labels.push_back(mark.right ? 1 : 0);
  }
  return learnRanking(prior, cloud_, rows, labels);
}

RefineResult SearchEngine::refine(archive::Archive& archive, const Query& query, const FeedbackPrior& prior,
                                  const std::vector<Mark>& marks, const RefineOptions& options,
                                  const SearchInputs& inputs) const {
  RefineResult refined;
  refined.detector = learn(prior, marks);
  Ranking ranking = rank(archive, query, refined.detector.vector, inputs);
  useBandsOf(refined.detector, ranking.profile);
  const std::vector<std::string> words = contentWords(query.text);

  RowMask open = ranking.candidates;
  RowMask accepted = ranking.candidates;
  removeBelow(accepted, ranking.scores, refined.detector.threshold());
  refined.audit.accepted = static_cast<std::int64_t>(accepted.count());
  for (const Mark& mark : marks) {
    const auto row = index_.rowOf(mark.tile);
    if (!row) continue;
    if (accepted.passes(*row)) {
      ++refined.audit.known;
      if (mark.right) ++refined.audit.knownRight;
      accepted.clear(*row);
    }
    open.clear(*row);
  }
  const auto uncertain = mostUncertain(index_, refined.detector, ranking.scores, open,
                                       static_cast<std::size_t>(std::max(0, options.uncertain)));
  refined.uncertain = describe(archive, uncertain, ranking, words, inputs);
  std::vector<Neighbour> drawn;
  for (const std::size_t row :
       drawRandom(accepted, static_cast<std::size_t>(std::max(0, options.random)), options.seed)) {
    drawn.push_back({row, index_.ids()[row], static_cast<double>(ranking.scores[row])});
    refined.audit.tiles.push_back(drawn.back().tile);
  }
  refined.random = describe(archive, drawn, ranking, words, inputs);

  Query unlimited = query;
  unlimited.minScore.reset();
  unlimited.minBand = ScoreBand::Noise;
  refined.best = answer(archive, unlimited, ranking, inputs);
  return refined;
}

}  // namespace tilescout::search
