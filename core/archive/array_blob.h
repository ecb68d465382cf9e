#pragma once
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <vector>

#include "base/error.h"

namespace tilescout::archive {

/// A layout's or comparison's points lie in blocks of so many tiles: no blob grows with the archive.
inline constexpr std::size_t kPointsABlock = 65'536;

inline bool allFinite(std::span<const float> values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

/// Plain numbers as one blob, little-endian. The values must outlive the statement's next step.
template <typename Value>
void bindArray(SQLite::Statement& statement, int index, std::span<const Value> values) {
  statement.bindNoCopy(index, values.data(), static_cast<int>(values.size() * sizeof(Value)));
}

/// `count` of them; throws Error{Corrupt} when the blob has another size.
template <typename Value>
std::vector<Value> arrayOf(const SQLite::Column& column, std::size_t count) {
  const void* bytes = column.getBlob();
  if (static_cast<std::size_t>(column.getBytes()) != count * sizeof(Value)) {
    throw Error(ErrorCode::Corrupt, "a layout of the archive holds an array of a wrong size; make it again");
  }
  std::vector<Value> values(count);
  if (count > 0) std::memcpy(values.data(), bytes, count * sizeof(Value));
  return values;
}

}  // namespace tilescout::archive
