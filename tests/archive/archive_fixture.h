#pragma once
#include <SQLiteCpp/Database.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/error.h"
#include "base/half.h"
#include "support/test_files.h"

namespace tilescout::archive {

inline SceneInfo sceneNamed(const std::string& path) {
  SceneInfo info;
  info.path = path;
  info.name = path.substr(path.rfind('/') + 1);
  info.fileSize = 12345;
  info.modifiedNs = 1'700'000'000'123'456'789;
  info.contentHash = "00ff";
  info.driver = "GTiff";
  info.width = 1000;
  info.height = 800;
  info.bands = {{1, "B4", "red", "UInt16"}, {2, "", "undefined", "UInt16"}};
  info.crs = "GEOGCS[...]";
  info.crsName = "WGS 84";
  info.geoTransform = {10.0, 0.001, 0.0, 50.0, 0.0, -0.0010000000000000002};
  info.footprint = {{10, 50}, {11, 50}, {11, 49.2}, {10, 49.2}};
  info.gsdMetres = 71.5;
  info.date = "2020-02-29";
  info.rendering.bands = {1, 2, 1};
  info.rendering.low = {0.1, -3, 0};
  info.rendering.high = {1.0 / 3, 4096, 255};
  info.note = "a note";
  return info;
}

inline StoredTile tileAt(int col, int row, double size, double west, double south, double degrees) {
  StoredTile tile;
  tile.window = {0, col, row, col * size, row * size, size, size};
  tile.footprint = {{west, south + degrees}, {west + degrees, south + degrees}, {west + degrees, south}, {west, south}};
  return tile;
}

inline std::vector<StoredTile> gridOf(int columns, int rows, double size = 100) {
  std::vector<StoredTile> tiles;
  for (int row = 0; row < rows; ++row) {
    for (int col = 0; col < columns; ++col) {
      tiles.push_back(tileAt(col, row, size, 10 + col * 0.1, 50 - (row + 1) * 0.1, 0.1));
    }
  }
  return tiles;
}

/// A unit vector of `dim` halves that depends on `seed`.
inline std::vector<std::uint16_t> unitRow(std::int64_t seed, int dim) {
  std::vector<double> values(static_cast<std::size_t>(dim));
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = std::sin(static_cast<double>(seed) * 1.7 + static_cast<double>(i) * 0.31 + 0.1);
    sum += values[i] * values[i];
  }
  std::vector<std::uint16_t> half;
  for (const double value : values) half.push_back(halfFromFloat(static_cast<float>(value / std::sqrt(sum))));
  return half;
}

/// Code of the Error that `body` throws; fails the test when it throws none.
inline Error errorOf(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error was thrown");
  return {ErrorCode::Internal, ""};
}

/// Runs SQL on the file behind the archive's back, as a stranger would.
inline void tamper(const std::filesystem::path& file, const std::string& sql) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec(sql);
  database.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace tilescout::archive
