#pragma once
#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "jobs/background_service.h"
#include "ui/map/map_tiles.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

class ArchiveSession;

/// Pictures of scenes warped to the map, on worker threads. The map says what it shows now, most wanted first; what it
/// no longer shows and nobody has begun is dropped. Pictures stay until newer ones push them out.
class MapTileLoader : public QObject {
  Q_OBJECT
 public:
  explicit MapTileLoader(int threads = 2, QObject* parent = nullptr);
  ~MapTileLoader() override;

  /// Forgets all pictures.
  void setSession(std::shared_ptr<ArchiveSession> session);
  /// Where the tiles of kBackgroundScene come from; none: nowhere. After a failure none is asked for until this is
  /// called again.
  void setBackground(const std::optional<jobs::BackgroundSource>& source);
  /// Replaces what was wanted before.
  void want(const std::vector<MapTileKey>& tiles);
  /// Null: not read yet. An image without size: nothing of the scene lies there.
  const QImage* picture(const MapTileKey& key) const;
  /// Scenes that could not be read.
  const QSet<SceneId>& unreadable() const { return unreadable_; }
  bool isLoading() const { return missing_ > 0; }

 Q_SIGNALS:
  void changed();
  void backgroundFailed(const tilescout::ui::UiError& error);

 private:
  /// A picture of one archive, or of one background.
  struct Wanted {
    MapTileKey key;
    quint64 generation = 0, background = 0;
    bool operator==(const Wanted&) const = default;
  };
  struct Request {
    Wanted what;
    std::shared_ptr<ArchiveSession> session;
    std::optional<jobs::BackgroundSource> background;
  };
  void forgetBackground();
  void loop(const std::stop_token& quit);
  void load(const Request& request);
  void took(const Wanted& what, const QImage& image, const std::optional<UiError>& failure);

  // Interface thread only.
  std::shared_ptr<ArchiveSession> session_;
  std::optional<jobs::BackgroundSource> background_;
  quint64 generation_ = 0, backgroundGeneration_ = 0;
  QCache<MapTileKey, QImage> pictures_;
  QSet<SceneId> unreadable_;
  QSet<MapTileKey> asked_;
  int missing_ = 0;

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Request> queue_;
  std::vector<Wanted> running_;
  std::vector<std::jthread> threads_;
};

}  // namespace tilescout::ui
