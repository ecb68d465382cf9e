#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace tilescout::archive {

/// One fine-tuning on the archive's labelled tiles, as it is kept, however it ended. `config`, `result` and the lines of `curves` are
/// JSON of core/jobs.
struct TrainingRun {
  std::int64_t id = 0;
  std::string model, fingerprint;      ///< what came of it; the model may be gone from the store, or
                                       ///< never have come to be (no fingerprint)
  std::string base, baseFingerprint;
  std::string config, dataFingerprint, codeVersion, result;
  std::string curves;                  ///< one event a line
  std::string started, ended;          ///< ISO 8601, UTC
  std::string notes;
  std::vector<std::pair<TileId, std::string>> split;  ///< of every tile; only when it is added
};

}  // namespace tilescout::archive
