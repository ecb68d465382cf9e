#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "archive/computation_store.h"
#include "base/scene.h"
#include "model/device.h"

namespace tilescout::jobs {

/// "cuda:1 bf16", as a loaded model says where it computes → {"cuda", "bf16"}.
archive::Computation computationOf(const std::string& deviceText);

/// Before a model's embeddings are added to: records how, where there are none yet; a warning (code "precision") where
/// those that are there were computed otherwise, for what is added then differs from them a little.
std::optional<SceneProblem> claimComputation(const std::filesystem::path& archive, ModelId model,
                                             const std::string& deviceText);

/// `asked`, with the device and precision that the archive's tiles were embedded with by the model of this fingerprint
/// in place of "auto", as far as this machine has them. Never throws: what cannot be found out is left to `asked`.
model::DeviceChoice asRecorded(const std::filesystem::path& archive, const std::string& fingerprint,
                               model::DeviceChoice asked) noexcept;

}  // namespace tilescout::jobs
