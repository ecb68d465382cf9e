#pragma once
#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/map_service.h"
#include "search/query.h"
#include "ui/search/scene_heat.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveSession;

/// What the large view asks of a scene, off the interface's thread: of each kind of question only the newest is
/// answered, and none of another scene once setScene() was called.
class SceneReader : public QObject {
  Q_OBJECT
 public:
  explicit SceneReader(QObject* parent = nullptr);
  ~SceneReader() override;

  /// Drops all that was asked and asks for the scene itself.
  void setScene(std::shared_ptr<ArchiveSession> session, SceneId scene);
  void askStretch(const std::array<int, 3>& bands, const StretchSpec& spec);
  /// The answer to an earlier question about a stretch is wanted no more.
  void dropStretch() { ++stretchAsked_; }
  void askHeat(const Query& query, int level);
  /// Part of the scene, in its pixels, as a picture of at most 768 pixels a side.
  void askCrop(const QRectF& part, const std::optional<Rendering>& rendering);
  void askCoordinates(double x, double y);
  /// Scenes of the same place.
  void askSeries(const LonLat& place);

 Q_SIGNALS:
  void viewReady(const tilescout::jobs::SceneView& view);
  void stretchReady(const tilescout::Rendering& rendering);
  void heatReady(const tilescout::ui::SceneHeat& heat);
  void heatFailed(const tilescout::ui::UiError& error);
  void cropReady(const QImage& picture);
  void cropFailed(const tilescout::ui::UiError& error);
  void coordinatesReady(const std::optional<tilescout::jobs::SceneCoordinates>& coordinates);
  void seriesReady(const std::vector<tilescout::jobs::SceneView>& scenes);

 private:
  /// Runs `work` on the worker; what it returns is called on the interface's thread unless it has become stale.
  using Answer = std::function<void()>;
  void ask(LatestWorker& worker, quint64& generation, std::function<Answer(const std::stop_token&)> work);

  std::shared_ptr<ArchiveSession> session_;
  SceneId scene_ = 0;
  std::optional<jobs::SceneView> view_;
  quint64 viewAsked_ = 0, stretchAsked_ = 0, heatAsked_ = 0, coordinatesAsked_ = 0, seriesAsked_ = 0, cropAsked_ = 0;
  LatestWorker viewWorker_, stretchWorker_, heatWorker_, coordinatesWorker_, seriesWorker_, cropWorker_;
};

}  // namespace tilescout::ui
