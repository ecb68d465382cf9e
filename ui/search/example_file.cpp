#include "ui/search/example_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThreadPool>
#include <algorithm>
#include <system_error>

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/log.h"
#include "ui/support/image_convert.h"

namespace tilescout::ui {

namespace {

constexpr int kMostPixels = 768;  ///< no model looks at more
constexpr int kHashDigits = 12;

struct ExampleFile {
  Q_DECLARE_TR_FUNCTIONS(ExampleFile)
};

/// Two kinds of file names, told apart when a query is read again: "pasted-<hash>.png", "part-<hash>-<scene>.png".
const QRegularExpression& namePattern() {
  static const QRegularExpression pattern(QStringLiteral("^(pasted|part)-[0-9a-f]{12}(?:-(.*))?\\.png$"));
  return pattern;
}

QString safeName(const QString& scene) {
  QString name = QFileInfo(scene).completeBaseName();
  name.replace(QRegularExpression(QStringLiteral("[^\\p{L}\\p{N}._ -]")), QStringLiteral("_"));
  return name.left(80);
}

}  // namespace

ExampleImage exampleOf(const QImage& picture, ExampleKind kind, const QString& origin,
                       const std::filesystem::path& folder) {
  QImage used = picture;
  if (std::max(used.width(), used.height()) > kMostPixels)
    used = used.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  ExampleImage example{fromQImage(used), {}};
  const auto& pixels = example.pixels.pixels;
  const std::string hash = hashText({reinterpret_cast<const char*>(pixels.data()), pixels.size()});
  QString name = kind == ExampleKind::Pasted ? QStringLiteral("pasted-") : QStringLiteral("part-");
  name += QString::fromStdString(hash).left(kHashDigits);
  if (kind == ExampleKind::Part) name += QLatin1Char('-') + safeName(origin);
  name += QStringLiteral(".png");
  example.name = (folder / name.toStdString()).string();
  return example;
}

void writeExample(const ExampleImage& example) {
  const std::filesystem::path file(example.name);
  std::error_code failure;
  if (std::filesystem::exists(file, failure)) return;
  std::filesystem::create_directories(file.parent_path(), failure);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  toQImage(example.pixels).save(&buffer, "PNG");
  AtomicFile out(file);
  out.write(bytes.toStdString());
  out.commit();
}

void keepExample(const ExampleImage& example) {
  QThreadPool::globalInstance()->start([example] {
    try {
      writeExample(example);
    } catch (const std::exception& problem) {
      log::warn(std::string("an example picture was not kept: ") + problem.what());
    }
  });
}

QString exampleLabel(const ExampleImage& example) {
  const QString name = QFileInfo(QString::fromStdString(example.name)).fileName();
  const QRegularExpressionMatch match = namePattern().match(name);
  if (name.isEmpty() || match.captured(1) == QLatin1String("pasted")) return ExampleFile::tr("pasted picture");
  return match.hasMatch() ? ExampleFile::tr("part of %1").arg(match.captured(2)) : name;
}

QImage exampleThumbnail(const ExampleImage& example, int side) {
  QImage picture = toQImage(example.pixels);
  const QString file = QString::fromStdString(example.name);
  if (picture.isNull() && namePattern().match(QFileInfo(file).fileName()).hasMatch()) picture.load(file);
  return picture.isNull() ? picture : picture.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

}  // namespace tilescout::ui
