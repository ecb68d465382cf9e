#include "ui/explore/find_controller.h"

#include <QSet>
#include <algorithm>
#include <iterator>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/explore/space_job.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

std::vector<Finding> duplicatesOf(ExploreSession& session, double cosine, JobContext& job) {
  std::vector<Finding> findings;
  for (jobs::DuplicateGroup& group : session.duplicates({cosine}, job)) {
    Finding finding;
    finding.figure = group.similarity;
    finding.duplicate = group.kind;
    finding.tiles = std::move(group.tiles);
    finding.facts = std::move(group.facts);
    finding.apart = group.apart;
    findings.push_back(std::move(finding));
  }
  return findings;
}

/// Which tiles are labelled now: labels come and go while a list is looked at.
void readLabels(std::vector<Finding>& groups, ExploreSession& session) {
  std::vector<TileId> tiles;
  for (const Finding& group : groups) tiles.insert(tiles.end(), group.tiles.begin(), group.tiles.end());
  std::sort(tiles.begin(), tiles.end());
  tiles.erase(std::unique(tiles.begin(), tiles.end()), tiles.end());
  const jobs::TileLabels labels = session.labels(tiles);
  for (Finding& group : groups) {
    for (std::size_t i = 0; i < group.facts.size(); ++i) {
      const auto at = std::lower_bound(tiles.begin(), tiles.end(), group.tiles[i]);
      group.facts[i].labelled = labels.isLabelled(static_cast<std::size_t>(at - tiles.begin()));
    }
  }
}

std::vector<TileId> othersOf(const std::vector<Finding>& groups, jobs::KeepRule rule) {
  std::vector<TileId> others;
  QSet<TileId> seen;
  for (const Finding& group : groups) {
    const std::size_t kept = jobs::keptOf(group.tiles, group.facts, rule);
    for (std::size_t i = 0; i < group.tiles.size(); ++i) {
      if (i == kept || seen.contains(group.tiles[i])) continue;
      seen.insert(group.tiles[i]);
      others.push_back(group.tiles[i]);
    }
  }
  return others;
}

/// The order of jobs::findDuplicates.
bool listedBefore(const Finding& a, const Finding& b) {
  if (a.duplicate != b.duplicate) return a.duplicate < b.duplicate;
  return a.tiles.size() != b.tiles.size() ? a.tiles.size() > b.tiles.size() : a.figure > b.figure;
}

std::vector<Finding> outliersOf(ExploreSession& session, JobContext& job) {
  std::vector<Finding> findings;
  for (const jobs::OutlierTile& outlier : session.outliers(FindController::kMost, job)) {
    Finding finding;
    finding.tiles = {outlier.tile};
    finding.figure = outlier.nearest;
    finding.outlier = outlier.reason;
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> worthLabellingOf(ExploreSession& session, JobContext& job) {
  std::vector<Finding> findings;
  for (const jobs::LabelSuggestion& suggestion : session.worthLabelling(FindController::kMost / 2, job)) {
    Finding finding;
    finding.tiles = {suggestion.tile};
    finding.figure = suggestion.distance;
    finding.standsFor = suggestion.standsFor;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

FindController::FindController(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  job_ = new SpaceJob(context, this);
  connect(job_, &SpaceJob::changed, this, &FindController::changed);
  connect(&context->archive(), &ArchiveController::archiveChanged, this, &FindController::archiveChanged);
  connect(&context->labels(), &LabelController::stepped, this, [this](const EditStep& step) {
    if (step.kind.starts_with("apart.")) readApart();
  });
}

FindController::~FindController() = default;

QString FindController::titleOf(FindKind kind) {
  switch (kind) {
    case FindKind::Duplicates: return tr("Near-duplicates");
    case FindKind::Outliers: return tr("Outliers");
    case FindKind::WorthLabelling: return tr("Worth labelling");
    case FindKind::Changed: return tr("Changed most");
  }
  return {};
}

void FindController::archiveChanged() {
  job_->drop();
  answers_.drop();
  deciding_ = false;
  clear();
}

void FindController::clear() {
  if (!found_) return;
  found_ = false;
  findings_.clear();
  aside_.clear();
  Q_EMIT changed();
}

void FindController::find(FindKind kind, double cosine) {
  if (job_->isRunning() || deciding_ || kind == FindKind::Changed) return;
  JobWords words = SpaceJob::words(
      [kind] { return tr("Find: %1").arg(titleOf(kind)); },
      [](const Progress& progress) {
        if (progress.stage == "look") return tr("looking at pictures: %1").arg(formatCount(progress.done));
        return tr("choosing tiles: %1").arg(SpaceJob::countsOf(progress));
      },
      [](const JobOutcome& outcome) {
        return outcome.tiles == 0 ? tr("nothing found") : tr("%Ln found", nullptr, static_cast<int>(outcome.tiles));
      });
  job_->start(
      std::move(words),
      [kind, cosine](ExploreSession& session, JobContext& job) {
        return kind == FindKind::Duplicates ? duplicatesOf(session, cosine, job)
               : kind == FindKind::Outliers ? outliersOf(session, job)
                                            : worthLabellingOf(session, job);
      },
      [](const std::vector<Finding>& found) { return found.size(); },
      [this, kind, cosine](std::vector<Finding> found) {
        kind_ = kind;
        cosine_ = cosine;
        findings_ = std::move(found);
        found_ = true;
        aside_.clear();
        leaveOutApart();
      });
}

void FindController::askOthers(const std::vector<int>& lines, jobs::KeepRule rule) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session) return;
  std::vector<Finding> groups;
  for (const int line : lines) groups.push_back(findings_[static_cast<std::size_t>(line)]);
  answers_.call(
      [session, groups](const std::stop_token&) {
        std::vector<Finding> read = groups;
        readLabels(read, session->explore());
        return read;
      },
      [this, rule](const std::vector<Finding>& read) { Q_EMIT others(othersOf(read, rule)); },
      [this, rule, groups](const UiError&) { Q_EMIT others(othersOf(groups, rule)); });  // as they were when found
}

/// From the list to what is set aside.
void FindController::leaveOutApart() {
  const auto apart =
      std::stable_partition(findings_.begin(), findings_.end(), [](const Finding& each) { return !each.apart; });
  std::move(apart, findings_.end(), std::back_inserter(aside_));
  findings_.erase(apart, findings_.end());
}

/// Whether each of the findings, then of what is set aside, is apart now.
void FindController::listApart(const std::vector<bool>& apart) {
  std::move(aside_.begin(), aside_.end(), std::back_inserter(findings_));
  aside_.clear();
  for (std::size_t i = 0; i < findings_.size(); ++i) findings_[i].apart = apart[i];
  leaveOutApart();
  std::stable_sort(findings_.begin(), findings_.end(), listedBefore);
}

/// An undo or redo has changed what the archive says.
void FindController::readApart() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || deciding_ || !found_ || kind_ != FindKind::Duplicates) return;
  std::vector<std::vector<TileId>> groups;
  for (const std::vector<Finding>* part : {&findings_, &aside_}) {
    for (const Finding& finding : *part) groups.push_back(finding.tiles);
  }
  deciding_ = true;  // the lists stay as they are until the answer is there
  answers_.call([session, groups](const std::stop_token&) { return session->explore().areApart(groups); },
                [this](const std::vector<bool>& apart) {
                  deciding_ = false;
                  listApart(apart);
                  Q_EMIT changed();
                },
                [this](const UiError& error) {
                  deciding_ = false;
                  Q_EMIT notDecided(error);
                });
}

void FindController::setAside(const std::vector<int>& lines) {
  std::vector<std::vector<TileId>> groups;
  std::vector<bool> apart(findings_.size() + aside_.size());
  std::fill(apart.begin() + static_cast<std::ptrdiff_t>(findings_.size()), apart.end(), true);
  for (const int line : lines) {
    groups.push_back(findings_[static_cast<std::size_t>(line)].tiles);
    apart[static_cast<std::size_t>(line)] = true;
  }
  decide([groups](ExploreSession& session) { session.sayApart(groups); }, [this, apart] { listApart(apart); });
}

void FindController::bringBack() {
  std::vector<std::vector<TileId>> groups;
  for (const Finding& finding : aside_) groups.push_back(finding.tiles);
  decide([groups](ExploreSession& session) { session.takeBackApart(groups); },
         [this] { listApart(std::vector<bool>(findings_.size() + aside_.size())); });
}

/// `write` into the archive, then `done` here: what was not written must not look so.
void FindController::decide(std::function<void(ExploreSession&)> write, std::function<void()> done) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || deciding_) return;
  deciding_ = true;
  answers_.call([session, write = std::move(write)](const std::stop_token&) { write(session->explore()); },
                [this, done = std::move(done)] {
                  deciding_ = false;
                  if (found_ && kind_ == FindKind::Duplicates) done();
                  context_->labels().refresh();  // there is something to take back
                  Q_EMIT changed();
                },
                [this](const UiError& error) {
                  deciding_ = false;
                  Q_EMIT notDecided(error);
                });
}

void FindController::showChanged(const jobs::ComparisonView& comparison) {
  findings_.clear();
  aside_.clear();
  for (const auto& [tile, drift] : comparison.mostChanged) {
    if (findings_.size() == kMost) break;
    Finding finding;
    finding.tiles = {tile};
    finding.figure = drift;
    findings_.push_back(std::move(finding));
  }
  kind_ = FindKind::Changed;
  found_ = true;
  Q_EMIT changed();
}

void FindController::showInResults(const std::vector<int>& lines) {
  std::vector<std::pair<TileId, double>> tiles;
  QSet<TileId> seen;
  for (const int line : lines) {
    const Finding& finding = findings_[static_cast<std::size_t>(line)];
    for (const TileId tile : finding.tiles) {
      if (seen.contains(tile)) continue;
      seen.insert(tile);
      tiles.emplace_back(tile, finding.figure);
    }
  }
  showTiles(std::move(tiles), titleOf(kind_));
}

void FindController::showTiles(std::vector<std::pair<TileId, double>> tiles, const QString& name) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || tiles.empty()) return;
  answers_.call(
      [session, tiles = std::move(tiles)](const std::stop_token&) {
        return std::make_shared<const SearchResult>(session->explore().answer(tiles));
      },
      [this, name](const std::shared_ptr<const SearchResult>& answer) {
        context_->search().showList(answer, name);
        Q_EMIT shown();
      });
}

}  // namespace tilescout::ui
