#pragma once
#include <QWidget>
#include <memory>
#include <optional>

#include "search/query.h"

class QLabel;
class QToolButton;

namespace tilescout::ui {

class ArchiveSession;
class TilePicture;
class TileViewLoader;

/// One hit as large as the window's middle allows; arrows walk through the hits, Space or Esc goes back to the grid.
class LargeView : public QWidget {
  Q_OBJECT
 public:
  explicit LargeView(QWidget* parent = nullptr);
  ~LargeView() override;

  void showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, int count, const QImage& thumbnail);

 Q_SIGNALS:
  void stepRequested(int by);
  void closeRequested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void showCaption();

  TileViewLoader* loader_;
  TilePicture* picture_;
  QLabel* caption_;
  QToolButton *previous_, *next_, *close_;
  std::optional<Hit> hit_;
  int count_ = 0;
};

}  // namespace tilescout::ui
