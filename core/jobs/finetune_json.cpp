#include "jobs/finetune_json.h"

#include <array>
#include <utility>

#include "base/error.h"

namespace tilescout::jobs {

namespace {

using nlohmann::json;
using Object = nlohmann::ordered_json;

/// Calls `field(name, value)` for every figure; reading and writing walk the same list.
template <typename Metrics, typename Field>
void eachFigure(Metrics& m, Field&& field) {
  field("images", m.images), field("texts", m.texts);
  field("txt_r1", m.txtR1), field("txt_r5", m.txtR5), field("txt_r10", m.txtR10);
  field("img_r1", m.imgR1), field("img_r5", m.imgR5), field("img_r10", m.imgR10);
  field("r_mean", m.meanRecall), field("alignment", m.alignment);
  field("uniformity_image", m.uniformityImage), field("uniformity_text", m.uniformityText);
}

template <typename Result, typename Field>
void eachNumber(Result& r, Field&& field) {
  field("steps", r.steps), field("best_step", r.bestStep), field("epochs", r.epochs);
  field("best_epoch", r.bestEpoch), field("seconds", r.seconds), field("stopped_early", r.stoppedEarly);
  field("trained_parameters", r.trainedParameters), field("total_parameters", r.totalParameters);
  field("peak_bytes", r.peakBytes), field("micro_batch", r.microBatch), field("pairs_per_s", r.pairsPerSecond);
  field("weight_distance", r.weightDistance), field("final_train_loss", r.finalTrainLoss);
  field("classes_of", r.classesOf), field("overfitted", r.overfitted);
}

template <typename Change, typename Field>
void eachOfChange(Change& c, Field&& field) {
  field("row", c.row), field("subject", c.subject), field("tile", c.tile), field("caption", c.caption);
  field("before", c.before), field("after", c.after);
}

/// A visitor that writes into `object`, and one that reads from it (a field that is not there keeps its default).
auto writer(Object& object) {
  return [&object](const char* name, const auto& value) { object[name] = value; };
}
auto reader(const json& object) {
  return [&object](const char* name, auto& value) {
    if (object.contains(name)) object.at(name).get_to(value);
  };
}

Object toJson(const train::Interval& interval) { return Object::array({interval.value, interval.low, interval.high}); }
train::Interval intervalFrom(const json& array) {
  return {array.at(0).get<double>(), array.at(1).get<double>(), array.at(2).get<double>()};
}

constexpr std::array<std::pair<const char*, train::Verdict>, 3> verdicts{
    {{"better", train::Verdict::Better},
     {"no_measurable_change", train::Verdict::NoMeasurableChange},
     {"worse", train::Verdict::Worse}}};

Object toJson(const train::Comparison& comparison) {
  Object object;
  object["split"] = comparison.split;
  object["before"] = jobs::toJson(comparison.before);
  object["after"] = jobs::toJson(comparison.after);
  object["before_interval"] = toJson(comparison.beforeMeanRecall);
  object["after_interval"] = toJson(comparison.afterMeanRecall);
  object["gain"] = toJson(comparison.gain);
  for (const auto& [name, verdict] : verdicts) {
    if (verdict == comparison.verdict) object["verdict"] = name;
  }
  return object;
}

train::Comparison comparisonFrom(const json& object) {
  train::Comparison comparison;
  comparison.split = object.at("split").get<std::string>();
  comparison.before = metricsFromJson(object.at("before"));
  comparison.after = metricsFromJson(object.at("after"));
  comparison.beforeMeanRecall = intervalFrom(object.at("before_interval"));
  comparison.afterMeanRecall = intervalFrom(object.at("after_interval"));
  comparison.gain = intervalFrom(object.at("gain"));
  for (const auto& [name, verdict] : verdicts) {
    if (object.at("verdict") == name) comparison.verdict = verdict;
  }
  return comparison;
}

Object changesToJson(const std::vector<train::ExampleChange>& changes) {
  Object list = Object::array();
  for (const train::ExampleChange& change : changes) {
    Object object;
    eachOfChange(change, writer(object));
    list.push_back(std::move(object));
  }
  return list;
}

std::vector<train::ExampleChange> changesFrom(const json& list) {
  std::vector<train::ExampleChange> changes;
  for (const json& object : list) eachOfChange(changes.emplace_back(), reader(object));
  return changes;
}

Object hitsToJson(const std::vector<train::QueryHit>& hits) {
  Object list = Object::array();
  for (const train::QueryHit& hit : hits) {
    list.push_back({{"row", hit.row}, {"subject", hit.subject}, {"tile", hit.tile}, {"score", hit.score}});
  }
  return list;
}

std::vector<train::QueryHit> hitsFrom(const json& list) {
  std::vector<train::QueryHit> hits;
  for (const json& object : list) {
    hits.push_back({object.at("row").get<std::int64_t>(), object.at("subject").get<std::string>(),
                    object.at("tile").get<std::int64_t>(), object.at("score").get<double>()});
  }
  return hits;
}

Object countToJson(const DataReport::Count& count) {
  Object object;
  object["images"] = count.images;
  object["captions"] = count.captions;
  return object;
}

DataReport::Count countFrom(const json& object) {
  return {object.at("images").get<std::int64_t>(), object.at("captions").get<std::int64_t>()};
}

}  // namespace

Object toJson(const train::RetrievalMetrics& metrics) {
  Object object;
  eachFigure(metrics, writer(object));
  return object;
}

train::RetrievalMetrics metricsFromJson(const json& object) {
  train::RetrievalMetrics metrics;
  eachFigure(metrics, reader(object));
  return metrics;
}

Object toJson(const train::TuneEvent& event) {
  Object line;
  if (event.val) {
    line["epoch"] = event.epoch;
    line["step"] = event.step;
    line["val"] = toJson(*event.val);
    line["best"] = event.best;
    line["best_r_mean"] = event.bestMeanRecall;
    line["loss"] = event.loss;
    line["total_steps"] = event.totalSteps;
    line["samples"] = Object::array();
    for (const train::SampleRank& sample : event.samples) {
      line["samples"].push_back({{"row", sample.row},
                                 {"caption", sample.caption},
                                 {"before", sample.before},
                                 {"now", sample.now},
                                 {"subject", sample.subject},
                                 {"tile", sample.tile}});
    }
    return line;
  }
  line["step"] = event.step;
  line["epoch"] = event.epoch;
  line["lr"] = event.lr;
  line["contrastive"] = event.contrastive;
  line["triplet"] = event.triplet;
  line["early"] = event.early;
  line["loss"] = event.loss;
  line["temp"] = event.temp;
  line["pairs_per_s"] = event.pairsPerSecond;
  line["eta_s"] = event.etaSeconds < 0 ? Object(nullptr) : Object(event.etaSeconds);
  line["total_steps"] = event.totalSteps;
  line["gradient_norm"] = event.gradientNorm;
  line["image_gate"] = event.imageGate;
  line["text_gate"] = event.textGate;
  line["micro_batch"] = event.microBatch;
  line["memory_bytes"] = event.memoryBytes;
  line["best_r_mean"] = event.bestMeanRecall;
  return line;
}

Object toJson(const train::TuneResult& result) {
  Object object;
  eachNumber(result, writer(object));
  object["splits"] = Object::array();
  for (const train::Comparison& comparison : result.splits) object["splits"].push_back(toJson(comparison));
  object["classes"] = Object::array();
  for (const train::ClassChange& change : result.classes) {
    object["classes"].push_back(
        {{"name", change.name}, {"images", change.images}, {"before", change.before}, {"after", change.after}});
  }
  object["improved"] = changesToJson(result.improved);
  object["worsened"] = changesToJson(result.worsened);
  object["queries"] = Object::array();
  for (const train::QueryChange& query : result.queries) {
    object["queries"].push_back(
        {{"text", query.text}, {"before", hitsToJson(query.before)}, {"after", hitsToJson(query.after)}});
  }
  return object;
}

train::TuneResult resultFromJson(const json& object) {
  train::TuneResult result;
  eachNumber(result, reader(object));
  for (const json& item : object.at("splits")) result.splits.push_back(comparisonFrom(item));
  for (const json& item : object.at("classes")) {
    result.classes.push_back({item.at("name").get<std::string>(), item.at("images").get<std::int64_t>(),
                              item.at("before").get<double>(), item.at("after").get<double>()});
  }
  result.improved = changesFrom(object.at("improved"));
  result.worsened = changesFrom(object.at("worsened"));
  if (object.contains("queries")) {
    for (const json& query : object.at("queries")) {
      result.queries.push_back(
          {query.at("text").get<std::string>(), hitsFrom(query.at("before")), hitsFrom(query.at("after"))});
    }
  }
  return result;
}

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

std::string tuneEventToJson(const train::TuneEvent& event) {
  return toJson(event).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<train::TuneEvent> parseTuneEvent(const std::string& line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("step") || !object.contains("epoch")) return std::nullopt;
  train::TuneEvent event;
  const auto read = reader(object);
  try {
    read("step", event.step), read("epoch", event.epoch), read("loss", event.loss);
    read("total_steps", event.totalSteps), read("best_r_mean", event.bestMeanRecall);
    if (object.contains("val")) {
      event.val = metricsFromJson(object.at("val"));
      read("best", event.best);
      for (const json& sample : object.value("samples", json::array())) {
        event.samples.push_back({sample.at("row").get<std::int64_t>(), sample.at("caption").get<std::string>(),
                                 sample.at("before").get<std::int64_t>(), sample.at("now").get<std::int64_t>(),
                                 sample.value("subject", std::string()), sample.value("tile", TileId{0})});
      }
      return event;
    }
    read("lr", event.lr), read("contrastive", event.contrastive), read("triplet", event.triplet);
    read("early", event.early), read("temp", event.temp), read("pairs_per_s", event.pairsPerSecond);
    read("gradient_norm", event.gradientNorm), read("image_gate", event.imageGate), read("text_gate", event.textGate);
    read("micro_batch", event.microBatch), read("memory_bytes", event.memoryBytes);
    if (object.contains("eta_s") && object.at("eta_s").is_number()) object.at("eta_s").get_to(event.etaSeconds);
  } catch (const json::exception&) {
    return std::nullopt;
  }
  return event;
}

}  // namespace tilescout::jobs
