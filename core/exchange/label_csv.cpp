#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/label_formats.h"

namespace tilescout::exchange {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool wouldRun(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

/// Names of columns that mean the same, the first found counts.
const std::string* cellOf(const std::map<std::string, std::size_t>& columns, const CsvRow& row,
                          std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = columns.find(name);
    if (found != columns.end() && found->second < row.cells.size() && !row.cells[found->second].empty())
      return &row.cells[found->second];
  }
  return nullptr;
}

bool readNumber(const std::string& text, double& value) {
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  return status == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

RowProblem readPlace(const std::map<std::string, std::size_t>& columns, const CsvRow& row, LabelRecord& record) {
  const char* names[] = {"x", "y", "width", "height"};
  std::array<double, 4> window{};
  int given = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string* cell = cellOf(columns, row, {names[i]});
    if (cell == nullptr) continue;
    if (!readNumber(*cell, window[i])) return {RowFlaw::ColumnNoNumber, names[i]};
    ++given;
  }
  if (given == 4) record.window = window;
  if (given != 0 && given != 4) return {RowFlaw::PartOfWindow, {}};
  const std::string* lon = cellOf(columns, row, {"lon", "longitude"});
  const std::string* lat = cellOf(columns, row, {"lat", "latitude"});
  if (!record.window && lon != nullptr && lat != nullptr) {
    LonLat point;
    if (!readNumber(*lon, point.lon) || !readNumber(*lat, point.lat)) return {RowFlaw::PlaceNoNumber, {}};
    record.point = point;
  }
  if (record.image.empty() && !record.point) return {RowFlaw::NoImageOrPlace, {}};
  return {};
}

void splitTags(const std::string& text, std::vector<std::string>& tags) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    if (end > begin) tags.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

/// Nothing, or why the row is passed over.
RowProblem readRow(const std::map<std::string, std::size_t>& columns, const CsvRow& row, LabelRecord& record) {
  if (row.cells.size() > columns.size()) return {RowFlaw::MoreCells, {}};
  if (const std::string* image = cellOf(columns, row, {"path", "image", "filename", "file", "scene"})) {
    record.image = plainCell(*image);
  }
  const std::string* caption = cellOf(columns, row, {"caption", "text", "title"});
  const std::string* author = cellOf(columns, row, {"author"});
  if (caption != nullptr) record.captions.push_back({plainCell(*caption), author ? plainCell(*author) : ""});
  if (const std::string* tags = cellOf(columns, row, {"tags", "label_name", "class", "label"})) {
    splitTags(plainCell(*tags), record.tags);
  }
  if (const std::string* split = cellOf(columns, row, {"split"})) record.split = plainCell(*split);
  if (record.captions.empty() && record.tags.empty()) return {RowFlaw::NoLabel, {}};
  const RowProblem problem = readPlace(columns, row, record);
  if (!problem && !record.window) readChipName(record);
  return problem;
}

}  // namespace

std::string csvCell(std::string_view text) {
  const std::string safe = (wouldRun(text) ? "'" : "") + std::string(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string plainCell(std::string text) {
  if (text.starts_with('\'') && wouldRun(text)) text.erase(0, 1);
  return text;
}

std::vector<CsvRow> parseCsv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<CsvRow> rows;
  CsvRow row{1, {}};
  std::string cell;
  std::size_t line = 1;
  bool quoted = false, begun = false;
  const auto endCell = [&] {
    row.cells.push_back(std::move(cell));
    cell.clear();
  };
  const auto endRow = [&] {
    endCell();
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
    row = {line, {}};
    begun = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = begun = true;
    } else if (c == ',') {
      endCell();
      begun = true;
    } else if (c == '\n') {
      endRow();
    } else if (c != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      cell += c;
      begun = true;
    }
  }
  if (begun) endRow();
  return rows;
}

std::vector<LabelRecord> readCsvLabels(const std::filesystem::path& file, std::vector<LabelProblem>& problems) {
  const std::vector<CsvRow> rows = parseCsv(readTextFile(file));
  if (rows.empty()) throw Error(ErrorCode::InvalidInput, "is empty", file.string());
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < rows[0].cells.size(); ++i) {
    std::string name = rows[0].cells[i];
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    columns.try_emplace(name.empty() ? "\n" + std::to_string(i) : name, i);
  }
  const bool captions = columns.contains("caption") || columns.contains("text") || columns.contains("title");
  const bool tags = columns.contains("tags") || columns.contains("label_name") || columns.contains("class") ||
                    columns.contains("label");
  if (!captions && !tags) {
    throw Error(ErrorCode::InvalidInput, "has no column named caption, text, tags, class or label", file.string());
  }
  std::vector<LabelRecord> records;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    LabelRecord record;
    record.row = {LabelRow::Kind::Line, {}, static_cast<std::int64_t>(rows[i].line)};
    if (RowProblem problem = readRow(columns, rows[i], record)) {
      problems.push_back({file.string() + ", " + textOf(record.row), record.row, std::move(problem)});
    } else {
      records.push_back(std::move(record));
    }
  }
  return records;
}

}  // namespace tilescout::exchange
