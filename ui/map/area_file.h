#pragma once
#include <QString>
#include <filesystem>

#include "base/scene.h"

namespace tilescout::ui {

/// Writes a polygon as GeoJSON (WGS 84; longitudes past ±180 are kept) into `folder`, under a name made from its
/// corners: the same area is one file. Returns the file. Throws Error{Io}.
QString writeAreaFile(const Ring& ring, const std::filesystem::path& folder);

}  // namespace tilescout::ui
