#pragma once
#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <optional>

#include "ui/explore/plot_renderer.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

/// What is remembered from one start to the next, in `settings.ini` of the user's data folder. Qt writes it, whole or not
/// at all, as soon as the event loop comes round: a crash later loses nothing.
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

  /// The text that stood in the search line.
  QString lastQuery() const;
  void setLastQuery(const QString& text);
  QStringList queryHistory() const;
  void addQuery(const QString& text);

  int cellSize() const;
  void setCellSize(int pixels);

  QByteArray windowGeometry() const;
  QByteArray windowState() const;
  void setWindow(const QByteArray& geometry, const QByteArray& state);
  /// Name of the page in front.
  QString page() const;
  void setPage(const QString& name);

  /// Keys that the user gave an action, in their portable form; none: as they were made.
  std::optional<QStringList> keys(const QString& action) const;
  void setKeys(const QString& action, const std::optional<QStringList>& keys);

  /// Where models compute; "auto", "auto" and 0 until chosen.
  QString device() const;
  QString precision() const;
  int threads() const;
  void setCompute(const QString& device, const QString& precision, int threads);
  /// Most that an archive's cached pictures may take, in MiB.
  int cacheMegabytes() const;
  void setCacheMegabytes(int megabytes);
  /// Folder of all archives' small pictures; empty: beside each archive.
  QString pictureFolder() const;
  void setPictureFolder(const QString& folder);
  /// Whether they are drawn while scenes are indexed.
  bool picturesWhileIndexing() const;
  void setPicturesWhileIndexing(bool draw);
  /// Where archives that nobody has named are made; empty: in the data folder.
  QString archivesFolder() const;
  void setArchivesFolder(const QString& folder);

  PlotRenderer plotRenderer() const;
  void setPlotRenderer(PlotRenderer renderer);
  /// True from before OpenGL is first touched until a frame is there. Written at once: when a start finds it true, the
  /// driver took the program down the last time.
  bool openGlStarting() const;
  void setOpenGlStarting(bool starting);

  /// For what a view remembers by itself, under "view/<name>".
  QVariant view(const QString& name, const QVariant& otherwise = {}) const;
  void setView(const QString& name, const QVariant& value);

  QString lastFolder() const;
  void setLastFolder(const QString& folder);

 private:
  QSettings store_;
};

}  // namespace tilescout::ui
