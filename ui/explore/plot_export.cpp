#include "ui/explore/plot_export.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/explore/scatter_view.h"

namespace tilescout::ui {

namespace {

constexpr int kWidth = 1600;

}  // namespace

bool isPlotPicture(const QString& file) {
  const QString ending = QFileInfo(file).suffix().toLower();
  return ending == QLatin1String("png") || ending == QLatin1String("svg");
}

QString writePlot(const ScatterView& plot, const QString& file) {
  const QSize size(kWidth, qMax(1, kWidth * plot.height() / qMax(1, plot.width())));
  QSaveFile out(file);
  bool written = out.open(QIODevice::WriteOnly);
  if (written && QFileInfo(file).suffix().toLower() == QLatin1String("svg")) {
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    QPainter painter(&generator);
    painter.setFont(plot.font());
    plot.paintPlot(painter, size, true);
  } else if (written) {
    written = plot.picture(size).save(&out, "PNG");
  }
  if (written && out.commit()) return {};
  return QCoreApplication::translate("PlotExport", "%1 could not be written: %2").arg(file, out.errorString());
}

}  // namespace tilescout::ui
