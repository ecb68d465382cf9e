#pragma once
#include <QWidget>
#include <memory>
#include <optional>

#include "search/query.h"

class QLabel;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace tilescout::ui {

class ArchiveSession;
class StatePage;
class TilePicture;
class TileViewLoader;
struct TileViewData;

/// The current hit: the tile large with its surroundings, score, scene, date, coordinates to copy, and where it lies in
/// its scene. What is known shows within a frame; what must be read comes later into places kept for it.
class DetailsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit DetailsPanel(QWidget* parent = nullptr);
  ~DetailsPanel() override;

  /// `thumbnail` bridges the time until the sharp picture is read.
  void showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, std::int64_t searched,
               const QString& model, const QImage& thumbnail);
  void clear();
  /// Something more about the current tile, between what is known of it and its place in the scene.
  void addPart(QWidget* part);
  TileId shownTile() const { return hit_ ? hit_->tile : 0; }
  double shownScore() const { return hit_ ? hit_->score : 0.0; }

 Q_SIGNALS:
  void previewRequested();

 private:
  QWidget* buildContent();
  QLabel* valueLabel(const char* name);
  void retranslate();
  void showValues();
  void showScene(const TileViewData& data);
  void copyPlace();

  static constexpr double kMargin = 0.5;  ///< tile sizes around the tile

  std::optional<Hit> hit_;
  std::int64_t searched_ = 0;
  QString model_;
  TileViewLoader* loader_;
  QStackedWidget* stack_;
  StatePage* empty_;
  TilePicture *picture_, *overview_;
  QVBoxLayout* content_ = nullptr;
  QLabel *score_, *rank_, *found_, *scene_, *date_, *sensor_, *place_, *size_, *tile_, *modelLabel_;
  QLabel* overviewTitle_;
  QList<QLabel*> names_;
  QToolButton *copy_, *enlarge_;
};

}  // namespace tilescout::ui
