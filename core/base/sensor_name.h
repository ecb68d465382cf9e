#pragma once
#include <string>
#include <string_view>

namespace tilescout {

/// The sensor that a file name tells of by its provider's own conventions ("LC08_L1TP_…" → "Landsat 8 OLI"), "" when
/// it tells of none. Looked at anew each time, so that nothing is stored that a later version would know better.
std::string sensorOfName(std::string_view fileName);

/// A sensor's name in small letters, as names are compared: "Landsat 8 OLI" and "landsat 8 oli" are one.
std::string foldedSensor(std::string_view sensor);

}  // namespace tilescout
