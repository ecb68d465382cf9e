#pragma once
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QThread>
#include <algorithm>
#include <functional>
#include <vector>

#include "base/image.h"

// What both galleries use.
namespace tilescout::test {

/// Lets the window work until `condition` holds, at most for `ms`.
inline void spinUntil(const std::function<bool()>& condition, int ms = 20000) {
  QElapsedTimer timer;
  timer.start();
  while (!condition() && timer.elapsed() < ms) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    QThread::msleep(5);  // what is waited for may need this core
  }
}

inline void spin(int ms) {
  spinUntil([] { return false; }, ms);
}

/// The first pictures of a folder, to stand for tiles.
inline std::vector<Image> readPictures(const QString& folder, std::size_t most) {
  std::vector<Image> pictures;
  const QDir dir(folder);
  for (const QString& name : dir.entryList({QStringLiteral("*.jpg"), QStringLiteral("*.png")}, QDir::Files)) {
    const QImage read = QImage(dir.filePath(name)).convertToFormat(QImage::Format_RGB888);
    Image image(read.width(), read.height());
    for (int y = 0; y < read.height(); ++y) std::copy_n(read.constScanLine(y), read.width() * 3, image.row(y));
    pictures.push_back(std::move(image));
    if (pictures.size() == most) break;
  }
  return pictures;
}

}  // namespace tilescout::test
