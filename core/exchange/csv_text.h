#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::exchange {

/// One cell of RFC 4180, quoted when it must be. A text that a spreadsheet would run as a formula (it begins with =, +,
/// -, @, tab or carriage return, or with apostrophes before these) gets an apostrophe in front, as OWASP advises;
/// plainCell takes it away again.
std::string csvCell(std::string_view text);
std::string plainCell(std::string text);

/// Rows of a CSV file; cells may hold line ends inside quotes. `line` is where the row begins, from 1.
struct CsvRow {
  std::size_t line = 0;
  std::vector<std::string> cells;
};
std::vector<CsvRow> parseCsv(std::string_view text);

}  // namespace tilescout::exchange
