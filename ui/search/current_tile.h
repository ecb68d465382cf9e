#pragma once
#include <QObject>
#include <optional>

#include "search/query.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveController;
class SearchController;
class Selection;

/// The selection's current tile with all that is known of it: as a hit when it is among the present results, else read
/// from the archive (rank 0, no score).
class CurrentTile : public QObject {
  Q_OBJECT
 public:
  CurrentTile(Selection* selection, SearchController* search, ArchiveController* archive, QObject* parent = nullptr);
  ~CurrentTile() override;

  /// Null: no tile, or still being read.
  const Hit* hit() const { return hit_ ? &*hit_ : nullptr; }

 Q_SIGNALS:
  void changed();

 private:
  void refresh();
  void read(TileId tile);

  Selection* const selection_;
  SearchController* const search_;
  ArchiveController* const archive_;
  std::optional<Hit> hit_;
  quint64 generation_ = 0;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
