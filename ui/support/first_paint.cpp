#include "ui/support/first_paint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <utility>

namespace tilescout::ui {

namespace {

constexpr int kNeverPaintedMs = 1000;

class FirstPaint : public QObject {
 public:
  FirstPaint(QWidget* window, std::function<void()> then) : QObject(window), then_(std::move(then)) {
    window->installEventFilter(this);
    QTimer::singleShot(kNeverPaintedMs, this, [this] { run(); });
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    // The event comes before its painting; a timer without delay, after it.
    if (event->type() == QEvent::Paint) QTimer::singleShot(0, this, [this] { run(); });
    return QObject::eventFilter(watched, event);
  }

 private:
  void run() {
    if (then_) std::exchange(then_, nullptr)();
    deleteLater();
  }

  std::function<void()> then_;
};

}  // namespace

void afterFirstPaint(QWidget* window, std::function<void()> then) { new FirstPaint(window, std::move(then)); }

}  // namespace tilescout::ui
