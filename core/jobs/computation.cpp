#include "jobs/computation.h"

#include <algorithm>

namespace tilescout::jobs {

archive::Computation computationOf(const std::string& deviceText) {
  const std::size_t space = std::min(deviceText.find(' '), deviceText.size());
  const std::string device = deviceText.substr(0, space);
  return {device.substr(0, device.find(':')), space < deviceText.size() ? deviceText.substr(space + 1) : ""};
}

std::optional<SceneProblem> claimComputation(const std::filesystem::path& archive, ModelId model,
                                             const std::string& deviceText) {
  const archive::Computation now = computationOf(deviceText);
  const auto before = archive::ComputationStore(archive, archive::OpenMode::ReadWrite).claim(model, now);
  if (!before || *before == now) return std::nullopt;
  return SceneProblem{archive.string(), "precision",
                      "its tiles were embedded on " + before->device + " in " + before->precision +
                          ", those added now on " + now.device + " in " + now.precision +
                          ": their scores differ a little from those of the others"};
}

}  // namespace tilescout::jobs
