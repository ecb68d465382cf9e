#include "jobs/finetune_json.h"

#include <utility>

#include "base/error.h"

namespace tilescout::jobs {

namespace {

using nlohmann::json;
using Object = nlohmann::ordered_json;

Object countToJson(const DataReport::Count& count) {
  Object object;
  object["images"] = count.images;
  object["captions"] = count.captions;
  return object;
}

DataReport::Count countFrom(const json& object) {
  return {object.at("images").get<std::int64_t>(), object.at("captions").get<std::int64_t>()};
}

/// Calls `field(name, value)` for all that an estimate says; reading and writing walk the same list.
template <typename Estimate, typename Field>
void eachNumber(Estimate& e, Field&& field) {
  field("trained_parameters", e.trainedParameters), field("total_parameters", e.totalParameters);
  field("share", e.share), field("bottleneck", e.bottleneck), field("heads", e.heads), field("lr", e.lr);
  field("memory_bytes", e.memoryBytes), field("micro_batch", e.microBatch), field("recompute", e.recompute);
  field("device", e.device), field("steps", e.steps), field("seconds_per_step", e.secondsPerStep);
  field("seconds", e.seconds);
}

}  // namespace

Object toJson(const DataReport& report) {
  Object object;
  object["train"] = countToJson(report.train);
  object["val"] = countToJson(report.val);
  object["test"] = countToJson(report.test);
  object["distinct_captions"] = report.distinctCaptions;
  object["split"] = train::splitRuleName(report.split);
  object["fingerprint"] = report.fingerprint;
  object["classes"] = Object::array();
  for (const ClassCount& count : report.classes) {
    object["classes"].push_back(
        {{"name", count.name}, {"train", count.train}, {"val", count.val}, {"test", count.test}});
  }
  object["issues"] = Object::array();
  for (const DataIssue& issue : report.issues) {
    object["issues"].push_back({{"code", issue.code},
                                {"message", issue.message},
                                {"count", issue.count},
                                {"blocking", issue.blocking},
                                {"subjects", issue.subjects},
                                {"tiles", issue.tiles}});
  }
  return object;
}

DataReport dataFromJson(const json& object) {
  DataReport report;
  report.train = countFrom(object.at("train"));
  report.val = countFrom(object.at("val"));
  report.test = countFrom(object.at("test"));
  object.at("distinct_captions").get_to(report.distinctCaptions);
  report.split = train::parseSplitRule(object.at("split").get<std::string>());
  object.at("fingerprint").get_to(report.fingerprint);
  for (const json& item : object.at("classes")) {
    report.classes.push_back({item.at("name").get<std::string>(), item.at("train").get<std::int64_t>(),
                              item.at("val").get<std::int64_t>(), item.at("test").get<std::int64_t>()});
  }
  for (const json& item : object.at("issues")) {
    report.issues.push_back({item.at("code").get<std::string>(), item.at("message").get<std::string>(),
                             item.at("subjects").get<std::vector<std::string>>(), item.at("count").get<std::int64_t>(),
                             item.at("blocking").get<bool>(), item.value("tiles", std::vector<TileId>())});
  }
  return report;
}

Object toJson(const FinetuneEstimate& estimate) {
  Object object;
  eachNumber(estimate, [&](const char* name, const auto& value) { object[name] = value; });
  return object;
}

FinetuneEstimate estimateFromJson(const json& object) {
  FinetuneEstimate estimate;
  eachNumber(estimate, [&](const char* name, auto& value) { object.at(name).get_to(value); });
  return estimate;
}

Object toJson(const FinetuneRequest& request) {
  Object object;
  object["name"] = request.name;
  object["base"] = request.baseModel;
  object["archive"] = request.source.archive.string();
  object["dataset"] = request.source.dataset.string();
  object["images"] = request.source.imagesRoot.string();
  object["config"] = Object::parse(train::configToJson(request.config));
  return object;
}

FinetuneRequest requestFromJson(const json& object, const std::string& subject) {
  FinetuneRequest request;
  object.at("name").get_to(request.name);
  object.at("base").get_to(request.baseModel);
  request.source.archive = object.at("archive").get<std::string>();
  request.source.dataset = object.at("dataset").get<std::string>();
  request.source.imagesRoot = object.at("images").get<std::string>();
  request.config = train::configFromJson(object.at("config").dump(), subject);
  return request;
}

std::optional<FinetuneEstimate> parseTrial(const std::string& line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("estimate")) return std::nullopt;
  try {
    return estimateFromJson(object.at("estimate"));
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string tuneEventToJson(const train::TuneEvent& event) { return train::lineOf(event); }
std::optional<train::TuneEvent> parseTuneEvent(const std::string& line) { return train::eventOf(line); }

}  // namespace tilescout::jobs
