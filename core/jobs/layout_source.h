#pragma once
#include <optional>
#include <string>

#include "archive/archive.h"
#include "jobs/layout_view.h"

namespace tilescout::jobs {

/// The archive's record of the model with this name or fingerprint, "" = the active one. Throws Error{InvalidInput}
/// when it has none, Error{NotFound} listing those that it has.
archive::ModelRecord modelOfLayout(archive::Archive& archive, const std::string& name);

/// The stored layout as others see it.
std::optional<LayoutView> viewOfLayout(archive::Archive& archive, const archive::ModelRecord& model,
                                       const std::string& method);

}  // namespace tilescout::jobs
