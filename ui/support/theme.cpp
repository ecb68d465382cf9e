#include "ui/support/theme.h"

#include <QApplication>
#include <QFont>
#include <QFontInfo>
#include <QIcon>
#include <QPixmapCache>
#include <QStandardPaths>
#ifdef TILESCOUT_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#endif

#include "ui/support/outlined_style.h"

namespace tilescout::ui {

namespace {

struct Colours {
  QColor window, base, raised, hover, text, muted, line, accent, onAccent;
};

QPalette paletteOf(const Colours& c) {
  QPalette palette;
  palette.setColor(QPalette::Window, c.window);
  palette.setColor(QPalette::WindowText, c.text);
  palette.setColor(QPalette::Base, c.base);
  palette.setColor(QPalette::AlternateBase, c.window);
  palette.setColor(QPalette::Text, c.text);
  palette.setColor(QPalette::PlaceholderText, c.muted);
  palette.setColor(QPalette::Button, c.raised);
  palette.setColor(QPalette::ButtonText, c.text);
  palette.setColor(QPalette::BrightText, c.onAccent);
  palette.setColor(QPalette::Light, c.raised.lighter(108));
  palette.setColor(QPalette::Midlight, c.hover);
  palette.setColor(QPalette::Mid, c.line);
  palette.setColor(QPalette::Dark, c.line.darker(125));
  palette.setColor(QPalette::Shadow, c.line.darker(160));
  palette.setColor(QPalette::Highlight, c.accent);
  palette.setColor(QPalette::HighlightedText, c.onAccent);
  palette.setColor(QPalette::Link, c.accent);
  palette.setColor(QPalette::LinkVisited, c.accent);
  palette.setColor(QPalette::ToolTipBase, c.base);
  palette.setColor(QPalette::ToolTipText, c.text);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    palette.setColor(QPalette::Disabled, role, c.muted);
  }
  palette.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
  return palette;
}

/// Without a desktop's platform theme Qt looks for icons nowhere but in the program.
void addIconFolders() {
  QStringList folders = QIcon::themeSearchPaths();
  for (const QString& folder : QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QStringLiteral("icons"),
                                                         QStandardPaths::LocateDirectory)) {
    if (!folders.contains(folder)) folders.append(folder);
  }
  QIcon::setThemeSearchPaths(folders);
}

/// What the desktop's font comes to; a CJK font for everything would give English its wide quotation marks.
QString latinFamily(const QFont& font) {
  const QString family = QFontInfo(font).family();
  return family.contains(QLatin1String("CJK")) ? QStringLiteral("DejaVu Sans") : family;
}

}  // namespace

QPalette lightPalette() {
  return paletteOf({QColor(0xF6F7F8), QColor(0xFFFFFF), QColor(0xFBFCFC), QColor(0xE9EDF1), QColor(0x1B1F23),
                    QColor(0x5A6470), QColor(0xD5DADF), QColor(0x0B6BCB), QColor(0xFFFFFF)});
}

QPalette darkPalette() {
  return paletteOf({QColor(0x1E2227), QColor(0x16191D), QColor(0x282D33), QColor(0x2C3238), QColor(0xE6E9EC),
                    QColor(0x9AA4AF), QColor(0x343A41), QColor(0x4EA1F3), QColor(0x0D1116)});
}

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

QColor pictureGround(const QPalette& palette) { return isDark(palette) ? QColor(0x2A2A2A) : QColor(0xDCDCDC); }

QColor warningColor(const QPalette& palette) { return isDark(palette) ? QColor(0xE0A63A) : QColor(0x9A6400); }

Theme::Theme(QObject* parent) : QObject(parent), startedDark_(isDark(QApplication::palette())) {
  addIconFolders();
  QApplication::setStyle(new OutlinedStyle);
  QFont font = QApplication::font();
  font.setPixelSize(13);
  // After the system's own font: Han characters in their simplified forms rather than whatever is found first.
  font.setFamilies({latinFamily(font), QStringLiteral("Noto Sans CJK SC")});
  QApplication::setFont(font);
#ifdef TILESCOUT_HAS_DBUS
  QDBusConnection::sessionBus().connect(QString(), QStringLiteral("/org/freedesktop/portal/desktop"),
                                        QStringLiteral("org.freedesktop.portal.Settings"),
                                        QStringLiteral("SettingChanged"), this,
                                        SLOT(systemSettingChanged(QString, QString)));
#endif
  apply();
}

void Theme::setChoice(ThemeChoice choice) {
  choice_ = choice;
  apply();
}

void Theme::systemSettingChanged(const QString& group, const QString& key) {
  if (group == QLatin1String("org.freedesktop.appearance") && key == QLatin1String("color-scheme")) apply();
}

bool Theme::systemIsDark() const {
#ifdef TILESCOUT_HAS_DBUS
  // Qt 6.4 has no colour scheme of its own yet (6.5 has); desktops publish it through the portal.
  const QDBusConnection bus = QDBusConnection::sessionBus();
  if (bus.isConnected()) {
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    call << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    const QDBusReply<QDBusVariant> reply = bus.call(call, QDBus::Block, 100);
    if (reply.isValid()) {
      const QVariant inner = reply.value().variant();  // a variant in a variant
      const uint scheme = inner.canConvert<QDBusVariant>() ? inner.value<QDBusVariant>().variant().toUInt()
                                                           : inner.toUInt();
      if (scheme == 1 || scheme == 2) return scheme == 1;
    }
  }
#endif
  return startedDark_;
}

void Theme::apply() {
  dark_ = choice_ == ThemeChoice::Dark || (choice_ == ThemeChoice::System && systemIsDark());
  QIcon::setFallbackThemeName(QStringLiteral("hicolor"));
  QIcon::setThemeName(dark_ ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
  QPixmapCache::clear();
  QApplication::setPalette(dark_ ? darkPalette() : lightPalette());
  Q_EMIT changed();
}

}  // namespace tilescout::ui
