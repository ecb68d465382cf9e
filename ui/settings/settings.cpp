#include "ui/settings/settings.h"

#include <QDir>
#include <algorithm>

namespace tilescout::ui {

namespace {

constexpr int kRecentArchives = 8;
constexpr int kQueries = 100;
constexpr int kMostThreads = 1024;

void putInFront(QStringList& list, const QString& entry, int most) {
  list.removeAll(entry);
  list.prepend(entry);
  while (list.size() > most) list.removeLast();
}

}  // namespace

Settings::Settings(const QString& file) : store_(file, QSettings::IniFormat) {}

QString Settings::language() const { return store_.value(QStringLiteral("language")).toString(); }
void Settings::setLanguage(const QString& choice) { store_.setValue(QStringLiteral("language"), choice); }

ThemeChoice Settings::theme() const {
  const QString name = store_.value(QStringLiteral("theme")).toString();
  if (name == QLatin1String("light")) return ThemeChoice::Light;
  if (name == QLatin1String("dark")) return ThemeChoice::Dark;
  return ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice) {
  const char* name = choice == ThemeChoice::Light ? "light" : choice == ThemeChoice::Dark ? "dark" : "system";
  store_.setValue(QStringLiteral("theme"), QString::fromLatin1(name));
}

QString Settings::lastArchive() const { return store_.value(QStringLiteral("archive/last")).toString(); }

QStringList Settings::recentArchives() const { return store_.value(QStringLiteral("archive/recent")).toStringList(); }

void Settings::setLastArchive(const QString& file) {
  store_.setValue(QStringLiteral("archive/last"), file);
  if (file.isEmpty()) return;
  QStringList recent = recentArchives();
  putInFront(recent, file, kRecentArchives);
  store_.setValue(QStringLiteral("archive/recent"), recent);
}

QString Settings::lastQuery() const { return store_.value(QStringLiteral("lastQuery")).toString(); }
void Settings::setLastQuery(const QString& text) { store_.setValue(QStringLiteral("lastQuery"), text); }

QStringList Settings::queryHistory() const { return store_.value(QStringLiteral("queries")).toStringList(); }

void Settings::addQuery(const QString& text) {
  QStringList queries = queryHistory();
  putInFront(queries, text, kQueries);
  store_.setValue(QStringLiteral("queries"), queries);
}

int Settings::cellSize() const {
  return std::clamp(store_.value(QStringLiteral("view/cell"), 144).toInt(), 96, 320);
}
void Settings::setCellSize(int pixels) { store_.setValue(QStringLiteral("view/cell"), pixels); }

QByteArray Settings::windowGeometry() const { return store_.value(QStringLiteral("window/geometry")).toByteArray(); }
QByteArray Settings::windowState() const { return store_.value(QStringLiteral("window/state")).toByteArray(); }
void Settings::setWindow(const QByteArray& geometry, const QByteArray& state) {
  store_.setValue(QStringLiteral("window/geometry"), geometry);
  store_.setValue(QStringLiteral("window/state"), state);
}

QString Settings::page() const { return store_.value(QStringLiteral("window/page")).toString(); }
void Settings::setPage(const QString& name) { store_.setValue(QStringLiteral("window/page"), name); }

std::optional<QStringList> Settings::keys(const QString& action) const {
  const QString key = QStringLiteral("keys/") + action;
  if (!store_.contains(key)) return std::nullopt;
  return store_.value(key).toStringList();
}

void Settings::setKeys(const QString& action, const std::optional<QStringList>& keys) {
  const QString key = QStringLiteral("keys/") + action;
  keys ? store_.setValue(key, *keys) : store_.remove(key);
}

QString Settings::device() const {
  return store_.value(QStringLiteral("compute/device"), QStringLiteral("auto")).toString();
}
QString Settings::precision() const {
  return store_.value(QStringLiteral("compute/precision"), QStringLiteral("auto")).toString();
}
int Settings::threads() const {
  return std::clamp(store_.value(QStringLiteral("compute/threads"), 0).toInt(), 0, kMostThreads);
}
void Settings::setCompute(const QString& device, const QString& precision, int threads) {
  store_.setValue(QStringLiteral("compute/device"), device);
  store_.setValue(QStringLiteral("compute/precision"), precision);
  store_.setValue(QStringLiteral("compute/threads"), threads);
}

PlotRenderer Settings::plotRenderer() const {
  return plotRendererOf(store_.value(QStringLiteral("plot/renderer")).toString());
}
void Settings::setPlotRenderer(PlotRenderer renderer) {
  store_.setValue(QStringLiteral("plot/renderer"), nameOf(renderer));
}

bool Settings::openGlStarting() const { return store_.value(QStringLiteral("plot/openGlStarting"), false).toBool(); }
void Settings::setOpenGlStarting(bool starting) {
  if (starting == openGlStarting()) return;
  store_.setValue(QStringLiteral("plot/openGlStarting"), starting);
  store_.sync();
}

int Settings::cacheMegabytes() const {
  return std::clamp(store_.value(QStringLiteral("cache/megabytes"), 2048).toInt(), 64, 1 << 20);
}
void Settings::setCacheMegabytes(int megabytes) { store_.setValue(QStringLiteral("cache/megabytes"), megabytes); }

QString Settings::pictureFolder() const { return store_.value(QStringLiteral("cache/folder")).toString(); }
void Settings::setPictureFolder(const QString& folder) { store_.setValue(QStringLiteral("cache/folder"), folder); }

bool Settings::picturesWhileIndexing() const {
  return store_.value(QStringLiteral("cache/whileIndexing"), true).toBool();
}
void Settings::setPicturesWhileIndexing(bool draw) { store_.setValue(QStringLiteral("cache/whileIndexing"), draw); }

QString Settings::archivesFolder() const { return store_.value(QStringLiteral("archive/folder")).toString(); }
void Settings::setArchivesFolder(const QString& folder) { store_.setValue(QStringLiteral("archive/folder"), folder); }

QVariant Settings::view(const QString& name, const QVariant& otherwise) const {
  return store_.value(QStringLiteral("view/") + name, otherwise);
}
void Settings::setView(const QString& name, const QVariant& value) {
  store_.setValue(QStringLiteral("view/") + name, value);
}

QString Settings::lastFolder() const {
  return store_.value(QStringLiteral("folder"), QDir::homePath()).toString();
}
void Settings::setLastFolder(const QString& folder) { store_.setValue(QStringLiteral("folder"), folder); }

}  // namespace tilescout::ui
