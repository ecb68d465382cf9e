#include "ui/jobs/job_list.h"

#include <algorithm>
#include <utility>

namespace tilescout::ui {

JobList::JobList(QObject* parent) : QObject(parent) {}

JobList::~JobList() { cancelAll(); }  // all at once, so that the joins in ~Job overlap

Job* JobList::add(std::unique_ptr<Job> job) {
  Job* raw = job.get();
  jobs_.push_back(std::move(job));
  Q_EMIT added(raw);
  raw->start();
  return raw;
}

void JobList::dismiss(Job* job) {
  const auto place = std::find_if(jobs_.begin(), jobs_.end(), [&](const auto& own) { return own.get() == job; });
  if (place == jobs_.end() || job->state() == JobState::Running) return;
  Q_EMIT dismissed(job);
  place->release()->deleteLater();  // a slot of the job itself may be on the stack
  jobs_.erase(place);
}

void JobList::cancelAll() {
  for (const auto& job : jobs_) job->cancel();
}

bool JobList::anyRunning() const {
  return std::any_of(jobs_.begin(), jobs_.end(), [](const auto& job) { return job->state() == JobState::Running; });
}

}  // namespace tilescout::ui
