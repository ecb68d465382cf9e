#pragma once
#include <string_view>

namespace tilescout {

/// True for an address that leads to a network: a web address, with or without GDAL's prefix ("WMS:…").
bool isWebAddress(std::string_view address);

}  // namespace tilescout
