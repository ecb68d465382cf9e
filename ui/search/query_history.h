#pragma once
#include <QObject>
#include <QTimer>
#include <vector>

#include "ui/search/query_draft.h"

class QMenu;

namespace tilescout::ui {

class AppContext;

/// What was asked lately of the archive that is open, newest first: with Enter, and whatever stood answered for a
/// while. A whole query each, with its examples, area and filters. Kept in the settings, for each archive by itself.
class QueryHistory : public QObject {
  Q_OBJECT
 public:
  static constexpr int kMost = 20;
  static constexpr int kSettleMs = 2500;  ///< how long an answer is looked at before its query counts as asked

  explicit QueryHistory(AppContext* context, QObject* parent = nullptr);

  const std::vector<QueryDraft>& queries() const { return queries_; }
  /// The present query counts as asked now.
  void keep();
  void clear();
  /// One entry a query, which asks it again; and one that clears the list.
  void fill(QMenu* menu);

 private:
  void load();
  void store();
  QString labelOf(const QueryDraft& draft) const;

  AppContext* const context_;
  std::vector<QueryDraft> queries_;
  QTimer settle_;
};

}  // namespace tilescout::ui
