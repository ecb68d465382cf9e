#include "ui/map/area_file.h"

#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"

namespace tilescout::ui {

QString writeAreaFile(const Ring& ring, const std::filesystem::path& folder) {
  QString corners;
  Ring closed = ring;
  if (!closed.empty()) closed.push_back(closed.front());
  for (const LonLat& point : closed) {
    corners += QStringLiteral("%1[%2,%3]")
                   .arg(corners.isEmpty() ? QString() : QStringLiteral(","), QString::number(point.lon, 'f', 9),
                        QString::number(point.lat, 'f', 9));
  }
  const QString text = QStringLiteral(
                           "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                           "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%1]]}}]}\n")
                           .arg(corners);
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  const std::string content = text.toStdString();
  const std::filesystem::path file = folder / ("area-" + hashText(content).substr(0, 12) + ".geojson");
  AtomicFile out(file);
  out.write(content);
  out.commit();
  return QString::fromStdString(file.string());
}

}  // namespace tilescout::ui
