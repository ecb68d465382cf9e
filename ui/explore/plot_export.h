#pragma once
#include <QSize>
#include <QString>
#include <memory>
#include <vector>

#include "ui/explore/colouring.h"

namespace tilescout::ui {

class ScatterView;

/// Widths of pictures, in pixels.
inline constexpr int kSmallestPlot = 200, kPlotWidth = 1600, kLargestPlot = 12'000;

/// Height of a picture so wide that shows what a plot of this size shows.
int plotHeight(const QSize& plot, int width);

/// Whether the file's ending is that of a picture: .png or .svg.
bool isPlotPicture(const QString& file);

struct PlotPicture {
  int width = kPlotWidth;
  std::shared_ptr<const Colouring> legend;  ///< beside the plot; null: none
  std::vector<bool> hidden;                 ///< lines of the legend that are not shown
};

/// Writes what the plot shows, whole or not at all. Returns what went wrong, "" when nothing did.
QString writePlot(const ScatterView& plot, const QString& file, const PlotPicture& picture);

}  // namespace tilescout::ui
