#pragma once
#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>

#include "exchange/gdal_support.h"

/// Vector files as exchange reads them; included by .cpp files alone.
namespace tilescout::exchange {

struct TransformDeleter {
  void operator()(OGRCoordinateTransformation* transform) const { OGRCoordinateTransformation::DestroyCT(transform); }
};
using TransformPtr = std::unique_ptr<OGRCoordinateTransformation, TransformDeleter>;

/// A regular file only, by drivers that follow no links: neither its name nor its content can lead to a network.
/// `what` is what it is wanted as, for the message, which says what the file is instead. Throws Error: NotFound, Io,
/// InvalidInput.
DatasetPtr openVectors(const std::filesystem::path& file, const char* what);

/// To WGS 84 in lon, lat order; null when the layer is in it already, or says nothing. Throws Error{InvalidInput}.
TransformPtr transformToWgs84(OGRLayer& layer, const std::filesystem::path& file);

}  // namespace tilescout::exchange
