#include "train/tune_json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilescout::train {

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
  field("wait_share", r.waitShare);
  field("weight_distance", r.weightDistance), field("final_train_loss", r.finalTrainLoss);
  field("classes_of", r.classesOf), field("overfitted", r.overfitted);
  field("estimated_seconds", r.estimatedSeconds), field("estimated_bytes", r.estimatedBytes);
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

Object toJson(const Interval& interval) { return Object::array({interval.value, interval.low, interval.high}); }
Interval intervalFrom(const json& array) {
  return {array.at(0).get<double>(), array.at(1).get<double>(), array.at(2).get<double>()};
}

constexpr std::array recallNames{"txt_r1", "txt_r5", "txt_r10", "img_r1", "img_r5", "img_r10"};

constexpr std::array<std::pair<const char*, Verdict>, 3> verdicts{
    {{"better", Verdict::Better}, {"no_measurable_change", Verdict::NoMeasurableChange}, {"worse", Verdict::Worse}}};

Object toJson(const Comparison& comparison) {
  Object object;
  object["split"] = comparison.split;
  object["before"] = train::toJson(comparison.before);
  object["after"] = train::toJson(comparison.after);
  object["before_interval"] = toJson(comparison.beforeMeanRecall);
  object["after_interval"] = toJson(comparison.afterMeanRecall);
  object["gain"] = toJson(comparison.gain);
  for (std::size_t i = 0; i < std::min(comparison.recalls.size(), recallNames.size()); ++i) {
    const FigureChange& recall = comparison.recalls[i];
    object["intervals"][recallNames[i]] = {
        {"before", toJson(recall.before)}, {"after", toJson(recall.after)}, {"gain", toJson(recall.gain)}};
  }
  for (const auto& [name, verdict] : verdicts) {
    if (verdict == comparison.verdict) object["verdict"] = name;
  }
  return object;
}

Comparison comparisonFrom(const json& object) {
  Comparison comparison;
  comparison.split = object.at("split").get<std::string>();
  comparison.before = metricsFromJson(object.at("before"));
  comparison.after = metricsFromJson(object.at("after"));
  comparison.beforeMeanRecall = intervalFrom(object.at("before_interval"));
  comparison.afterMeanRecall = intervalFrom(object.at("after_interval"));
  comparison.gain = intervalFrom(object.at("gain"));
  if (object.contains("intervals")) {  // not in records of earlier versions
    for (const char* name : recallNames) {
      const json& recall = object.at("intervals").at(name);
      comparison.recalls.push_back(
          {intervalFrom(recall.at("before")), intervalFrom(recall.at("after")), intervalFrom(recall.at("gain"))});
    }
  }
  for (const auto& [name, verdict] : verdicts) {
    if (object.at("verdict") == name) comparison.verdict = verdict;
  }
  return comparison;
}

Object changesToJson(const std::vector<ExampleChange>& changes) {
  Object list = Object::array();
  for (const ExampleChange& change : changes) {
    Object object;
    eachOfChange(change, writer(object));
    list.push_back(std::move(object));
  }
  return list;
}

std::vector<ExampleChange> changesFrom(const json& list) {
  std::vector<ExampleChange> changes;
  for (const json& object : list) eachOfChange(changes.emplace_back(), reader(object));
  return changes;
}

Object classesToJson(const std::vector<ClassChange>& classes) {
  Object list = Object::array();
  for (const ClassChange& change : classes) {
    list.push_back(
        {{"name", change.name}, {"images", change.images}, {"before", change.before}, {"after", change.after}});
  }
  return list;
}

std::vector<ClassChange> classesFrom(const json& list) {
  std::vector<ClassChange> classes;
  for (const json& item : list) {
    classes.push_back({item.at("name").get<std::string>(), item.at("images").get<std::int64_t>(),
                       item.at("before").get<double>(), item.at("after").get<double>()});
  }
  return classes;
}

Object hitsToJson(const std::vector<QueryHit>& hits) {
  Object list = Object::array();
  for (const QueryHit& hit : hits) {
    list.push_back({{"row", hit.row}, {"subject", hit.subject}, {"tile", hit.tile}, {"score", hit.score}});
  }
  return list;
}

std::vector<QueryHit> hitsFrom(const json& list) {
  std::vector<QueryHit> hits;
  for (const json& object : list) {
    hits.push_back({object.at("row").get<std::int64_t>(), object.at("subject").get<std::string>(),
                    object.at("tile").get<std::int64_t>(), object.at("score").get<double>()});
  }
  return hits;
}

/// What a step of any training tells.
template <typename Event>
void putStep(Object& line, const Event& event) {
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
}

}  // namespace

Object toJson(const RetrievalMetrics& metrics) {
  Object object;
  eachFigure(metrics, writer(object));
  return object;
}

RetrievalMetrics metricsFromJson(const json& object) {
  RetrievalMetrics metrics;
  eachFigure(metrics, reader(object));
  return metrics;
}

Object toJson(const TrainEvent& event) {
  Object line;
  if (event.val) {
    line["epoch"] = event.epoch;
    line["val"] = toJson(*event.val);
    return line;
  }
  if (event.patches > 0) line["patches"] = event.patches;
  putStep(line, event);
  return line;
}

Object toJson(const TuneEvent& event) {
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
    for (const SampleRank& sample : event.samples) {
      line["samples"].push_back({{"row", sample.row},
                                 {"caption", sample.caption},
                                 {"before", sample.before},
                                 {"now", sample.now},
                                 {"subject", sample.subject},
                                 {"tile", sample.tile}});
    }
    return line;
  }
  putStep(line, event);
  line["total_steps"] = event.totalSteps;
  line["gradient_norm"] = event.gradientNorm;
  line["image_gate"] = event.imageGate;
  line["text_gate"] = event.textGate;
  line["micro_batch"] = event.microBatch;
  line["memory_bytes"] = event.memoryBytes;
  line["best_r_mean"] = event.bestMeanRecall;
  return line;
}

Object toJson(const TuneResult& result) {
  Object object;
  eachNumber(result, writer(object));
  object["splits"] = Object::array();
  for (const Comparison& comparison : result.splits) object["splits"].push_back(toJson(comparison));
  object["classes"] = classesToJson(result.classes);
  object["improved"] = changesToJson(result.improved);
  object["worsened"] = changesToJson(result.worsened);
  object["others"] = Object::array();
  for (const SplitDetail& other : result.others) {
    object["others"].push_back({{"split", other.split},
                                {"classes", classesToJson(other.classes)},
                                {"improved", changesToJson(other.improved)},
                                {"worsened", changesToJson(other.worsened)}});
  }
  object["queries"] = Object::array();
  for (const QueryChange& query : result.queries) {
    object["queries"].push_back(
        {{"text", query.text}, {"before", hitsToJson(query.before)}, {"after", hitsToJson(query.after)}});
  }
  return object;
}

TuneResult resultFromJson(const json& object) {
  TuneResult result;
  eachNumber(result, reader(object));
  for (const json& item : object.at("splits")) result.splits.push_back(comparisonFrom(item));
  result.classes = classesFrom(object.at("classes"));
  result.improved = changesFrom(object.at("improved"));
  result.worsened = changesFrom(object.at("worsened"));
  if (object.contains("others")) {
    for (const json& other : object.at("others")) {
      result.others.push_back({other.at("split").get<std::string>(), classesFrom(other.at("classes")),
                               changesFrom(other.at("improved")), changesFrom(other.at("worsened"))});
    }
  }
  if (object.contains("queries")) {
    for (const json& query : object.at("queries")) {
      result.queries.push_back(
          {query.at("text").get<std::string>(), hitsFrom(query.at("before")), hitsFrom(query.at("after"))});
    }
  }
  return result;
}

std::string lineOf(const TuneEvent& event) {
  return toJson(event).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<TuneEvent> eventOf(const std::string& line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("step") || !object.contains("epoch")) return std::nullopt;
  TuneEvent event;
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

}  // namespace tilescout::train
