#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

/// One record of a zip file. `stored` is empty when the record is compressed: such records are listed, never unpacked.
struct ZipRecord {
  WeightBytes stored;
  std::uint64_t size = 0;
  bool compressed = false;
};

/// The records of a zip file by name, from its central directory (zip64 too). Refused with Error{Corrupt}: a missing or
/// wandering directory, names that leave the archive, duplicates, records that overlap or leave the file, encryption,
/// several disks, and records that claim to unpack to far more than they hold.
std::map<std::string, ZipRecord> readZipDirectory(const WeightFile& file);

}  // namespace tilescout::model::weights
