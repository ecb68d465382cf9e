#include "archive/archive.h"
#include "base/error.h"
#include "base/log.h"
#include "jobs/computation.h"

namespace tilescout::jobs {

namespace {

std::optional<archive::Computation> recorded(const std::filesystem::path& file, const std::string& fingerprint) {
  archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadOnly);
  for (const archive::ModelRecord& model : archive.models()) {
    if (model.fingerprint != fingerprint) continue;
    return archive::ComputationStore(file, archive::OpenMode::ReadOnly).of(model.id);
  }
  return std::nullopt;
}

bool exists(const std::string& device) {
  try {
    model::resolveDevice({device, model::Precision::Auto, 0});
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

model::DeviceChoice asRecorded(const std::filesystem::path& archive, const std::string& fingerprint,
                               model::DeviceChoice asked) noexcept {
  if (archive.empty()) return asked;  // none is open
  try {
    const auto before = recorded(archive, fingerprint);
    if (!before) return asked;
    model::DeviceChoice choice = asked;
    if (choice.device == "auto" && exists(before->device)) choice.device = before->device;
    if (choice.precision == model::Precision::Auto) {
      choice.precision = model::parsePrecision(before->precision);
      const model::ResolvedDevice device = model::resolveDevice(choice);
      // Worked out in software it would take many times as long, for a difference that a warning can tell of.
      const bool slow = device.device == "cpu" && choice.precision != model::Precision::Fp32 && !device.bf16InHardware;
      if (slow) choice.precision = model::Precision::Auto;
    }
    return choice;
  } catch (const std::exception& error) {
    log::warn(std::string("how the archive's tiles were embedded could not be found out: ") + error.what());
    return asked;
  }
}

}  // namespace tilescout::jobs
