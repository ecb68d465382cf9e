#include "jobs/finetune_record.h"

#include <ctime>
#include <exception>

#include "archive/training_store.h"
#include "base/atomic_file.h"
#include "base/code_version.h"
#include "base/log.h"
#include "jobs/finetune_json.h"

namespace tilescout::jobs {

namespace {

std::string nowText() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  char text[32] = "";
  if (::gmtime_r(&now, &parts) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

std::string dumped(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void ArchiveRecord::begin(const TuneBase& base, const PreparedData& prepared) {
  if (request_.source.archive.empty()) return;
  begun_ = true;
  row_.model = request_.name;
  row_.base = base.card.name;
  row_.baseFingerprint = base.card.fingerprint;
  row_.config = train::configToJson(train::withRate(request_.config, base.card));
  row_.dataFingerprint = prepared.report.fingerprint;
  row_.codeVersion = codeVersion();
  row_.started = nowText();
  for (const LabelledItem& item : prepared.set.items) {
    if (!item.split.empty()) row_.split.emplace_back(item.tile, item.split);
  }
  try {
    id_ = run_.archiveRun();
    if (id_ > 0) {
      const auto earlier = archive::TrainingStore(request_.source.archive, archive::OpenMode::ReadOnly).byId(id_);
      if (earlier) row_.started = earlier->started;
    }
  } catch (const std::exception& error) {
    log::warn(std::string("the archive's record of the training could not be read: ") + error.what());
  }
  stopped();
}

void ArchiveRecord::follow(const train::TuneEvent& event) {
  if (event.step == 0 && event.val) baseMeanRecall_ = event.val->meanRecall;
  last_ = event;
}

void ArchiveRecord::close(const char* state, const std::string& reason) noexcept {
  if (!begun_) return;
  try {
    nlohmann::ordered_json object;
    object["state"] = state;
    object["step"] = last_.step;
    object["total_steps"] = last_.totalSteps;
    object["epoch"] = last_.epoch;
    object["best_r_mean"] = last_.bestMeanRecall;
    object["base_r_mean"] = baseMeanRecall_;
    if (!reason.empty()) object["failure"] = reason;
    row_.result = dumped(object);
  } catch (const std::exception& error) {
    log::warn(std::string("the training's end could not be put into words: ") + error.what());
  }
  write();
}

std::int64_t ArchiveRecord::finished(const FinetuneReport& report) noexcept {
  if (!begun_) return 0;
  try {
    row_.model = report.card.name;
    row_.fingerprint = report.card.fingerprint;
    row_.result = dumped(train::toJson(report.result));
  } catch (const std::exception& error) {
    log::warn(std::string("the training's result could not be put into words: ") + error.what());
  }
  write();
  return id_;
}

void ArchiveRecord::write() noexcept {
  try {
    row_.ended = nowText();
    row_.curves = readTextFile(run_.events());
    const std::int64_t id =
        archive::TrainingStore(request_.source.archive, archive::OpenMode::ReadWrite).put(id_, row_);
    if (id != id_) run_.setArchiveRun(id);
    id_ = id;
  } catch (const std::exception& error) {
    log::warn(std::string("the training could not be recorded in the archive: ") + error.what());
  }
}

RunInfo recordedRun(const archive::TrainingRun& row) {
  RunInfo info;
  info.name = row.model;
  info.archiveRun = row.id;
  info.recordedOnly = true;
  info.changed = row.ended;
  info.request.name = row.model;
  info.request.baseModel = row.base;
  info.request.config = train::configFromJson(row.config, row.model);
  const auto object = nlohmann::json::parse(row.result);
  if (object.contains("state")) {
    info.state = object.at("state") == "failed" ? RunState::Failed : RunState::Unfinished;
    info.failure = object.value("failure", std::string());
    info.step = object.value("step", std::int64_t{0});
    info.totalSteps = object.value("total_steps", std::int64_t{0});
    info.epoch = object.value("epoch", 0.0);
    info.bestMeanRecall = object.value("best_r_mean", 0.0);
    info.baseMeanRecall = object.value("base_r_mean", -1.0);
    return info;
  }
  info.state = RunState::Finished;
  const train::TuneResult result = train::resultFromJson(object);
  info.step = info.totalSteps = result.steps;
  info.epoch = result.epochs;
  if (const train::Comparison* val = result.find("val")) {
    info.bestMeanRecall = val->after.meanRecall;
    info.baseMeanRecall = val->before.meanRecall;
  }
  return info;
}

}  // namespace tilescout::jobs
