#include "ui/archive/drop_content.h"

#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>
#include <memory>
#include <thread>

#include "ui/support/mailbox.h"

namespace tilescout::ui {

namespace {

/// A folder as Hugging Face, OpenCLIP or Tilescout's own store lay one out. A model in several parts counts: importing
/// it says what to do.
bool holdsModel(const QString& folder) {
  struct Layout {
    const char* config;
    QStringList weights;
  };
  static const Layout layouts[] = {
      {"card.json", {QStringLiteral("model.safetensors")}},
      {"config.json",
       {QStringLiteral("model.safetensors"), QStringLiteral("pytorch_model.bin"),
        QStringLiteral("model.safetensors.index.json"), QStringLiteral("pytorch_model.bin.index.json")}},
      {"open_clip_config.json",
       {QStringLiteral("open_clip_model.safetensors"), QStringLiteral("open_clip_pytorch_model.bin")}}};
  const QDir dir(folder);
  const auto there = [&](const QString& name) { return QFileInfo(dir.filePath(name)).isFile(); };
  return std::any_of(std::begin(layouts), std::end(layouts), [&](const Layout& layout) {
    return there(QLatin1String(layout.config)) && std::any_of(layout.weights.begin(), layout.weights.end(), there);
  });
}

}  // namespace

DropContent dropContentOf(const QStringList& paths) {
  DropContent content;
  const QStringList modelSuffixes = {QStringLiteral("safetensors"), QStringLiteral("pt"), QStringLiteral("pth"),
                                     QStringLiteral("bin")};
  for (const QString& path : paths) {
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    const bool folder = info.isDir();
    if (!folder && suffix == QLatin1String("tilescout")) {
      if (content.archive.isEmpty()) content.archive = path;
    } else if (folder ? holdsModel(path) : modelSuffixes.contains(suffix)) {
      if (content.model.isEmpty()) content.model = path;
    } else {
      content.scenes.append(path);
    }
  }
  return content;
}

void sortDropped(QObject* owner, const QStringList& paths, const std::function<void(const DropContent&)>& done) {
  auto* seat = new QObject(owner);  // goes with the owner, and takes the box with it
  const auto mailbox = std::make_shared<Mailbox>(seat);
  QObject::connect(seat, &QObject::destroyed, [mailbox] { mailbox->close(); });
  std::thread([mailbox, seat, paths, done] {
    mailbox->post([seat, done, content = dropContentOf(paths)] {
      seat->deleteLater();
      done(content);
    });
  }).detach();
}

QStringList localPaths(const QMimeData& data) {
  QStringList paths;
  for (const QUrl& url : data.urls()) {
    if (url.isLocalFile()) paths.append(url.toLocalFile());
  }
  return paths;
}

}  // namespace tilescout::ui
