#include "jobs/background_service.h"

#include "base/paths.h"
#include "geo/background_map.h"

namespace tilescout::jobs {

struct BackgroundService::Impl {
  geo::BackgroundMap map;
};

BackgroundService::BackgroundService(const BackgroundSource& source)
    : source_(source),
      impl_(new Impl{geo::BackgroundMap(source.address, source.allowNetwork, paths::userData() / "background")}) {}

BackgroundService::~BackgroundService() = default;

MaskedImage BackgroundService::warped(const MapBox& box, int width, int height) {
  return impl_->map.warped(box, width, height);
}

}  // namespace tilescout::jobs
