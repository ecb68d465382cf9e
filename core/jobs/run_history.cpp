#include "jobs/run_history.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <system_error>

#include "archive/training_store.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/log.h"
#include "jobs/finetune_json.h"
#include "jobs/finetune_record.h"
#include "jobs/model_service.h"
#include "train/tune_words.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr const char* notesFile = "notes.txt";
constexpr std::size_t longestNote = 1 << 20;
constexpr std::size_t mostSteps = 2000;

bool sameFile(const fs::path& one, const fs::path& other) {
  std::error_code status;
  return one == other || fs::equivalent(one, other, status);
}

archive::TrainingStore openStore(const fs::path& archive, archive::OpenMode mode) {
  return archive::TrainingStore(archive, mode);
}

/// The rows, newest first; an archive that cannot be read now has none.
std::vector<archive::TrainingRun> runRows(const fs::path& archive) {
  try {
    return openStore(archive, archive::OpenMode::ReadOnly).all();
  } catch (const Error& error) {
    log::warn(std::string("the archive's record of trainings could not be read: ") + error.what());
    return {};
  }
}

/// Names are what runs are told apart by; the record may have several of one.
std::string freeName(const std::string& wanted, std::int64_t id, std::set<std::string>& taken) {
  std::string name = wanted;
  if (taken.contains(name)) name += " (" + std::to_string(id) + ")";
  while (taken.contains(name)) name += "'";
  taken.insert(name);
  return name;
}

void removeModel(const std::string& name) {
  const ModelStore store;
  const std::vector<ModelCard> cards = store.list();
  const bool made = std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == name; });
  if (made) ModelStore().remove(name);
}

archive::TrainingRun runRow(const fs::path& archive, const RunInfo& run) {
  auto row = openStore(archive, archive::OpenMode::ReadOnly).byId(run.archiveRun);
  if (!row) throw Error(ErrorCode::NotFound, "is no training run of the archive any more", run.name);
  return std::move(*row);
}

}  // namespace

std::vector<RunInfo> RunHistory::runs() const {
  std::vector<RunInfo> list = finetuneRuns();
  std::erase_if(list, [&](const RunInfo& run) {
    const fs::path& from = run.request.source.archive;
    return !from.empty() && !sameFile(from, archive_);
  });
  const std::vector<archive::TrainingRun> rows = runRows(archive_);
  std::set<std::string> taken;
  std::set<std::int64_t> known;
  for (RunInfo& run : list) {
    taken.insert(run.name);
    // A row that went, or is of another run, since the archive was put back from a copy.
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.id == run.archiveRun; });
    if (run.request.source.archive.empty() || row == rows.end() || row->model != run.name) run.archiveRun = 0;
    if (run.archiveRun > 0) known.insert(run.archiveRun);
  }
  for (const archive::TrainingRun& row : rows) {
    if (known.contains(row.id)) continue;
    try {
      RunInfo info = recordedRun(row);
      info.name = freeName(info.name, row.id, taken);
      info.request.source.archive = archive_;
      list.push_back(std::move(info));
    } catch (const std::exception& error) {  // archives come from strangers
      log::warn("training run " + std::to_string(row.id) + " of the archive is left out: " + error.what());
    }
  }
  std::stable_sort(list.begin(), list.end(), [](const RunInfo& a, const RunInfo& b) { return a.changed > b.changed; });
  return list;
}

RunInfo RunHistory::find(const std::string& name) const {
  for (RunInfo& run : runs()) {
    if (run.name == name) return std::move(run);
  }
  throw Error(ErrorCode::NotFound, "is no fine-tuning run any more", name);
}

std::vector<train::TuneEvent> RunHistory::events(const std::string& name) const {
  const RunInfo run = find(name);
  if (!run.recordedOnly) return finetuneEvents(name, mostSteps);
  std::istringstream log(runRow(archive_, run).curves);
  return thinned(eventsIn(log), mostSteps);
}

FinetuneReport RunHistory::report(const std::string& name) const {
  const RunInfo run = find(name);
  if (!run.recordedOnly) return finetuneReport(name);
  const archive::TrainingRun row = runRow(archive_, run);
  if (run.state != RunState::Finished) throw Error(ErrorCode::NotFound, "has no finished training", name);
  FinetuneReport report;
  report.result = train::resultFromJson(nlohmann::json::parse(row.result));
  report.data.fingerprint = row.dataFingerprint;
  report.card.name = row.model;
  report.card.fingerprint = row.fingerprint;
  report.verdict = train::verdictText(report.result);
  report.archiveRun = row.id;
  return report;
}

std::string RunHistory::notes(const std::string& name) const {
  const RunInfo run = find(name);
  std::string text = run.archiveRun > 0 ? runRow(archive_, run).notes : std::string();
  // What was written while the archive could not be, or by an earlier version.
  if (text.empty() && !run.recordedOnly && fs::exists(run.folder / notesFile)) {
    text = readTextFile(run.folder / notesFile, longestNote);
  }
  return text;
}

void RunHistory::setNotes(const std::string& name, const std::string& text) const {
  const RunInfo run = find(name);
  if (run.archiveRun > 0) {
    try {
      openStore(archive_, archive::OpenMode::ReadWrite).setNotes(run.archiveRun, text);
      std::error_code ignored;
      if (!run.recordedOnly) fs::remove(run.folder / notesFile, ignored);
      return;
    } catch (const Error&) {
      if (run.recordedOnly) throw;  // there is no other place
    }
  }
  AtomicFile file(run.folder / notesFile);
  file.write(text);
  file.commit();
}

void RunHistory::discard(const std::string& name) const {
  const RunInfo run = find(name);
  if (!run.recordedOnly) discardFinetune(name);
  if (run.archiveRun > 0) openStore(archive_, archive::OpenMode::ReadWrite).remove(run.archiveRun);
  if (!run.recordedOnly && run.state == RunState::Finished) removeModel(name);
}

}  // namespace tilescout::jobs
