#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/image.h"
#include "base/scene.h"

namespace tilescout::jobs {

/// What lies under the scenes of a map. `address`: a local file, or a web address with {z}, {x} and {y} or of a WMS.
struct BackgroundSource {
  std::string address;
  bool allowNetwork = false;  ///< the user said so, for this address
  bool operator==(const BackgroundSource&) const = default;
};

/// Pictures of a background for the map; see geo::BackgroundMap. One thread. Throws Error naming the address.
class BackgroundService {
 public:
  explicit BackgroundService(const BackgroundSource& source);
  ~BackgroundService();

  const BackgroundSource& source() const { return source_; }
  MaskedImage warped(const MapBox& box, int width, int height);

 private:
  struct Impl;
  BackgroundSource source_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
