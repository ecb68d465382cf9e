#pragma once
#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/explore_job.h"
#include "ui/explore/space_job.h"
#include "ui/search/query_draft.h"
#include "ui/support/background.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class AppContext;

enum class LayoutState { NoArchive, Loading, NoTiles, None, Ready, Failed };

/// The layout of the open archive: reads the stored one, makes and updates it as a job, and gets every tile's score for
/// the present query when a view asks for scores.
class LayoutController : public QObject {
  Q_OBJECT
 public:
  static constexpr int kMostScores = 300'000;

  explicit LayoutController(AppContext* context, QObject* parent = nullptr);
  ~LayoutController() override;

  LayoutState state() const { return state_; }
  const std::shared_ptr<const jobs::LayoutView>& view() const { return view_; }
  const UiError& error() const { return error_; }
  bool isMaking() const { return job_->isRunning(); }
  /// What making a layout takes, as it was when the archive was looked at last.
  const std::optional<jobs::LayoutCost>& cost() const { return cost_; }

  /// Makes or updates the layout; one job at a time.
  void make(const jobs::ExploreOptions& options);
  /// Reads what is stored: somebody else made a layout.
  void load();
  /// `only`: no other tiles than these; empty: all.
  void write(const QString& file, const std::vector<TileId>& only = {});
  /// Of a job that writes this file.
  static JobWords writeWords(const QString& file);
  /// "": the program's name again. Undone as labels are; notRenamed() says when the name could not be written.
  void renameCluster(qint64 cluster, const QString& name);
  /// While wanted, scores() follow the query.
  void setScoresWanted(bool wanted);
  /// One a point, NaN for tiles that are no answer; empty without a query.
  const std::vector<float>& scores() const { return scores_; }
  /// The text of the query that is scored; "" when it has none.
  QString scoredText() const { return QString::fromStdString(scored_.query.text); }

 Q_SIGNALS:
  void changed();
  void scoresChanged();
  void notRenamed(const tilescout::ui::UiError& error);

 private:
  void archiveChanged();
  void contentChanged();
  void set(LayoutState state);
  void took(quint64 generation, std::shared_ptr<const jobs::LayoutView> view);
  void readCost();
  std::map<std::string, std::string> pageWords(const jobs::LayoutView& view) const;
  void failed(quint64 generation, const UiError& error);
  void askScores();

  AppContext* const context_;
  LayoutState state_ = LayoutState::NoArchive;
  std::shared_ptr<const jobs::LayoutView> view_;
  UiError error_;
  std::optional<UiError> notKept_;  ///< why a name is not there: said when what is there has been read
  std::optional<jobs::LayoutCost> cost_;
  SpaceJob* job_ = nullptr;
  bool scoresWanted_ = false;
  std::vector<float> scores_;
  QueryDraft scored_;       ///< what scores() are of, without filters
  quint64 generation_ = 0;  ///< of the archive: answers about an earlier one are dropped
  quint64 query_ = 0;
  LatestWorker worker_, scoreWorker_;
  Background costReader_;
  OrderedWorker writer_;  ///< names are kept in the order in which they were given, even when the program closes
};

}  // namespace tilescout::ui
