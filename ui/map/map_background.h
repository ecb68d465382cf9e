#pragma once
#include <QObject>

#include "ui/map/background_dialog.h"
#include "ui/support/error_text.h"

class QAction;

namespace tilescout::ui {

class AppContext;
class MapCanvas;
class NoticeBar;
class WindowActions;

/// The map's background, off until it is switched on. A local one comes back after a restart; a web map stays off then:
/// no network call without a click. What fails is said above the map, which goes on without it.
class MapBackground : public QObject {
  Q_OBJECT
 public:
  MapBackground(AppContext* context, MapCanvas* canvas, NoticeBar* notice, QWidget* page);

  QAction* toggle() const { return toggle_; }
  QAction* chooser() const { return choose_; }
  const BackgroundChoice& choice() const { return choice_; }
  /// As the dialog does it: remembers the choice and shows it.
  void take(const BackgroundChoice& choice);
  void addActions(WindowActions* actions, QWidget* scope);

 private:
  void choose();
  void show(bool on);
  void failed(const UiError& error);

  AppContext* const context_;
  MapCanvas* const canvas_;
  NoticeBar* const notice_;
  QWidget* const page_;
  WindowActions* actions_ = nullptr;
  QAction *toggle_, *choose_;
  BackgroundChoice choice_;
};

}  // namespace tilescout::ui
