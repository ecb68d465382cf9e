#pragma once
#include <QString>
#include <QStringList>
#include <vector>

#include "ui/support/mime_associations.h"

namespace tilescout::ui {

/// A program as its desktop file describes it (freedesktop.org's Desktop Entry Specification 1.5), or any executable.
struct DesktopProgram {
  QString id;    ///< "org.qgis.qgis.desktop"; of an executable its path
  QString name;  ///< in the user's language
  QString icon;  ///< of the icon theme, or a file
  QString exec;  ///< the Exec line, with its field codes; of an executable empty
};

/// The programs of this computer that open files of one of these types: what the user prefers, then QGIS, then by name.
/// Reads the folders of desktop files, nearest to the user first: for worker threads.
std::vector<DesktopProgram> programsFor(const QStringList& mimeTypes, const QString& language,
                                        const QStringList& folders, const MimeAssociations& said = {});

/// What is run to open a file with a program; the executable first. Empty: the line cannot be understood.
QStringList commandFor(const DesktopProgram& program, const QString& file);

}  // namespace tilescout::ui
