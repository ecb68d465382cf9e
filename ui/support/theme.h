#pragma once
#include <QObject>
#include <QPalette>

namespace tilescout::ui {

enum class ThemeChoice { System, Light, Dark };

/// Palettes of the program (../docs: Fusion, one accent). Roles used by own painting: PlaceholderText is muted text,
/// Mid is a line, Midlight a hovered ground, Highlight the accent.
QPalette lightPalette();
QPalette darkPalette();
/// Neutral grey that pictures sit on.
QColor pictureGround(const QPalette& palette);
/// Colour for warnings that keeps a contrast of 3 on the palette's window.
QColor warningColor(const QPalette& palette);
bool isDark(const QPalette& palette);

/// Puts style, palette, font size and icon theme on the application, and follows the system's light or dark.
class Theme : public QObject {
  Q_OBJECT
 public:
  explicit Theme(QObject* parent = nullptr);

  ThemeChoice choice() const { return choice_; }
  void setChoice(ThemeChoice choice);
  bool dark() const { return dark_; }

 Q_SIGNALS:
  void changed();

 private Q_SLOTS:
  /// D-Bus: org.freedesktop.portal.Settings.
  void systemSettingChanged(const QString& group, const QString& key);

 private:
  bool systemIsDark() const;
  void apply();

  ThemeChoice choice_ = ThemeChoice::System;
  bool dark_ = false;
  bool startedDark_ = false;
};

}  // namespace tilescout::ui
