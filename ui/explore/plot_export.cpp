#include "ui/explore/plot_export.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/explore/mark_path.h"
#include "ui/explore/scatter_view.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr double kLine = 20, kMargin = 12, kSwatch = 6, kNames = 30;  // of a legend, in pixels of the window
constexpr double kWidestLegend = 260;

QString lineOf(const LegendEntry& entry) {
  return QStringLiteral("%1  (%2)").arg(entry.label, formatCount(entry.count));
}

/// Lines of the legend that have tiles and are shown.
std::vector<LegendEntry> linesOf(const PlotPicture& picture) {
  std::vector<LegendEntry> lines;
  for (std::size_t e = 0; picture.legend && e < picture.legend->entries.size(); ++e) {
    const bool hidden = e < picture.hidden.size() && picture.hidden[e];
    if (!hidden && picture.legend->entries[e].count > 0) lines.push_back(picture.legend->entries[e]);
  }
  return lines;
}

double widthOf(const std::vector<LegendEntry>& lines, const QFontMetricsF& metrics) {
  double widest = 0;
  for (const LegendEntry& line : lines) widest = std::max(widest, metrics.horizontalAdvance(lineOf(line)));
  return lines.empty() ? 0 : std::min(widest + kNames + kMargin, kWidestLegend);
}

/// What does not fit below is counted in the last line.
void paintLegend(QPainter& painter, const std::vector<LegendEntry>& lines, const QSizeF& size,
                 const QPalette& palette) {
  painter.fillRect(QRectF(QPointF(0, 0), size), palette.color(QPalette::Base));
  painter.setRenderHint(QPainter::Antialiasing);
  const QFontMetricsF metrics(painter.font());
  const auto room = static_cast<std::size_t>(std::max(1.0, (size.height() - 2 * kMargin) / kLine));
  const std::size_t drawn = lines.size() <= room ? lines.size() : room - 1;
  double y = kMargin + kLine / 2;
  const auto write = [&](const QString& text) {
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QPointF(kNames, y + (metrics.ascent() - metrics.descent()) / 2),
                     metrics.elidedText(text, Qt::ElideMiddle, size.width() - kNames - 4));
    y += kLine;
  };
  for (std::size_t l = 0; l < drawn; ++l) {
    painter.fillPath(markPath(lines[l].shape, QPointF(kNames / 2, y), kSwatch), lines[l].colour);
    write(lineOf(lines[l]));
  }
  if (drawn < lines.size()) {
    const auto more = static_cast<int>(lines.size() - drawn);
    write(QCoreApplication::translate("PlotExport", "and %n more", nullptr, more));
  }
}

}  // namespace

int plotHeight(const QSize& plot, int width) { return std::max(1, width * plot.height() / std::max(1, plot.width())); }

bool isPlotPicture(const QString& file) {
  const QString ending = QFileInfo(file).suffix().toLower();
  return ending == QLatin1String("png") || ending == QLatin1String("svg");
}

QString writePlot(const ScatterView& plot, const QString& file, const PlotPicture& picture) {
  const QSize size(picture.width, plotHeight(plot.size(), picture.width));
  const std::vector<LegendEntry> lines = linesOf(picture);
  // The legend is as large among the picture's pixels as it would be beside the plot.
  const double beside = widthOf(lines, QFontMetricsF(plot.font()));
  const double scale = size.width() / (plot.width() + beside);
  const QSize left(std::max(1, size.width() - qRound(beside * scale)), size.height());
  const auto legend = [&](QPainter& painter) {
    if (lines.empty()) return;
    painter.translate(left.width(), 0);
    painter.scale(scale, scale);
    painter.setFont(plot.font());
    paintLegend(painter, lines, QSizeF(beside, size.height() / scale), plot.palette());
  };
  QSaveFile out(file);
  bool written = out.open(QIODevice::WriteOnly);
  if (written && QFileInfo(file).suffix().toLower() == QLatin1String("svg")) {
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    QPainter painter(&generator);
    painter.setFont(plot.font());
    plot.paintPlot(painter, left, true);
    legend(painter);
  } else if (written) {
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.drawImage(0, 0, plot.picture(left));
    legend(painter);
    painter.end();
    written = image.save(&out, "PNG");
  }
  if (written && out.commit()) return {};
  return QCoreApplication::translate("PlotExport", "%1 could not be written: %2").arg(file, out.errorString());
}

}  // namespace tilescout::ui
