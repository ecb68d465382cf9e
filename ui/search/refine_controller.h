#pragma once
#include <QHash>
#include <QObject>
#include <optional>
#include <vector>

#include "search/feedback.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveController;
class SearchController;
struct QueryDraft;

/// Which of the tiles that a refined query offers are shown.
enum class RefineStrip { Best, Uncertain, Random };

/// Right and wrong, as the user says of hits, and what follows: as soon as a mark changes, the query is learned anew
/// and its ranking takes the results' place. Marks belong to their query (text and examples, whatever the filters) and
/// come back with it. Marks of a random sample tell how good the ranking is; they are learned from once another sample
/// is drawn.
class RefineController : public QObject {
  Q_OBJECT
 public:
  RefineController(ArchiveController* archive, SearchController* search, QObject* parent = nullptr);
  ~RefineController() override;

  /// There are marks, or one of the other strips is open.
  bool isActive() const { return !marks_.empty() || strip_ != RefineStrip::Best; }
  bool isBusy() const { return busy_; }
  const std::vector<Mark>& marks() const { return marks_; }
  /// Right or wrong; none: not marked.
  std::optional<bool> markOf(TileId tile) const;
  int count(bool right) const;

  /// Marks the tiles; when all of them carry that mark already, it is taken away.
  void mark(const std::vector<TileId>& tiles, bool right);
  /// Takes back the latest change of marks; false when there is none.
  bool undo();
  void clear();
  /// The marks that taught the query's detector come back with it. Its ranking stays until one of them changes; then
  /// the query as it was before the detector is learned anew from all of them.
  void adopt(std::vector<Mark> marks);

  RefineStrip strip() const { return strip_; }
  void setStrip(RefineStrip strip);
  /// A new random sample of what the present ranking accepts; the marks of the one before are learned from now.
  void drawAudit();
  const Audit& audit() const { return audit_; }
  /// The ranking has changed since the sample was drawn: the estimate is of the ranking before.
  bool auditIsOld() const;
  PrecisionEstimate precision() const { return estimatePrecision(audit_, marks_); }
  /// Tiles that the present ranking accepts; 0 before there is one.
  std::int64_t accepted() const { return result_ ? result_->audit.accepted : 0; }
  const std::optional<UiError>& error() const { return error_; }

  /// For saving as a detector.
  FeedbackState state() const;

 Q_SIGNALS:
  /// Marks, strip, sample or busyness are others.
  void changed();
  void marksChanged();

 private:
  void queryChanged();
  bool restsOnDetector() const;
  void answered();
  void setMarks(std::vector<Mark> marks, bool undoable = true);
  void refine();
  void took(quint64 generation, const RefineResult& result);
  void show();

  ArchiveController* const archive_;
  SearchController* const search_;
  QString subject_;                         ///< of the query that the marks belong to
  QHash<QString, std::vector<Mark>> kept_;  ///< of other queries
  std::vector<Mark> marks_;
  QHash<TileId, bool> markOf_;
  std::vector<std::vector<Mark>> undo_;
  RefineStrip strip_ = RefineStrip::Best;
  Audit audit_;
  std::vector<Hit> auditHits_;
  bool wantsAudit_ = false;
  bool adopted_ = false;  ///< the marks are those of the query's detector
  std::uint64_t seed_ = 1;
  std::optional<RefineResult> result_;
  std::optional<UiError> error_;
  bool busy_ = false;
  quint64 generation_ = 0;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
