#include "ui/window_layout.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QScreen>
#include <utility>

#include "ui/settings/settings.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"

namespace tilescout::ui {

namespace {

constexpr int kPauseMs = 500;

}  // namespace

WindowLayout::WindowLayout(QMainWindow* window, Settings* settings)
    : QObject(window), window_(window), settings_(settings) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPauseMs);
  connect(&pause_, &QTimer::timeout, this, &WindowLayout::save);
  window->installEventFilter(this);
}

QDockWidget* WindowLayout::addDock(const char* name, QWidget* content, Qt::DockWidgetArea area,
                                   std::function<QString()> title) {
  auto* dock = new QDockWidget(window_);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  window_->addDockWidget(area, dock);
  onLanguageChange(dock, [dock, title = std::move(title)] { dock->setWindowTitle(title()); });
  connect(dock, &QDockWidget::visibilityChanged, this, &WindowLayout::changed);
  connect(dock, &QDockWidget::dockLocationChanged, this, &WindowLayout::changed);
  connect(dock, &QDockWidget::topLevelChanged, this, &WindowLayout::changed);
  dock->installEventFilter(this);
  docks_.append(dock);
  return dock;
}

void WindowLayout::restore() {
  window_->restoreGeometry(settings_->windowGeometry());
  window_->restoreState(settings_->windowState());
  restored_ = true;
  // The screen may be another one since, or scaled otherwise.
  const QRect room = window_->screen()->availableGeometry();
  const QSize fits = fittingSize(window_->size(), room.size());
  if (fits == window_->size() || window_->isMaximized() || window_->isFullScreen()) return;
  window_->resize(fits);
  window_->move(room.topLeft());
}

void WindowLayout::setQuiet(bool quiet, const QDockWidget* kept) {
  if (quiet == !whole_.isEmpty()) return;
  if (!quiet) {
    window_->restoreState(std::exchange(whole_, {}));
    return;
  }
  whole_ = window_->saveState();
  for (QDockWidget* dock : docks_) {
    if (dock != kept) dock->hide();
  }
}

void WindowLayout::changed() {
  if (restored_) pause_.start();
}

void WindowLayout::save() {
  pause_.stop();
  if (restored_) settings_->setWindow(window_->saveGeometry(), whole_.isEmpty() ? window_->saveState() : whole_);
}

bool WindowLayout::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::WindowStateChange: changed(); break;
    default: break;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace tilescout::ui
