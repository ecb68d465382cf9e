#pragma once
#include <QMetaObject>
#include <QObject>
#include <mutex>
#include <utility>

namespace tilescout::ui {

/// Where threads that nobody waits for leave what they have for an object. They share it; when the object goes, it
/// closes the box, and what comes later is dropped.
class Mailbox {
 public:
  explicit Mailbox(QObject* owner) : owner_(owner) {}

  /// `call()` on the owner's thread, unless the owner is gone. From any thread.
  template <typename Call>
  void post(Call call) {
    const std::lock_guard lock(mutex_);
    if (owner_) QMetaObject::invokeMethod(owner_, std::move(call), Qt::QueuedConnection);
  }
  void close() {
    const std::lock_guard lock(mutex_);
    owner_ = nullptr;
  }

 private:
  std::mutex mutex_;
  QObject* owner_;
};

}  // namespace tilescout::ui
