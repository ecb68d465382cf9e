#pragma once
#include <QString>

namespace tilescout::ui {

class ScatterView;

/// Whether the file's ending is that of a picture: .png or .svg.
bool isPlotPicture(const QString& file);

/// Writes what the plot shows, 1600 pixels wide, whole or not at all. Returns what went wrong, "" when nothing did.
QString writePlot(const ScatterView& plot, const QString& file);

}  // namespace tilescout::ui
