#pragma once
#include <QHash>
#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/labels.h"
#include "search/feedback.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class ArchiveController;
class SearchController;
struct QueryDraft;

/// Which of the tiles that a refined query offers are shown.
enum class RefineStrip { Best, Uncertain, Random };

/// Right and wrong, as the user says of hits, and what follows: as soon as a mark changes, the query is learned anew
/// and its ranking takes the results' place. Marks belong to their query (text and examples, whatever the filters), are
/// kept in the archive as they are made, and come back with their query, after a restart too. Marks of a random sample
/// tell how good the ranking is; they are learned from once another sample is drawn.
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
  /// Takes back the latest change of marks since this query was asked; false when there is none.
  bool undo();
  void clear();
  /// The marks that taught the query's detector come back with it, unless others were made since. Its ranking stays
  /// until one of them changes; then the query as it was before the detector is learned anew from all of them.
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
  const std::optional<UiError>& error() const { return error_ ? error_ : keepError_; }

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
  void restoreMarks(std::vector<Mark> marks);
  void setMarks(std::vector<Mark> marks, bool undoable = true);
  void keep();
  void loadKept();
  void loaded(const std::map<std::string, std::vector<SearchMark>>& kept, quint64 edits);
  void refine();
  Query learnedQuery() const;
  void took(quint64 generation, const RefineResult& result);
  void refineRest();
  void tookRest(quint64 generation, std::shared_ptr<const SearchResult> whole);
  void show();

  ArchiveController* const archive_;
  SearchController* const search_;
  QString subject_;                         ///< of the query that the marks belong to
  QString key_;                             ///< the same, short
  QHash<QString, std::vector<Mark>> kept_;  ///< of other queries, by their keys
  std::vector<Mark> marks_, taught_;        ///< taught_: those that the query's detector came from
  QHash<TileId, bool> markOf_;
  std::vector<std::vector<Mark>> undo_;
  RefineStrip strip_ = RefineStrip::Best;
  Audit audit_;
  std::vector<Hit> auditHits_;
  bool wantsAudit_ = false;
  bool adopted_ = false;  ///< the marks are those of the query's detector
  std::uint64_t seed_ = 1;
  std::optional<RefineResult> result_;
  std::shared_ptr<const SearchResult> whole_;  ///< of result_: all its best, once they are there
  QTimer rest_;                                ///< between the first of them and the rest, as for a plain search
  std::optional<UiError> error_, keepError_;
  quint64 edits_ = 0;  ///< changes of marks by the user
  bool busy_ = false;
  quint64 generation_ = 0;
  LatestWorker worker_;
  OrderedWorker keeper_;  ///< of marks: each change is written, in order
};

}  // namespace tilescout::ui
