#pragma once
#include <QString>
#include <QStringList>
#include <optional>

#include "search/query.h"

namespace tilescout::ui {

/// A query as the user is putting it together, with the names under which its parts are shown. `query.text` is the line
/// as typed; see asked().
struct QueryDraft {
  Query query;
  QString areaName;   ///< of the box or polygon file; "" = its numbers or the file's name
  QString tilesName;  ///< of the list of tiles: a collection, say
  QString detectorName;

  /// Something to rank by: text, examples, exclusions or a detector.
  bool hasSubject() const;
  /// The query for the archive: words after a minus in the line become exclusions.
  Query asked() const;

  QString toJson() const;
  /// Empty when the text is damaged.
  static std::optional<QueryDraft> fromJson(const QString& json);
};

bool operator==(const QueryDraft& a, const QueryDraft& b);

/// "airport -clouds -\"bare soil\"" → "airport" and the words to keep away from.
struct SplitText {
  QString text;
  QStringList without;
};
SplitText splitExclusions(const QString& line);

}  // namespace tilescout::ui
