#include "ui/export/clipboard_text.h"

#include <QStringList>

#include "ui/export/export_controller.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr std::size_t kStep = 1000;  // hits between two looks at the job

/// Text of a cell, in one line, with what a formula could begin with made text (as exchange::csvCell does for files).
QString cell(const std::string& text) {
  QString value = QString::fromStdString(text);
  for (QChar& sign : value)
    if (sign == QLatin1Char('\t') || sign == QLatin1Char('\r') || sign == QLatin1Char('\n')) sign = QLatin1Char(' ');
  return !value.isEmpty() && QStringLiteral("=+-@").contains(value.front()) ? QLatin1Char('\'') + value : value;
}

QStringList headings() {
  return {ExportController::tr("Rank"), ExportController::tr("Score"),    ExportController::tr("Scene"),
          ExportController::tr("Date"), ExportController::tr("Latitude"), ExportController::tr("Longitude"),
          ExportController::tr("Tile")};
}

QStringList cellsOf(const Hit& hit) {
  const bool placed = !hit.wgs84.empty();
  const LonLat place = placed ? centreOf(hit.wgs84) : LonLat{};
  return {QString::number(hit.rank),
          QString::number(hit.score, 'f', 4),
          cell(hit.scene),
          cell(hit.date),
          placed ? QString::number(place.lat, 'f', 6) : QString(),
          placed ? QString::number(place.lon, 'f', 6) : QString(),
          QString::number(hit.tile)};
}

void append(ClipboardText& text, const QStringList& cells, QLatin1String open, QLatin1String close) {
  text.table += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
  text.html += QLatin1String("<tr>");
  for (const QString& value : cells) text.html += open + value.toHtmlEscaped() + close;
  text.html += QLatin1String("</tr>");
}

}  // namespace

ClipboardText clipboardText(const SearchResult& result, JobContext& job) {
  ClipboardText text;
  text.html = QStringLiteral("<meta charset=\"utf-8\"><table>");
  append(text, headings(), QLatin1String("<th>"), QLatin1String("</th>"));
  const auto total = static_cast<std::int64_t>(result.hits.size());
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    if (i % kStep == 0) {
      job.checkpoint();
      job.report({"copy", static_cast<std::int64_t>(i), total});
    }
    append(text, cellsOf(result.hits[i]), QLatin1String("<td>"), QLatin1String("</td>"));
  }
  text.html += QLatin1String("</table>");
  return text;
}

}  // namespace tilescout::ui
