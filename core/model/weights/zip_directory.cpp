#include "model/weights/zip_directory.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/weights/checks.h"

namespace tilescout::model::weights {

namespace {

constexpr std::uint32_t localSignature = 0x04034b50, centralSignature = 0x02014b50, endSignature = 0x06054b50,
                        zip64EndSignature = 0x06064b50, zip64LocatorSignature = 0x07064b50;
constexpr std::size_t localSize = 30, centralSize = 46, endSize = 22, zip64EndSize = 56, locatorSize = 20;
constexpr std::uint64_t maxRecords = 200'000;
constexpr std::uint32_t saturated = 0xffffffff;  // "look in the zip64 field"

/// Reads little-endian numbers; every read is checked against the file.
class Bytes {
 public:
  explicit Bytes(const WeightFile& file) : bytes_(file), file_(file) {}

  template <typename Number>
  Number at(std::uint64_t offset) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(Number))
      refuse("has a zip directory that is cut short");
    Number number;
    std::memcpy(&number, part(offset, sizeof number).data(), sizeof number);
    return number;
  }
  std::string_view text(std::uint64_t offset, std::uint64_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size) refuse("has a zip directory that is cut short");
    return {reinterpret_cast<const char*>(part(offset, size).data()), static_cast<std::size_t>(size)};
  }
  std::uint64_t size() const { return bytes_.size(); }
  WeightBytes part(std::uint64_t offset, std::uint64_t size) const {
    return bytes_.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  }
  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorCode::Corrupt, reason, file_.path().string());
  }

 private:
  WeightBytes bytes_;
  const WeightFile& file_;
};

struct Directory {
  std::uint64_t offset = 0, size = 0, records = 0;
};

struct Header {
  std::string name;
  std::uint64_t size = 0, packedSize = 0, offset = 0;
  std::uint16_t flags = 0, method = 0;
};

std::uint64_t findEnd(const Bytes& zip) {
  const std::uint64_t longestComment = 0xffff;
  if (zip.size() < endSize) zip.refuse("is a zip file that was cut short");
  const std::uint64_t latest = zip.size() - endSize;
  const std::uint64_t earliest = latest > longestComment ? latest - longestComment : 0;
  for (std::uint64_t at = latest + 1; at-- > earliest;) {
    if (zip.at<std::uint32_t>(at) == endSignature && at + endSize + zip.at<std::uint16_t>(at + 20) == zip.size()) {
      return at;
    }
  }
  zip.refuse("is a zip file without its directory: it was cut short");
}

std::optional<Directory> zip64Directory(const Bytes& zip, std::uint64_t end) {
  if (end < locatorSize || zip.at<std::uint32_t>(end - locatorSize) != zip64LocatorSignature) return std::nullopt;
  const auto at = zip.at<std::uint64_t>(end - locatorSize + 8);
  if (at > end || end - at < zip64EndSize || zip.at<std::uint32_t>(at) != zip64EndSignature) {
    zip.refuse("has a zip64 directory that is not where it should be");
  }
  return Directory{zip.at<std::uint64_t>(at + 48), zip.at<std::uint64_t>(at + 40), zip.at<std::uint64_t>(at + 32)};
}

Directory locateDirectory(const Bytes& zip) {
  const std::uint64_t end = findEnd(zip);
  if (zip.at<std::uint16_t>(end + 4) != zip.at<std::uint16_t>(end + 6)) zip.refuse("is one part of a split zip file");
  Directory directory{zip.at<std::uint32_t>(end + 16), zip.at<std::uint32_t>(end + 12),
                      zip.at<std::uint16_t>(end + 10)};
  if (const auto larger = zip64Directory(zip, end)) directory = *larger;
  if (directory.offset > end || directory.size > end - directory.offset) {
    zip.refuse("has a zip directory outside the file");
  }
  if (directory.records > maxRecords || directory.records * centralSize > directory.size) {
    zip.refuse("claims more zip records than its directory can hold");
  }
  return directory;
}

/// Sizes of 4 GB and more stand in an extra field, only those whose 32-bit field is saturated, in a fixed order.
void readZip64Field(const Bytes& zip, std::uint64_t at, std::uint64_t length, Header& header) {
  const std::uint64_t end = at + length;
  while (at + 4 <= end) {
    const auto id = zip.at<std::uint16_t>(at);
    const std::uint64_t next = at + 4 + zip.at<std::uint16_t>(at + 2);
    if (next > end) zip.refuse("has a zip record with a damaged extra field");
    if (id == 1) {
      std::uint64_t field = at + 4;
      for (std::uint64_t* value : {&header.size, &header.packedSize, &header.offset}) {
        if (*value != saturated) continue;
        if (field + 8 > next) zip.refuse("has a zip64 record that is cut short");
        *value = zip.at<std::uint64_t>(field);
        field += 8;
      }
    }
    at = next;
  }
}

bool leavesTheArchive(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find(':') != name.npos) return true;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('/', start), name.size());
    if (name.substr(start, end - start) == "..") return true;
    start = end + 1;
  }
  return false;
}

void checkHeader(const Bytes& zip, const Header& header) {
  const std::string named = "zip record '" + printable(header.name) + "'";
  if (!goodTensorName(header.name) || leavesTheArchive(header.name)) {
    zip.refuse("has the " + named + ", whose name leads out of the archive");
  }
  if (header.flags & 1U) zip.refuse("has the " + named + ", which is encrypted");
  if (header.method == 0 && header.size != header.packedSize) zip.refuse("has the " + named + " with two sizes");
  // Deflate reaches 1032:1 on zeros; honest source code and pickles stay far below 200:1.
  if (header.size > 200 * header.packedSize + 4096) {
    zip.refuse("has the " + named + ", which claims to unpack from " + std::to_string(header.packedSize) + " to " +
               std::to_string(header.size) + " bytes (a zip bomb)");
  }
}

Header readCentral(const Bytes& zip, std::uint64_t& at, std::uint64_t end) {
  if (zip.at<std::uint32_t>(at) != centralSignature) zip.refuse("has a damaged zip directory");
  Header header;
  header.flags = zip.at<std::uint16_t>(at + 8);
  header.method = zip.at<std::uint16_t>(at + 10);
  header.packedSize = zip.at<std::uint32_t>(at + 20);
  header.size = zip.at<std::uint32_t>(at + 24);
  header.offset = zip.at<std::uint32_t>(at + 42);
  const std::uint64_t name = zip.at<std::uint16_t>(at + 28), extra = zip.at<std::uint16_t>(at + 30),
                      comment = zip.at<std::uint16_t>(at + 32);
  header.name = zip.text(at + centralSize, name);
  readZip64Field(zip, at + centralSize + name, extra, header);
  at += centralSize + name + extra + comment;
  if (at > end) zip.refuse("has a zip directory that is cut short");
  checkHeader(zip, header);
  return header;
}

/// First and last-plus-one byte of a record, local header included; `stored` is set to its data.
std::pair<std::uint64_t, std::uint64_t> locateRecord(const Bytes& zip, const Header& header, std::uint64_t dataEnd,
                                                     ZipRecord& record) {
  const std::string named = "zip record '" + printable(header.name) + "'";
  if (header.offset > dataEnd || dataEnd - header.offset < localSize ||
      zip.at<std::uint32_t>(header.offset) != localSignature) {
    zip.refuse("has no " + named + " where its directory says");
  }
  const std::uint64_t nameLength = zip.at<std::uint16_t>(header.offset + 26);
  const std::uint64_t start = header.offset + localSize + nameLength + zip.at<std::uint16_t>(header.offset + 28);
  if (start > dataEnd || dataEnd - start < header.packedSize) zip.refuse("ends before its " + named + " does");
  if (zip.text(header.offset + localSize, nameLength) != header.name) {
    zip.refuse("has the " + named + " under another name in its directory");
  }
  if (!record.compressed) record.stored = zip.part(start, header.packedSize);
  return {header.offset, start + header.packedSize};
}

}  // namespace

std::map<std::string, ZipRecord> readZipDirectory(const WeightFile& file) {
  const Bytes zip(file);
  const Directory directory = locateDirectory(zip);
  std::map<std::string, ZipRecord> records;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;
  std::uint64_t at = directory.offset;
  for (std::uint64_t i = 0; i < directory.records; ++i) {
    const Header header = readCentral(zip, at, directory.offset + directory.size);
    ZipRecord record{{}, header.size, header.method != 0};
    extents.push_back(locateRecord(zip, header, directory.offset, record));
    if (!records.emplace(header.name, record).second) {
      zip.refuse("has the zip record '" + printable(header.name) + "' twice");
    }
  }
  std::sort(extents.begin(), extents.end());
  for (std::size_t i = 1; i < extents.size(); ++i) {
    if (extents[i].first < extents[i - 1].second) zip.refuse("has zip records that overlap");
  }
  return records;
}

}  // namespace tilescout::model::weights
