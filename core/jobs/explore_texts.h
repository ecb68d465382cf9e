#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/job.h"

namespace tilescout::jobs {

class LoadedModel;

/// The texts that are laid out with an archive's tiles.
struct SpaceTexts {
  static constexpr std::size_t kMost = 5000;

  std::vector<std::string> texts;  ///< none twice
  bool words = false;              ///< the built-in land-cover words, for want of captions
  std::int64_t known = 0;          ///< how many there were before a sample was taken
  std::vector<float> values;       ///< a normalised row each, made by embed()

  void embed(LoadedModel& model, JobContext& job);
};

/// The archive's different captions, rising, or the land-cover words when it has none. Of more than kMost an evenly
/// spread sample, drawn by `seed`.
SpaceTexts spaceTexts(archive::Archive& archive, const LoadedModel& model, std::uint64_t seed);

}  // namespace tilescout::jobs
