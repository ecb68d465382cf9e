#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::model::weights {

/// One tensor as a safetensors header states it; nothing but the types of the fields is checked yet.
struct HeaderEntry {
  std::string name;
  std::string dtype;
  std::vector<std::int64_t> shape;
  std::array<std::uint64_t, 2> offsets{};
};

struct SafetensorsHeader {
  std::vector<HeaderEntry> entries;
  std::map<std::string, std::string> metadata;
};

/// Parses the JSON with its schema built in, so that nesting, size and duplicates are refused while they are read.
/// Throws Error{Corrupt} about `subject`.
SafetensorsHeader parseSafetensorsHeader(std::string_view json, const std::string& subject);

}  // namespace tilescout::model::weights
