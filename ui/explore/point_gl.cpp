#include "ui/explore/point_gl.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <algorithm>
#include <cmath>

namespace tilescout::ui {

namespace {

// Of desktop OpenGL alone, so that the headers of OpenGL ES do not name them.
constexpr GLenum kProgramPointSize = 0x8642, kPointSprite = 0x8861;
constexpr GLenum kRgba32f = 0x8814, kRgba16f = 0x881A;
constexpr int kPlace = 0, kColour = 1, kShown = 2, kStressed = 3, kShape = 4;

// A point's middle goes to the middle of a pixel, so that its disc covers the pixels that PointRaster inks.
constexpr const char* kPointVertex = R"(
in vec2 place;
in vec4 colour;
in float shown;
in float stressed;
in float shape;
uniform vec2 offset;
uniform float scale;
uniform vec2 pixels;
uniform float diameter;
uniform float wide;
uniform vec3 ground;
uniform float faded;
out vec3 ink;
flat out float form;
flat out float across;
void main() {
  vec2 at = floor(vec2(offset.x + place.x * scale, offset.y - place.y * scale)) + 0.5;
  vec2 device = at / pixels * 2.0 - 1.0;
  gl_Position = shown > 0.0 ? vec4(device.x, -device.y, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  form = floor(shape * 255.0 + 0.5);
  across = form > 0.0 ? wide : diameter;
  gl_PointSize = across;
  ink = mix(ground, colour.bgr, stressed > 0.0 ? 1.0 : faded);
}
)";

// The shapes are those of inMark() in base/category_palette.h.
constexpr const char* kPointFragment = R"(
in vec3 ink;
flat in float form;
flat in float across;
uniform float size;
out vec4 drop;
bool inMark(vec2 at) {
  vec2 way = abs(at);
  float top = form == 5.0 ? -at.y : at.y;
  if (form == 1.0 || form == 5.0)
    return top >= -1.33 * size && top <= 0.67 * size && way.x <= 0.577 * (top + 1.33 * size);
  if (form == 2.0) return min(way.x, way.y) <= 0.34 * size && max(way.x, way.y) <= 1.25 * size;
  if (form == 3.0) return max(way.x, way.y) <= 0.89 * size;
  if (form == 4.0) return way.x + way.y <= 1.3 * size;
  return dot(at, at) <= size * size;
}
void main() {
  if (!inMark(floor(gl_PointCoord * across) - 0.5 * (across - 1.0))) discard;
  drop = vec4(ink, 1.0);
}
)";

constexpr const char* kToneVertex = R"(
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}
)";

constexpr const char* kToneFragment = R"(
uniform sampler2D sums;
uniform vec3 ground;
uniform vec2 bare;
out vec4 seen;
void main() {
  vec4 sum = texelFetch(sums, ivec2(gl_FragCoord.xy), 0);
  float under = sum.a > 0.0 ? bare.x * pow(bare.y, sum.a - 1.0) : 1.0;
  seen = vec4(mix(sum.rgb / max(sum.a, 1.0), ground, under), 1.0);
}
)";

QOpenGLExtraFunctions* gl() { return QOpenGLContext::currentContext()->extraFunctions(); }

bool isEmbedded() { return QOpenGLContext::currentContext()->isOpenGLES(); }

QByteArray heading() {
  const QSurfaceFormat format = QOpenGLContext::currentContext()->format();
  if (isEmbedded()) return "#version 300 es\nprecision highp float;\nprecision highp int;\n";
  return format.version() >= qMakePair(3, 2) ? "#version 150\n" : "#version 130\n";
}

template <typename Value>
void fill(QOpenGLBuffer& buffer, std::span<const Value> values) {
  if (!buffer.isCreated()) buffer.create();
  buffer.bind();
  buffer.allocate(values.data(), static_cast<int>(values.size_bytes()));
  buffer.release();
}

QVector3D vectorOf(const QColor& colour) {
  return {static_cast<float>(colour.redF()), static_cast<float>(colour.greenF()), static_cast<float>(colour.blueF())};
}

}  // namespace

PointGl::PointGl() = default;

PointGl::~PointGl() = default;

bool PointGl::build(QOpenGLShaderProgram& program, const char* vertex, const char* fragment) {
  const bool built = program.addShaderFromSourceCode(QOpenGLShader::Vertex, heading() + vertex) &&
                     program.addShaderFromSourceCode(QOpenGLShader::Fragment, heading() + fragment);
  program.bindAttributeLocation("place", kPlace);
  program.bindAttributeLocation("colour", kColour);
  program.bindAttributeLocation("shown", kShown);
  program.bindAttributeLocation("stressed", kStressed);
  program.bindAttributeLocation("shape", kShape);
  if (built && program.link()) return true;
  trouble_ = program.log().trimmed();
  return false;
}

bool PointGl::start() {
  array_.create();
  bare_.create();
  return build(points_, kPointVertex, kPointFragment) && build(tone_, kToneVertex, kToneFragment);
}

void PointGl::setPlaces(std::span<const float> xy) {
  places_.setUsagePattern(QOpenGLBuffer::StaticDraw);
  fill(places_, xy);
  count_ = static_cast<int>(xy.size() / 2);
}

void PointGl::setColours(std::span<const QRgb> colour) {
  fill(colours_, colour);
  coloured_ = static_cast<int>(colour.size());
}

void PointGl::setShown(std::span<const std::uint8_t> shown) {
  someHidden_ = !shown.empty();
  if (someHidden_) fill(shown_, shown);
}

void PointGl::setStressed(std::span<const std::uint8_t> stressed) {
  someStressed_ = !stressed.empty();
  if (someStressed_) fill(stressed_, stressed);
}

void PointGl::setShapes(std::span<const std::uint8_t> shape) {
  shaped_ = !shape.empty();
  if (shaped_) fill(shapes_, shape);
}

bool PointGl::prepareInk(QSize pixels) {
  if (ink_ && ink_->size() == pixels) return true;
  // 32 bits: in 16 the sums of a thick cluster stop growing, each colour at another count.
  for (const GLenum kind : {kRgba32f, kRgba16f}) {
    QOpenGLFramebufferObjectFormat format;
    format.setInternalTextureFormat(kind);
    ink_ = std::make_unique<QOpenGLFramebufferObject>(pixels, format);
    if (ink_->isValid()) return true;
  }
  ink_.reset();
  trouble_ = QStringLiteral("no floating-point framebuffer");
  return false;
}

void PointGl::drawInk(const PointLook& look) {
  const auto scale = static_cast<float>(look.map.scale * look.ratio);
  const auto left = static_cast<float>(look.map.size.width() * look.ratio / 2 - look.map.centre.x() * scale);
  const auto top = static_cast<float>(look.map.size.height() * look.ratio / 2 + look.map.centre.y() * scale);
  const auto radius = static_cast<float>(std::clamp(look.radius, 0, 12));
  const bool desktop = !isEmbedded();
  const bool sprites = desktop && QOpenGLContext::currentContext()->format().profile() != QSurfaceFormat::CoreProfile;
  if (desktop) gl()->glEnable(kProgramPointSize);
  if (sprites) gl()->glEnable(kPointSprite);
  gl()->glEnable(GL_BLEND);
  gl()->glBlendFunc(GL_ONE, GL_ONE);
  points_.bind();
  points_.setUniformValue("offset", left, top);
  points_.setUniformValue("scale", scale);
  points_.setUniformValue("pixels", QSizeF(look.pixels));
  points_.setUniformValue("diameter", 2 * radius + 1);
  points_.setUniformValue("wide", 2 * std::floor(static_cast<float>(kMarkReach) * (radius + 0.4F)) + 1);
  points_.setUniformValue("size", radius + 0.4F);
  points_.setUniformValue("ground", vectorOf(look.ground));
  points_.setUniformValue("faded", static_cast<float>(kFaded));
  const QOpenGLVertexArrayObject::Binder bound(&array_);
  const auto take = [this](QOpenGLBuffer& buffer, int place, GLenum kind, int values, bool used, float instead = 1.0F) {
    if (!used) {
      points_.disableAttributeArray(place);
      return points_.setAttributeValue(place, instead);
    }
    buffer.bind();
    points_.enableAttributeArray(place);
    // Not by the program's own call, which takes bytes for numbers up to 255.
    gl()->glVertexAttribPointer(static_cast<GLuint>(place), values, kind, GL_TRUE, 0, nullptr);
    buffer.release();
  };
  take(places_, kPlace, GL_FLOAT, 2, true);
  take(colours_, kColour, GL_UNSIGNED_BYTE, 4, true);
  take(shown_, kShown, GL_UNSIGNED_BYTE, 1, someHidden_);
  take(stressed_, kStressed, GL_UNSIGNED_BYTE, 1, someStressed_);
  take(shapes_, kShape, GL_UNSIGNED_BYTE, 1, shaped_ && look.radius >= kLeastShaped, 0.0F);
  gl()->glDrawArrays(GL_POINTS, 0, std::min(count_, coloured_));
  points_.release();
  gl()->glDisable(GL_BLEND);
  if (sprites) gl()->glDisable(kPointSprite);
  if (desktop) gl()->glDisable(kProgramPointSize);
}

void PointGl::drawTone(const PointLook& look) {
  tone_.bind();
  gl()->glActiveTexture(GL_TEXTURE0);
  gl()->glBindTexture(GL_TEXTURE_2D, ink_->texture());
  tone_.setUniformValue("sums", 0);
  tone_.setUniformValue("ground", vectorOf(look.ground));
  tone_.setUniformValue("bare", static_cast<float>(bareUnderOne(look.radius)), static_cast<float>(kBareUnderNext));
  const QOpenGLVertexArrayObject::Binder bound(&bare_);
  gl()->glDrawArrays(GL_TRIANGLES, 0, 3);
  gl()->glBindTexture(GL_TEXTURE_2D, 0);
  tone_.release();
}

bool PointGl::draw(const PointLook& look) {
  GLint target = 0;
  gl()->glGetIntegerv(GL_FRAMEBUFFER_BINDING, &target);
  if (!prepareInk(look.pixels)) return false;
  gl()->glDisable(GL_DEPTH_TEST);
  gl()->glDisable(GL_SCISSOR_TEST);
  gl()->glBindFramebuffer(GL_FRAMEBUFFER, ink_->handle());
  gl()->glViewport(0, 0, look.pixels.width(), look.pixels.height());
  gl()->glClearColor(0, 0, 0, 0);
  gl()->glClear(GL_COLOR_BUFFER_BIT);
  if (count_ > 0 && coloured_ > 0) drawInk(look);
  gl()->glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));
  drawTone(look);
  return true;
}

}  // namespace tilescout::ui
