#pragma once
#include <QImage>
#include <QString>
#include <filesystem>

#include "search/query.h"

namespace tilescout::ui {

/// Pictures that have no file of their own (pasted, cut from a scene) get one in a folder of the program, so that a
/// query comes back after a restart and can be saved. Named after what they show.
enum class ExampleKind { Pasted, Part };

/// Scaled to what a model can use, with the path of its file-to-be; writes nothing. `origin`: the scene's name.
ExampleImage exampleOf(const QImage& picture, ExampleKind kind, const QString& origin,
                       const std::filesystem::path& folder);
/// Writes the file; nothing when it is there already. Any thread. Throws Error{Io}.
void writeExample(const ExampleImage& example);
/// The same on a thread of its own. Without the file the query works until the program ends, so a failure is logged
/// only.
void keepExample(const ExampleImage& example);

/// "part of naip_2015", "pasted picture", or the file's name.
QString exampleLabel(const ExampleImage& example);

/// The picture on a chip; null when it is a file of the user's that only the core can read.
QImage exampleThumbnail(const ExampleImage& example, int side);

}  // namespace tilescout::ui
