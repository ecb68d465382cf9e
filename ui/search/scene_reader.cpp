#include "ui/search/scene_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/backend/backend.h"
#include "ui/backend/map_session.h"
#include "ui/support/image_convert.h"

namespace tilescout::ui {

namespace {

constexpr double kMostCrop = 768.0;

}  // namespace

SceneReader::SceneReader(QObject* parent) : QObject(parent) {}

SceneReader::~SceneReader() = default;

void SceneReader::ask(LatestWorker& worker, quint64& generation, std::function<Answer(const std::stop_token&)> work) {
  if (!session_) return;
  const quint64 asked = ++generation;
  worker.post([this, asked, &generation, work = std::move(work)](const std::stop_token& stop) {
    Answer answer;
    try {
      answer = work(stop);
    } catch (...) {
      return;  // a scene that cannot be read says so where its picture should be
    }
    QMetaObject::invokeMethod(
        this,
        [asked, &generation, answer] {
          if (asked == generation && answer) answer();
        },
        Qt::QueuedConnection);
  });
}

void SceneReader::setScene(std::shared_ptr<ArchiveSession> session, SceneId scene) {
  for (quint64* asked : {&viewAsked_, &stretchAsked_, &heatAsked_, &coordinatesAsked_, &seriesAsked_, &cropAsked_})
    ++*asked;
  heatWorker_.cancel();
  session_ = std::move(session);
  scene_ = scene;
  view_.reset();
  ask(viewWorker_, viewAsked_, [this, session = session_, scene](const std::stop_token&) -> Answer {
    const jobs::SceneView view = session->map().view(scene);
    return [this, view] {
      view_ = view;
      Q_EMIT viewReady(view);
    };
  });
}

void SceneReader::askStretch(const std::array<int, 3>& bands, const StretchSpec& spec) {
  ask(stretchWorker_, stretchAsked_,
      [this, session = session_, scene = scene_, bands, spec](const std::stop_token&) -> Answer {
        const Rendering rendering = session->map().stretched(scene, bands, spec);
        return [this, rendering] { Q_EMIT stretchReady(rendering); };
      });
}

void SceneReader::askHeat(const Query& query, int level) {
  ask(heatWorker_, heatAsked_,
      [this, session = session_, scene = scene_, query, level](const std::stop_token& stop) -> Answer {
        try {
          const jobs::SceneView view = session->map().view(scene);
          const SceneHeat heat = heatOf(session->map().sceneScores(query, scene, stop), view.width, view.height, level);
          return [this, heat] { Q_EMIT heatReady(heat); };
        } catch (const Error& error) {
          return [this, failure = uiError(error)] { Q_EMIT heatFailed(failure); };
        }
      });
}

void SceneReader::askCrop(const QRectF& part, const std::optional<Rendering>& rendering) {
  ask(cropWorker_, cropAsked_,
      [this, session = session_, scene = scene_, part, rendering](const std::stop_token&) -> Answer {
        const auto side = [&](double length) {
          const double shrink = std::min(1.0, kMostCrop / std::max(part.width(), part.height()));
          return std::max(1, static_cast<int>(std::lround(length * shrink)));
        };
        try {
          const TileWindow window{0, 0, 0, part.x(), part.y(), part.width(), part.height()};
          const MaskedImage read =
              session->map().window(scene, window, side(part.width()), side(part.height()), rendering);
          return [this, picture = toQImage(read.image)] { Q_EMIT cropReady(picture); };
        } catch (...) {
          return [this, failure = uiErrorOf(std::current_exception())] { Q_EMIT cropFailed(failure); };
        }
      });
}

void SceneReader::askCoordinates(double x, double y) {
  ask(coordinatesWorker_, coordinatesAsked_,
      [this, session = session_, scene = scene_, x, y](const std::stop_token&) -> Answer {
        const std::optional<jobs::SceneCoordinates> found = session->map().coordinates(scene, x, y);
        return [this, found] { Q_EMIT coordinatesReady(found); };
      });
}

void SceneReader::askSeries(const LonLat& place) {
  ask(seriesWorker_, seriesAsked_, [this, session = session_, place](const std::stop_token&) -> Answer {
    const std::vector<jobs::SceneView> scenes = session->map().scenesAt(place);
    return [this, scenes] { Q_EMIT seriesReady(scenes); };
  });
}

}  // namespace tilescout::ui
