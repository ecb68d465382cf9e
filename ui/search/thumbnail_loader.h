#pragma once
#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ids.h"

namespace tilescout::ui {

class ArchiveSession;

enum class PictureState { Unknown, Ready, Offline, Failed };

/// Thumbnails on worker threads. The view says which tiles it shows now, first ones first; what it no longer shows and
/// nobody has begun is dropped, so that scrolling through thousands loads only where it stops.
class ThumbnailLoader : public QObject {
  Q_OBJECT
 public:
  explicit ThumbnailLoader(int threads = 2, QObject* parent = nullptr);
  ~ThumbnailLoader() override;

  /// Forgets all pictures.
  void setSession(std::shared_ptr<ArchiveSession> session);
  /// Replaces what was wanted before. `pixels`: longest side on the screen.
  void want(const QList<TileId>& tiles, int pixels);
  /// One more tile, before the others that wait; forgotten with them.
  void wantAlso(TileId tile, int pixels);
  /// Tries again what could not be read.
  void retry();

  /// Size of the pictures that a list wanted last, as the session draws them; 0: none has yet.
  int size() const { return size_; }

  PictureState state(TileId tile) const;
  /// Null until ready; may be smaller than wanted while a larger one is loading.
  QPixmap pixmap(TileId tile) const;

 Q_SIGNALS:
  void changed(qint64 tile);

 private:
  struct Request {
    TileId tile = 0;
    int pixels = 0;
    quint64 generation = 0;
    std::shared_ptr<ArchiveSession> session;
  };
  struct Picture {
    QPixmap pixmap;
    int pixels = 0;
  };
  void loop(const std::stop_token& quit);
  void load(const Request& request);
  void took(const Request& request, const QImage& image, PictureState state);

  // Interface thread only.
  std::shared_ptr<ArchiveSession> session_;
  quint64 generation_ = 0;
  int size_ = 0;
  mutable QCache<TileId, Picture> pictures_;
  QHash<TileId, PictureState> troubles_;

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Request> queue_;
  std::vector<Request> running_;
  std::vector<std::jthread> threads_;
};

}  // namespace tilescout::ui
