#include "ui/support/mime_associations.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QStandardPaths>

namespace tilescout::ui {

namespace {

constexpr qint64 kLargestList = 1 << 20;

/// Programs' ids by "[group]", of the lines about these types, in their order.
QHash<QString, QStringList> idsByGroup(const QString& path, const QStringList& mimeTypes) {
  QHash<QString, QStringList> ids;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly) || file.size() > kLargestList) return ids;
  QString group;
  for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
    const QString text = line.trimmed();
    if (text.startsWith(QLatin1Char('['))) group = text;
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals <= 0 || !mimeTypes.contains(text.left(equals).trimmed())) continue;
    for (const QString& name : text.mid(equals + 1).split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
      const QString trimmed = name.trimmed();
      if (trimmed.endsWith(QLatin1String(".desktop"))) ids[group].append(trimmed.chopped(8));
    }
  }
  return ids;
}

}  // namespace

QStringList associationFiles() {
  QStringList names;  // a desktop's own list goes before the common one
  for (const QString& desktop : qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(QLatin1Char(':'), Qt::SkipEmptyParts))
    names.append(QStringLiteral("/%1-mimeapps.list").arg(desktop.toLower()));
  names.append(QStringLiteral("/mimeapps.list"));
  QStringList files;
  for (const auto place : {QStandardPaths::GenericConfigLocation, QStandardPaths::ApplicationsLocation})
    for (const QString& folder : QStandardPaths::standardLocations(place))
      for (const QString& name : names) files.append(folder + name);
  return files;
}

MimeAssociations associationsOf(const QStringList& mimeTypes, const QStringList& files) {
  MimeAssociations found;
  const QString own = files.isEmpty() ? QString() : QFileInfo(files.front()).path();
  for (const QString& file : files) {
    const auto ids = idsByGroup(file, mimeTypes);
    // A distribution's default is an image viewer as often as not: only the user's own says what is wanted.
    if (QFileInfo(file).path() == own) found.preferred += ids.value(QStringLiteral("[Default Applications]"));
    for (const QString& id : ids.value(QStringLiteral("[Added Associations]")))
      if (!found.removed.contains(id)) found.added.insert(id);
    for (const QString& id : ids.value(QStringLiteral("[Removed Associations]")))
      if (!found.added.contains(id)) found.removed.insert(id);
  }
  return found;
}

}  // namespace tilescout::ui
