#include "search/query_json.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tilescout::search {
namespace {

using Json = nlohmann::ordered_json;

template <typename T>
void put(Json& json, const char* name, const T& value, const T& otherwise) {
  if (value != otherwise) json[name] = value;
}

template <typename T>
void take(const Json& json, const char* name, T& value) {
  const auto found = json.find(name);
  if (found != json.end() && !found->is_null()) value = found->template get<T>();
}

Json toJson(const LearnedRanking& detector) {
  return {{"vector", detector.vector}, {"scale", detector.scale}, {"bias", detector.bias}};
}

LearnedRanking detectorFrom(const Json& json) {
  LearnedRanking detector;
  take(json, "vector", detector.vector);
  take(json, "scale", detector.scale);
  take(json, "bias", detector.bias);
  if (!(detector.scale > 0)) throw Error(ErrorCode::Corrupt, "the saved detector has no scale");
  return detector;
}

Json toJson(const Query& query) {
  const Query plain;
  Json json = Json::object();
  put(json, "text", query.text, plain.text);
  put(json, "translation", query.translation, plain.translation);
  put(json, "not", query.notTexts, plain.notTexts);
  for (const ExampleImage& image : query.images)
    json["images"].push_back(image.weight == 1.0 ? Json(image.name)
                                                 : Json{{"name", image.name}, {"weight", image.weight}});
  put(json, "like", query.like, plain.like);
  put(json, "unlike", query.unlike, plain.unlike);
  if (!query.weights.empty())
    json["weights"] = std::vector<std::pair<TileId, double>>(query.weights.begin(), query.weights.end());
  put(json, "text_weight", query.textWeight, plain.textWeight);
  put(json, "use_templates", query.useTemplates, plain.useTemplates);
  put(json, "templates", query.templates, plain.templates);
  put(json, "words", static_cast<int>(query.words), static_cast<int>(plain.words));
  if (query.detector) json["detector"] = toJson(*query.detector);
  if (query.bbox) json["bbox"] = *query.bbox;
  put(json, "within", query.withinFile, plain.withinFile);
  put(json, "from", query.fromDate, plain.fromDate);
  put(json, "to", query.toDate, plain.toDate);
  put(json, "undated", static_cast<int>(query.undated), static_cast<int>(plain.undated));
  put(json, "scene", query.sceneGlob, plain.sceneGlob);
  put(json, "scenes", query.scenes, plain.scenes);
  put(json, "sensors", query.sensors, plain.sensors);
  if (query.tiles) json["tiles"] = *query.tiles;
  put(json, "after_tile", query.afterTile, plain.afterTile);
  if (query.minScore) json["min_score"] = *query.minScore;
  put(json, "min_band", static_cast<int>(query.minBand), static_cast<int>(plain.minBand));
  put(json, "distinct", query.distinctMetres, plain.distinctMetres);
  put(json, "leave_out_neighbours", query.leaveOutNeighbours, plain.leaveOutNeighbours);
  put(json, "leave_out_same_place", query.leaveOutSamePlace, plain.leaveOutSamePlace);
  return json;
}

template <typename Enum>
void takeEnum(const Json& json, const char* name, Enum last, Enum& value) {
  int number = static_cast<int>(value);
  take(json, name, number);
  if (number < 0 || number > static_cast<int>(last))
    throw Error(ErrorCode::Corrupt, std::string("the saved query's \"") + name + "\" has no known meaning");
  value = static_cast<Enum>(number);
}

/// A name alone, or with a weight of its own.
ExampleImage imageFrom(const Json& json) {
  if (json.is_string()) return {{}, json.get<std::string>()};
  ExampleImage image;
  take(json, "name", image.name);
  take(json, "weight", image.weight);
  return image;
}

Query queryFrom(const Json& json) {
  Query query;
  take(json, "text", query.text);
  take(json, "translation", query.translation);
  take(json, "not", query.notTexts);
  if (json.contains("images"))
    for (const Json& image : json["images"]) query.images.push_back(imageFrom(image));
  take(json, "like", query.like);
  take(json, "unlike", query.unlike);
  std::vector<std::pair<TileId, double>> weights;
  take(json, "weights", weights);
  query.weights.insert(weights.begin(), weights.end());
  take(json, "text_weight", query.textWeight);
  take(json, "use_templates", query.useTemplates);
  take(json, "templates", query.templates);
  takeEnum(json, "words", WordRule::First, query.words);
  if (json.contains("detector"))
    query.detector = std::make_shared<const LearnedRanking>(detectorFrom(json["detector"]));
  if (json.contains("bbox")) query.bbox = json["bbox"].get<std::array<double, 4>>();
  take(json, "within", query.withinFile);
  take(json, "from", query.fromDate);
  take(json, "to", query.toDate);
  takeEnum(json, "undated", Undated::Only, query.undated);
  take(json, "scene", query.sceneGlob);
  take(json, "scenes", query.scenes);
  take(json, "sensors", query.sensors);
  if (json.contains("tiles")) query.tiles = json["tiles"].get<std::vector<TileId>>();
  take(json, "after_tile", query.afterTile);
  if (json.contains("min_score")) query.minScore = json["min_score"].get<double>();
  takeEnum(json, "min_band", ScoreBand::Likely, query.minBand);
  take(json, "distinct", query.distinctMetres);
  take(json, "leave_out_neighbours", query.leaveOutNeighbours);
  take(json, "leave_out_same_place", query.leaveOutSamePlace);
  return query;
}

Json toJson(const Audit& audit) {
  return {{"accepted", audit.accepted}, {"known", audit.known},     {"known_right", audit.knownRight},
          {"tiles", audit.tiles},       {"ranking", audit.ranking}};
}

Audit auditFrom(const Json& json) {
  Audit audit;
  take(json, "accepted", audit.accepted);
  take(json, "known", audit.known);
  take(json, "known_right", audit.knownRight);
  take(json, "tiles", audit.tiles);
  take(json, "ranking", audit.ranking);
  return audit;
}

/// Parses and converts; whatever nlohmann objects to is a damaged text.
template <typename Convert>
auto parsed(std::string_view text, const Convert& convert) {
  try {
    const Json json = Json::parse(text);
    if (!json.is_object()) throw Error(ErrorCode::Corrupt, "the saved query is no JSON object");
    return convert(json);
  } catch (const Json::exception& problem) {
    throw Error(ErrorCode::Corrupt, std::string("the saved query cannot be read: ") + problem.what());
  }
}

/// Names from file systems need not be UTF-8.
std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string queryToJson(const Query& query) { return dumped(toJson(query)); }

Query queryFromJson(std::string_view json) { return parsed(json, queryFrom); }

std::string feedbackToJson(const FeedbackState& state) {
  Json json = {{"query", toJson(state.query)}, {"marks", Json::array()}};
  for (const Mark& mark : state.marks)
    json["marks"].push_back({{"tile", mark.tile}, {"right", mark.right}, {"audit", mark.audit}});
  if (!state.detector.vector.empty()) json["detector"] = toJson(state.detector);
  json["audit"] = toJson(state.audit);
  json["model"] = state.model;
  json["fingerprint"] = state.modelFingerprint;
  return dumped(json);
}

FeedbackState feedbackFromJson(std::string_view text) {
  return parsed(text, [](const Json& json) {
    FeedbackState state;
    if (json.contains("query")) state.query = queryFrom(json["query"]);
    if (json.contains("marks"))
      for (const Json& mark : json["marks"]) {
        Mark& read = state.marks.emplace_back();
        take(mark, "tile", read.tile);
        take(mark, "right", read.right);
        take(mark, "audit", read.audit);
      }
    if (json.contains("detector")) state.detector = detectorFrom(json["detector"]);
    if (json.contains("audit")) state.audit = auditFrom(json["audit"]);
    take(json, "model", state.model);
    take(json, "fingerprint", state.modelFingerprint);
    return state;
  });
}

}  // namespace tilescout::search
