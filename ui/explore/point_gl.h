#pragma once
#include <QOpenGLBuffer>
#include <QOpenGLFramebufferObject>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QString>
#include <memory>

#include "ui/explore/point_look.h"

namespace tilescout::ui {

/// Draws points by OpenGL (3.0, ES 3.0 or later) as PointRaster does on the processor: colours add up in a buffer of
/// floats, and a second pass turns sums and counts into ink on the ground. Places, colours, what is shown and what is
/// stressed lie in buffers of their own, so that a filter or a selection sends a byte a point and nothing else.
/// A context has to be current in every call, the destructor included, and the same one.
class PointGl {
 public:
  PointGl();
  ~PointGl();
  PointGl(const PointGl&) = delete;
  PointGl& operator=(const PointGl&) = delete;

  /// False with a reason in trouble() when the driver does not take the shaders.
  bool start();
  const QString& trouble() const { return trouble_; }

  void setPlaces(std::span<const float> xy);
  void setColours(std::span<const QRgb> colour);
  void setShown(std::span<const std::uint8_t> shown);
  void setStressed(std::span<const std::uint8_t> stressed);
  void setShapes(std::span<const std::uint8_t> shape);

  /// Into the framebuffer that is bound. False when the buffer of floats cannot be had.
  bool draw(const PointLook& look);

 private:
  bool build(QOpenGLShaderProgram& program, const char* vertex, const char* fragment);
  bool prepareInk(QSize pixels);
  void drawInk(const PointLook& look);
  void drawTone(const PointLook& look);

  QOpenGLShaderProgram points_, tone_;
  QOpenGLBuffer places_, colours_, shown_, stressed_, shapes_;
  QOpenGLVertexArrayObject array_, bare_;
  std::unique_ptr<QOpenGLFramebufferObject> ink_;
  QString trouble_;
  int count_ = 0, coloured_ = 0;
  bool someHidden_ = false, someStressed_ = false, shaped_ = false;
};

}  // namespace tilescout::ui
