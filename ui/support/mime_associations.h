#pragma once
#include <QSet>
#include <QString>
#include <QStringList>

namespace tilescout::ui {

/// What the user and the desktop say about file types, beside what programs say of themselves (freedesktop.org's
/// Association between MIME types and applications 1.0.1). Programs are named as in DesktopProgram::id.
struct MimeAssociations {
  QStringList preferred;  ///< what the user opens such files with, first choice first
  QSet<QString> added;    ///< open such files though they do not say so
  QSet<QString> removed;  ///< are not to open them though they say so
};

/// Where they may stand, nearest to the user first; the first stands in the user's own folder. Not all exist.
QStringList associationFiles();

/// Of these types, from these files; what a nearer file says holds against a farther one.
MimeAssociations associationsOf(const QStringList& mimeTypes, const QStringList& files);

}  // namespace tilescout::ui
