#include "ui/support/retranslate.h"

#include <QEvent>
#include <utility>

namespace tilescout::ui {

namespace {

class ChangeWatcher : public QObject {
 public:
  ChangeWatcher(QWidget* widget, QEvent::Type type, std::function<void()> react)
      : QObject(widget), type_(type), react_(std::move(react)) {
    widget->installEventFilter(this);
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == type_) react_();
    return QObject::eventFilter(watched, event);
  }

 private:
  const QEvent::Type type_;
  const std::function<void()> react_;
};

void watch(QWidget* widget, QEvent::Type type, std::function<void()> react) {
  react();
  new ChangeWatcher(widget, type, std::move(react));
}

}  // namespace

void onLanguageChange(QWidget* widget, std::function<void()> setTexts) {
  watch(widget, QEvent::LanguageChange, std::move(setTexts));
}

void onPaletteChange(QWidget* widget, std::function<void()> refresh) {
  watch(widget, QEvent::PaletteChange, std::move(refresh));
}

}  // namespace tilescout::ui
