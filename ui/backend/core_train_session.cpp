#include "ui/backend/core_train_session.h"

#include <algorithm>
#include <system_error>

#include "base/error.h"
#include "jobs/model_service.h"
#include "jobs/run_history.h"
#include "jobs/search_service.h"
#include "ui/backend/core_parts.h"

namespace tilescout::ui {

namespace fs = std::filesystem;

namespace {

/// It lies beside this one, in the build tree as installed.
fs::path trainProgram() {
  std::error_code status;
  return fs::read_symlink("/proc/self/exe", status).parent_path() / "tilescout-cli";
}

jobs::RunHistory historyOf(const CoreParts& parts) { return jobs::RunHistory(parts.file); }

}  // namespace

std::vector<std::string> CoreTrainSession::presets() const { return train::presetNames(); }

train::TrainConfig CoreTrainSession::preset(const std::string& name) const { return train::preset(name); }

train::Method CoreTrainSession::suggestedMethod(const ModelCard& base) const { return train::suggestedMethod(base); }

void CoreTrainSession::check(const train::TrainConfig& config, const ModelCard& base) const {
  train::checkConfig(config, base);
}

RunCommand CoreTrainSession::command(const jobs::FinetuneRequest& request) const {
  return {trainProgram(), jobs::finetuneArguments(request)};
}

RunCommand CoreTrainSession::trial(const jobs::FinetuneRequest& request, int steps) const {
  return {trainProgram(), jobs::trialArguments(request, steps)};
}

std::optional<jobs::FinetuneEstimate> CoreTrainSession::parseTrial(const std::string& line) const {
  return jobs::parseTrial(line);
}

std::optional<train::TuneEvent> CoreTrainSession::parse(const std::string& line) const {
  return jobs::parseTuneEvent(line);
}

std::vector<ModelCard> CoreTrainSession::models() {
  std::vector<ModelCard> cards = jobs::ModelStore().list();
  const std::string own =
      parts_->catalogs.with([](jobs::CatalogService& catalog) { return catalog.summary(); }).activeModel;
  // What can take adapters comes first, and of that what the archive answers with now.
  const auto rank = [&](const ModelCard& card) {
    return (card.adapter == "none" ? 0 : 2) + (card.name == own ? 0 : 1);
  };
  std::stable_sort(cards.begin(), cards.end(),
                   [&](const ModelCard& a, const ModelCard& b) { return rank(a) < rank(b); });
  return cards;
}

std::vector<TrainDevice> CoreTrainSession::devices() {
  std::vector<TrainDevice> found{{"auto", ""}, {"cpu", ""}};
  for (const char* name : {"cuda:0", "cuda:1", "cuda:2", "cuda:3"}) {
    try {
      const model::ResolvedDevice device = model::resolveDevice({name, model::Precision::Auto, 0});
      found.push_back({device.device, device.device + " " + model::precisionName(device.precision)});
    } catch (const Error&) {
      break;  // the diagnostics page says why there is no GPU
    }
  }
  return found;
}

jobs::DataReport CoreTrainSession::inspect(const jobs::FinetuneSource& source, const train::TrainConfig& config,
                                           const std::string& base, JobContext& job) {
  return jobs::inspectTrainingData(source, config, base, job);
}

jobs::FinetuneEstimate CoreTrainSession::estimate(const jobs::FinetuneRequest& request, JobContext& job) {
  return jobs::estimateFinetune(request, 0, job);
}

Image CoreTrainSession::picture(const jobs::FinetuneSource& source, TileId tile, const std::string& subject, int size) {
  if (tile != 0) {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.thumbnail(tile, size); });
  }
  fs::path file = subject;
  if (file.is_relative()) file = (source.imagesRoot.empty() ? source.dataset : source.imagesRoot) / file;
  return jobs::SearchService::readPicture(file);
}

std::vector<jobs::RunInfo> CoreTrainSession::runs() { return historyOf(*parts_).runs(); }

std::vector<train::TuneEvent> CoreTrainSession::events(const std::string& run) {
  return historyOf(*parts_).events(run);
}

jobs::FinetuneReport CoreTrainSession::report(const std::string& run) { return historyOf(*parts_).report(run); }

void CoreTrainSession::finish(const std::string& run) { jobs::finishFinetune(run); }

void CoreTrainSession::discard(const std::string& run) { historyOf(*parts_).discard(run); }

std::string CoreTrainSession::notes(const std::string& run) { return historyOf(*parts_).notes(run); }

void CoreTrainSession::setNotes(const std::string& run, const std::string& text) {
  historyOf(*parts_).setNotes(run, text);
}

}  // namespace tilescout::ui
