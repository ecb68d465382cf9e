#pragma once
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "jobs/compare_job.h"
#include "jobs/find_job.h"
#include "jobs/keep_rule.h"
#include "ui/explore/space_job.h"
#include "ui/support/background.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

class AppContext;
class ExploreSession;

enum class FindKind { Duplicates, Outliers, WorthLabelling, Changed };

/// One line of what was found.
struct Finding {
  std::vector<TileId> tiles;
  double figure = 0.0;  ///< similarity, distance or change, by kind
  std::int64_t standsFor = 0;
  jobs::DuplicateKind duplicate = jobs::DuplicateKind::LookAlike;
  jobs::OutlierReason outlier = jobs::OutlierReason::Rare;
  std::vector<jobs::DuplicateFacts> facts;  ///< of duplicates, one a tile
  bool apart = false;                       ///< someone said that they are none
};

/// Looks through the archive's space for what an analyst should see, as jobs, and brings it into the results.
class FindController : public QObject {
  Q_OBJECT
 public:
  static constexpr std::size_t kMost = 200;
  static constexpr double kCosine = 0.98;

  explicit FindController(AppContext* context, QObject* parent = nullptr);
  ~FindController() override;

  /// `cosine`: for near-duplicates. One at a time.
  void find(FindKind kind, double cosine = kCosine);
  /// From the comparison, without a job.
  void showChanged(const jobs::ComparisonView& comparison);
  void clear();

  /// Nothing was looked for yet, or it was cleared.
  bool isEmpty() const { return !found_; }
  bool isFinding() const { return job_->isRunning(); }
  FindKind kind() const { return kind_; }
  double cosine() const { return cosine_; }
  const std::vector<Finding>& findings() const { return findings_; }
  /// The tiles of these findings into the results, in order, each once.
  void showInResults(const std::vector<int>& lines);

  /// Of each of these groups all tiles but the one that the rule keeps, by the labels that they have now: others().
  void askOthers(const std::vector<int>& lines, jobs::KeepRule rule);
  /// These groups are no duplicates. The archive keeps that: they are not listed any more until bringBack().
  void setAside(const std::vector<int>& lines);
  /// Lists what the last search found among what was set aside.
  void bringBack();
  std::size_t asideCount() const { return aside_.size(); }

  /// Any tiles with a figure each, called `name`, into the results.
  void showTiles(std::vector<std::pair<TileId, double>> tiles, const QString& name);

  static QString titleOf(FindKind kind);

 Q_SIGNALS:
  void changed();
  /// showInResults() has done it.
  void shown();
  /// What askOthers() asked for, each tile once.
  void others(const std::vector<TileId>& tiles);
  /// What setAside() or bringBack() wanted could not be written.
  void notDecided(const UiError& error);

 private:
  void archiveChanged();
  void leaveOutApart();
  void listApart(const std::vector<bool>& apart);
  void readApart();
  void decide(std::function<void(ExploreSession&)> write, std::function<void()> done);

  AppContext* const context_;
  std::vector<Finding> findings_, aside_;
  FindKind kind_ = FindKind::Duplicates;
  double cosine_ = kCosine;
  bool found_ = false;
  bool deciding_ = false;  ///< the archive is being written
  SpaceJob* job_ = nullptr;
  Background answers_;
};

}  // namespace tilescout::ui
