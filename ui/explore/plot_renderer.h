#pragma once
#include <QString>

namespace tilescout::ui {

/// What draws the points of a plot. Automatic: OpenGL where a graphics card answers, else the processor.
enum class PlotRenderer { Automatic, OpenGl, Raster };

/// What OpenGL there is, as a hidden surface found it.
struct OpenGlFound {
  bool usable = false;    ///< a context of OpenGL 3.0 or OpenGL ES 3.0 at least
  bool software = false;  ///< drawn by the processor after all, which our own raster does several times faster
  QString name;           ///< of the card or the program that draws
};

/// Asked once, at the first call; the thread of the window.
const OpenGlFound& findOpenGl();

/// Whether a plot is to be drawn by OpenGL. TILESCOUT_PLOT=opengl|raster|auto in the environment goes before `choice`.
bool wantsOpenGl(PlotRenderer choice);

/// "auto", "opengl", "raster" as settings and the environment say it; anything else is Automatic.
PlotRenderer plotRendererOf(const QString& name);
QString nameOf(PlotRenderer renderer);

}  // namespace tilescout::ui
