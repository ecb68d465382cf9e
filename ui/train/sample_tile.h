#pragma once
#include <QFrame>
#include <QString>
#include <memory>

#include "jobs/finetune_job.h"
#include "ui/support/background.h"

class QLabel;

namespace tilescout::ui {

class ArchiveSession;
class TilePicture;

/// Reads training images for whatever shows them, two at a time.
class SamplePictures : public QObject {
 public:
  explicit SamplePictures(QObject* parent = nullptr);

  void setSource(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneSource& source);
  /// Shows the image in `picture` as soon as it is there, if that still exists then.
  void load(TilePicture* picture, TileId tile, const std::string& subject);

 private:
  std::shared_ptr<ArchiveSession> session_;
  jobs::FinetuneSource source_;
  Background background_;
};

/// A training image with a line under it and words beside or below.
class SampleTile : public QFrame {
  Q_OBJECT
 public:
  enum class Shape { Below, Beside };

  explicit SampleTile(Shape shape, int pixels, QWidget* parent = nullptr);

  /// `mark`: short, e.g. a rank "7 → 2"; `words`: the caption.
  void show(SamplePictures* pictures, TileId tile, const std::string& subject, const QString& mark,
            const QString& words);
  QString mark() const;
  TileId tile() const { return tile_; }

 Q_SIGNALS:
  void activated(qint64 tile);

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  const Shape shape_;
  TileId tile_ = 0;
  std::string subject_;
  TilePicture* picture_;
  QLabel *mark_, *words_;
};

}  // namespace tilescout::ui
