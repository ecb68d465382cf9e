#include "ui/explore/plot_renderer.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStringList>
#include <algorithm>

namespace tilescout::ui {

namespace {

/// Renderers without a card behind them, as Mesa, Chromium's SwiftShader and Windows name theirs.
bool isSoftware(const QString& renderer) {
  static const QStringList names = {QStringLiteral("llvmpipe"),    QStringLiteral("softpipe"),
                                    QStringLiteral("swrast"),      QStringLiteral("software rasterizer"),
                                    QStringLiteral("swiftshader"), QStringLiteral("gdi generic"),
                                    QStringLiteral("basic render")};
  return std::any_of(names.begin(), names.end(),
                     [&](const QString& name) { return renderer.contains(name, Qt::CaseInsensitive); });
}

OpenGlFound ask() {
  OpenGlFound found;
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface)) return found;
  const auto* text = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
  found.name = QString::fromUtf8(text == nullptr ? "" : text);
  found.software = isSoftware(found.name);
  found.usable = context.format().majorVersion() >= 3;
  context.doneCurrent();
  return found;
}

}  // namespace

const OpenGlFound& findOpenGl() {
  static const OpenGlFound found = ask();
  return found;
}

PlotRenderer plotRendererOf(const QString& name) {
  if (name == QLatin1String("opengl")) return PlotRenderer::OpenGl;
  return name == QLatin1String("raster") ? PlotRenderer::Raster : PlotRenderer::Automatic;
}

QString nameOf(PlotRenderer renderer) {
  switch (renderer) {
    case PlotRenderer::OpenGl: return QStringLiteral("opengl");
    case PlotRenderer::Raster: return QStringLiteral("raster");
    case PlotRenderer::Automatic: break;
  }
  return QStringLiteral("auto");
}

bool wantsOpenGl(PlotRenderer choice) {
  if (!qEnvironmentVariableIsEmpty("TILESCOUT_PLOT")) choice = plotRendererOf(qEnvironmentVariable("TILESCOUT_PLOT"));
  if (choice == PlotRenderer::Raster || !findOpenGl().usable) return false;
  return choice == PlotRenderer::OpenGl || !findOpenGl().software;
}

}  // namespace tilescout::ui
