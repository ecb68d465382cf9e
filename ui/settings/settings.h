#pragma once
#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include "ui/support/theme.h"

namespace tilescout::ui {

/// What is remembered from one start to the next, in `settings.ini` of the user's data folder.
class Settings {
 public:
  explicit Settings(const QString& file);

  QString language() const;
  void setLanguage(const QString& choice);
  ThemeChoice theme() const;
  void setTheme(ThemeChoice choice);

  QString lastArchive() const;
  /// Newest first; adding puts the file in front. An empty file only forgets which one was last.
  QStringList recentArchives() const;
  void setLastArchive(const QString& file);

  QStringList queryHistory() const;
  void addQuery(const QString& text);

  int cellSize() const;
  void setCellSize(int pixels);

  QByteArray windowGeometry() const;
  QByteArray windowState() const;
  void setWindow(const QByteArray& geometry, const QByteArray& state);

  QString lastFolder() const;
  void setLastFolder(const QString& folder);

 private:
  QSettings store_;
};

}  // namespace tilescout::ui
