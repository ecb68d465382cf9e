#pragma once
#include <QImage>
#include <QObject>
#include <memory>
#include <optional>

#include "jobs/catalog_service.h"
#include "search/query.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveSession;

/// What there is to see of one tile besides its hit.
struct TileViewData {
  TileId tile = 0;
  QImage view;                                   ///< the tile with its surroundings
  QRectF frame;                                  ///< of the tile in `view`, fractions
  QImage overview;                               ///< of its scene
  QRectF place;                                  ///< of the tile in `overview`, fractions
  std::optional<jobs::SceneSummary> scene;
  std::optional<UiError> error;                  ///< why `view` is empty
};

/// Reads one tile's view, then its scene and overview, off the interface's thread; asking for another tile drops what
/// is left of the first. viewReady comes first, sceneReady after it.
class TileViewLoader : public QObject {
  Q_OBJECT
 public:
  explicit TileViewLoader(QObject* parent = nullptr);
  ~TileViewLoader() override;

  /// `overviewPixels` 0: no overview.
  void load(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, double margin, int viewPixels,
            int overviewPixels);
  void cancel();

 Q_SIGNALS:
  void viewReady(const tilescout::ui::TileViewData& data);
  void sceneReady(const tilescout::ui::TileViewData& data);

 private:
  quint64 generation_ = 0;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
