#pragma once
#include <QMimeData>
#include <QStringList>

namespace tilescout::ui {

/// What was dropped on the window, sorted by what happens with it. Judged by name alone: nothing is opened.
struct DropContent {
  QString archive;     ///< first *.tilescout
  QString model;       ///< first *.safetensors, *.pt, *.pth, *.bin
  QStringList scenes;  ///< folders and every other local file: the scan says of each what it is

  bool isEmpty() const { return archive.isEmpty() && model.isEmpty() && scenes.isEmpty(); }
};

DropContent dropContentOf(const QMimeData& data);

}  // namespace tilescout::ui
