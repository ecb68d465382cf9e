#pragma once
#include <QObject>
#include <QStringList>
#include <functional>

class QMimeData;

namespace tilescout::ui {

/// What was dropped on the window, sorted by what happens with it.
struct DropContent {
  QString archive;     ///< first *.tilescout
  QString model;       ///< first *.safetensors, *.pt, *.pth, *.bin, or folder that holds a model
  QStringList scenes;  ///< other folders and every other file: the scan says of each what it is

  bool isEmpty() const { return archive.isEmpty() && model.isEmpty() && scenes.isEmpty(); }
};

/// Asks the disk what is a folder, and whether weights with their configuration lie in it; opens no file.
DropContent dropContentOf(const QStringList& paths);

/// The same on a thread that nobody waits for; `done` is called on this one, unless `owner` is gone by then.
void sortDropped(QObject* owner, const QStringList& paths, const std::function<void(const DropContent&)>& done);

/// The local files and folders among what is dragged, by their addresses alone.
QStringList localPaths(const QMimeData& data);

}  // namespace tilescout::ui
