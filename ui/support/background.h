#pragma once
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

/// Calls that must all be made, on threads of their own (one by default: in order), with their answers on the
/// interface's thread. What is still to be answered when this goes is not; the destructor asks for a stop and waits.
class Background : public QObject {
 public:
  using Failed = std::function<void(const UiError&)>;

  explicit Background(int threads = 1, QObject* parent = nullptr) : QObject(parent) {
    pool_.setMaxThreadCount(threads);
  }
  ~Background() override {
    drop();
    pool_.waitForDone();
  }

  /// `work(stop)` there, then `done(its answer)` here, or `failed`. A Cancelled call is answered by neither.
  template <typename Work, typename Done>
  void call(Work work, Done done, Failed failed = {}) {
    pool_.start([this, work = std::move(work), done = std::move(done), failed = std::move(failed),
                 stop = stop_.get_token(), generation = generation_] {
      if (stop.stop_requested()) return;
      try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work, std::stop_token>>) {
          work(stop);
          answer(generation, done);
        } else {
          answer(generation, [done, value = work(stop)] { done(value); });
        }
      } catch (const Cancelled&) {
      } catch (...) {
        const UiError error = uiErrorOf(std::current_exception());
        if (failed) answer(generation, [failed, error] { failed(error); });
      }
    });
  }
  /// Asks what runs to stop, and answers none of the calls made so far.
  void drop() {
    ++generation_;
    stop_.request_stop();
    stop_ = std::stop_source();
    pool_.clear();
  }

 private:
  template <typename Answer>
  void answer(quint64 generation, Answer answer) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, answer = std::move(answer)] {
          if (generation == generation_) answer();
        },
        Qt::QueuedConnection);
  }

  quint64 generation_ = 0;
  std::stop_source stop_;
  QThreadPool pool_;
};

}  // namespace tilescout::ui
