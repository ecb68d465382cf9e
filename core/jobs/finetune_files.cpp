#include "jobs/finetune_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/log.h"
#include "base/paths.h"
#include "jobs/finetune_json.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr const char* requestFile = "request.json";
constexpr const char* eventsFile = "events.jsonl";
constexpr const char* resultFile = "result.json";
constexpr const char* failureFile = "failure.txt";
constexpr const char* finishFile = "finish";
constexpr const char* lockFile = "run.lock";
constexpr const char* archiveRunFile = "archive-run";

fs::path trainingFolder() { return paths::userData() / "training"; }

fs::path folderOf(const std::string& name) {
  const bool usable = !name.empty() && name.size() <= 100 && name.front() != '.' && name.find('/') == name.npos &&
                      name.find('\\') == name.npos;
  if (!usable) throw Error(ErrorCode::InvalidInput, "cannot be the name of a training", name);
  return trainingFolder() / name;
}

bool present(const fs::path& file) {
  std::error_code status;
  return fs::exists(file, status);
}

void writeWhole(const fs::path& file, const std::string& text) {
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

bool held(const fs::path& folder) {
  const int file = ::open((folder / lockFile).c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  const bool busy = ::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(file);
  return busy;
}

std::string changedAt(const fs::path& file) {
  std::error_code status;
  const auto time = fs::last_write_time(file, status);
  if (status) return {};
  const auto system = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::file_clock::to_sys(time));
  const std::time_t seconds = std::chrono::system_clock::to_time_t(system);
  std::tm parts{};
  char text[32] = "";
  if (::gmtime_r(&seconds, &parts) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

/// Row of the archive's record; runs of earlier versions say it in their result alone.
std::int64_t archiveRunOf(const fs::path& folder) {
  if (present(folder / archiveRunFile)) return std::atoll(readTextFile(folder / archiveRunFile).c_str());
  if (!present(folder / resultFile)) return 0;
  const auto result = nlohmann::json::parse(readTextFile(folder / resultFile), nullptr, false);
  return result.is_object() ? result.value("archive_run", std::int64_t{0}) : 0;
}

RunInfo infoOf(const fs::path& folder) {
  RunInfo info;
  info.name = folder.filename().string();
  info.folder = folder;
  const std::string subject = (folder / requestFile).string();
  try {
    info.request = requestFromJson(nlohmann::json::parse(readTextFile(folder / requestFile)), subject);
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorCode::Corrupt, std::string("is no request of a training (") + error.what() + ")", subject);
  }
  if (held(folder)) {
    info.state = RunState::Running;
  } else if (present(folder / resultFile)) {
    info.state = RunState::Finished;
  } else if (present(folder / failureFile)) {
    info.state = RunState::Failed;
    info.failure = readTextFile(folder / failureFile);
  }
  info.archiveRun = archiveRunOf(folder);
  std::ifstream log(folder / eventsFile);
  const auto events = eventsIn(log);
  if (!events.empty()) {
    info.step = events.back().step;
    info.totalSteps = events.back().totalSteps;
    info.epoch = events.back().epoch;
    info.bestMeanRecall = events.back().bestMeanRecall;
    if (events.front().step == 0 && events.front().val) info.baseMeanRecall = events.front().val->meanRecall;
  }
  info.changed = changedAt(present(folder / eventsFile) ? folder / eventsFile : folder / requestFile);
  return info;
}

}  // namespace

RunFolder::RunFolder(const FinetuneRequest& request) : folder_(folderOf(request.name)) {
  std::error_code status;
  fs::create_directories(folder_, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", folder_.string());
  lock_ = ::open((folder_ / lockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0) throw Error(ErrorCode::Io, std::strerror(errno), (folder_ / lockFile).string());
  try {
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
      throw Error(ErrorCode::Busy, "is being trained by another process", request.name);
    }
    const bool unfinished = present(checkpoint()) && !present(folder_ / resultFile);
    if (unfinished && !request.resume) {
      throw Error(ErrorCode::InvalidInput, "holds an unfinished training; go on with it (--resume), or remove it",
                  folder_.string());
    }
    if (!unfinished) {
      for (const char* name : {eventsFile, resultFile, archiveRunFile, "checkpoint.safetensors"}) fs::remove(folder_ / name, status);
    }
    fs::remove(folder_ / failureFile, status);
    writeWhole(folder_ / requestFile, toJson(request).dump(2) + "\n");
    events_ = std::fopen((folder_ / eventsFile).c_str(), "ae");
    if (events_ == nullptr) throw Error(ErrorCode::Io, std::strerror(errno), (folder_ / eventsFile).string());
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

RunFolder::~RunFolder() {
  if (events_ != nullptr) std::fclose(events_);
  if (lock_ >= 0) ::close(lock_);
}

void RunFolder::write(const train::TuneEvent& event) {
  const std::string line = tuneEventToJson(event) + "\n";
  if (std::fwrite(line.data(), 1, line.size(), events_) != line.size() || std::fflush(events_) != 0) {
    throw Error(ErrorCode::Io, std::strerror(errno), (folder_ / eventsFile).string());
  }
}

bool RunFolder::finishAsked() const { return present(folder_ / finishFile); }

std::int64_t RunFolder::archiveRun() const { return archiveRunOf(folder_); }
void RunFolder::setArchiveRun(std::int64_t id) { writeWhole(folder_ / archiveRunFile, std::to_string(id)); }

void RunFolder::finish(const FinetuneReport& report) {
  nlohmann::ordered_json object;
  object["result"] = train::toJson(report.result);
  object["data"] = toJson(report.data);
  object["model"] = report.card.name;
  object["verdict"] = report.verdict;
  object["archive_run"] = report.archiveRun;
  writeWhole(folder_ / resultFile, object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  std::error_code ignored;
  fs::remove(checkpoint(), ignored);
  fs::remove(folder_ / finishFile, ignored);
}

void RunFolder::fail(const std::string& reason) noexcept {
  try {
    writeWhole(folder_ / failureFile, reason);
  } catch (const std::exception& error) {
    log::warn(std::string("the reason of a failed training could not be kept: ") + error.what());
  }
}

std::vector<RunInfo> finetuneRuns() {
  std::vector<RunInfo> runs;
  std::error_code status;
  for (fs::directory_iterator entry(trainingFolder(), status), end; !status && entry != end; entry.increment(status)) {
    if (!present(entry->path() / requestFile)) continue;
    try {
      runs.push_back(infoOf(entry->path()));
    } catch (const Error& error) {
      log::warn(std::string("left out of the list of trainings: ") + error.what());
    }
  }
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.changed > b.changed; });
  return runs;
}

std::optional<RunInfo> finetuneRun(const std::string& name) {
  const fs::path folder = folderOf(name);
  if (!present(folder / requestFile)) return std::nullopt;
  return infoOf(folder);
}

std::vector<train::TuneEvent> eventsIn(std::istream& log) {
  std::map<std::pair<std::int64_t, bool>, train::TuneEvent> byStep;
  for (std::string line; std::getline(log, line);) {
    if (auto event = train::eventOf(line)) {
      const auto key = std::pair(event->step, event->val.has_value());
      byStep[key] = std::move(*event);
    }
  }
  std::vector<train::TuneEvent> events;
  for (auto& [key, event] : byStep) events.push_back(std::move(event));
  return events;
}

std::vector<train::TuneEvent> thinned(std::vector<train::TuneEvent> all, std::size_t most) {
  if (all.size() <= most || most == 0) return all;
  const std::size_t stride = (all.size() + most - 1) / most;
  std::vector<train::TuneEvent> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].val || i % stride == 0 || i + 1 == all.size()) out.push_back(std::move(all[i]));
  }
  return out;
}

std::vector<train::TuneEvent> finetuneEvents(const std::string& name, std::size_t most) {
  std::ifstream log(folderOf(name) / eventsFile);
  return thinned(eventsIn(log), most);
}

FinetuneReport finetuneReport(const std::string& name) {
  const fs::path file = folderOf(name) / resultFile;
  if (!present(file)) throw Error(ErrorCode::NotFound, "has no finished training", name);
  try {
    const auto object = nlohmann::json::parse(readTextFile(file));
    FinetuneReport report;
    report.result = train::resultFromJson(object.at("result"));
    report.data = dataFromJson(object.at("data"));
    report.card.name = object.at("model").get<std::string>();
    report.verdict = object.at("verdict").get<std::string>();
    report.archiveRun = object.at("archive_run").get<std::int64_t>();
    return report;
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorCode::Corrupt, std::string("is no report of a training (") + error.what() + ")", file.string());
  }
}

void finishFinetune(const std::string& name) {
  const fs::path folder = folderOf(name);
  if (!present(folder / requestFile)) throw Error(ErrorCode::NotFound, "is no training", name);
  writeWhole(folder / finishFile, "");
}

void discardFinetune(const std::string& name) {
  const fs::path folder = folderOf(name);
  if (held(folder)) throw Error(ErrorCode::Busy, "is being trained; stop it first", name);
  std::error_code status;
  fs::remove_all(folder, status);
  if (status) throw Error(ErrorCode::Io, "cannot be removed (" + status.message() + ")", folder.string());
}

}  // namespace tilescout::jobs
