#include "ui/backend/core_train_session.h"

#include <algorithm>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "jobs/model_service.h"
#include "jobs/search_service.h"
#include "ui/backend/core_parts.h"

namespace tilescout::ui {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestNote = 1 << 20;

fs::path noteFile(const std::string& run) {
  const std::optional<jobs::RunInfo> info = jobs::finetuneRun(run);
  if (!info) throw Error(ErrorCode::NotFound, "is no fine-tuning run any more", run);
  return info->folder / "notes.txt";
}

bool sameFile(const fs::path& one, const fs::path& other) {
  std::error_code status;
  return one == other || fs::equivalent(one, other, status);
}

}  // namespace

std::vector<std::string> CoreTrainSession::presets() const { return train::presetNames(); }

train::TrainConfig CoreTrainSession::preset(const std::string& name) const { return train::preset(name); }

train::Method CoreTrainSession::suggestedMethod(const ModelCard& base) const { return train::suggestedMethod(base); }

void CoreTrainSession::check(const train::TrainConfig& config, const ModelCard& base) const {
  train::checkConfig(config, base);
}

RunCommand CoreTrainSession::command(const jobs::FinetuneRequest& request) const {
  std::error_code status;
  const fs::path self = fs::read_symlink("/proc/self/exe", status);
  return {self.parent_path() / "tilescout-cli", jobs::finetuneArguments(request)};
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

jobs::FinetuneEstimate CoreTrainSession::estimate(const jobs::FinetuneRequest& request, int trialSteps,
                                                  JobContext& job) {
  return jobs::estimateFinetune(request, trialSteps, job);
}

Image CoreTrainSession::picture(const jobs::FinetuneSource& source, TileId tile, const std::string& subject, int size) {
  if (tile != 0) {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.thumbnail(tile, size); });
  }
  fs::path file = subject;
  if (file.is_relative()) file = (source.imagesRoot.empty() ? source.dataset : source.imagesRoot) / file;
  return jobs::SearchService::readPicture(file);
}

std::vector<jobs::RunInfo> CoreTrainSession::runs() {
  std::vector<jobs::RunInfo> list = jobs::finetuneRuns();
  std::erase_if(list, [&](const jobs::RunInfo& run) {
    const fs::path& archive = run.request.source.archive;
    return !archive.empty() && !sameFile(archive, parts_->file);
  });
  std::stable_sort(list.begin(), list.end(),
                   [](const jobs::RunInfo& a, const jobs::RunInfo& b) { return a.changed > b.changed; });
  return list;
}

std::vector<train::TuneEvent> CoreTrainSession::events(const std::string& run) { return jobs::finetuneEvents(run); }

jobs::FinetuneReport CoreTrainSession::report(const std::string& run) { return jobs::finetuneReport(run); }

void CoreTrainSession::finish(const std::string& run) { jobs::finishFinetune(run); }

void CoreTrainSession::discard(const std::string& run) {
  const std::optional<jobs::RunInfo> info = jobs::finetuneRun(run);
  jobs::discardFinetune(run);
  if (!info || info->state != jobs::RunState::Finished) return;
  const std::vector<ModelCard> cards = jobs::ModelStore().list();
  const bool made = std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == run; });
  if (made) jobs::ModelStore().remove(run);
}

std::string CoreTrainSession::notes(const std::string& run) {
  const fs::path file = noteFile(run);
  return fs::exists(file) ? readTextFile(file, kLongestNote) : std::string();
}

void CoreTrainSession::setNotes(const std::string& run, const std::string& text) {
  AtomicFile file(noteFile(run));
  file.write(text);
  file.commit();
}

}  // namespace tilescout::ui
