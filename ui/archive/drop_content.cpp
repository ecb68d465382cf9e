#include "ui/archive/drop_content.h"

#include <QFileInfo>
#include <QUrl>

namespace tilescout::ui {

DropContent dropContentOf(const QMimeData& data) {
  DropContent content;
  const QStringList modelSuffixes = {QStringLiteral("safetensors"), QStringLiteral("pt"), QStringLiteral("pth"),
                                     QStringLiteral("bin")};
  for (const QUrl& url : data.urls()) {
    if (!url.isLocalFile()) continue;
    const QString path = url.toLocalFile();
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    if (!info.isDir() && suffix == QLatin1String("tilescout")) {
      if (content.archive.isEmpty()) content.archive = path;
    } else if (!info.isDir() && modelSuffixes.contains(suffix)) {
      if (content.model.isEmpty()) content.model = path;
    } else {
      content.scenes.append(path);
    }
  }
  return content;
}

}  // namespace tilescout::ui
