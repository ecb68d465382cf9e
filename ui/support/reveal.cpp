#include "ui/support/reveal.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#ifdef TILESCOUT_HAS_DBUS
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace tilescout::ui {

namespace {

void openFolder(const QString& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); }

}  // namespace

void revealInFolder(const QString& file) {
#ifdef TILESCOUT_HAS_DBUS
  // https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (bus.isConnected()) {
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("/org/freedesktop/FileManager1"),
        QStringLiteral("org.freedesktop.FileManager1"), QStringLiteral("ShowItems"));
    call << QStringList{QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded)} << QString();
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, file] {
      if (QDBusPendingReply<>(*watcher).isError()) openFolder(file);
      watcher->deleteLater();
    });
    return;
  }
#endif
  openFolder(file);
}

}  // namespace tilescout::ui
