#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tilescout::ui {

/// A thread that runs every task given to it, one after the other. The destructor lets it finish them: what a user
/// changed is not dropped because the program closes.
class OrderedWorker {
 public:
  using Task = std::function<void()>;

  OrderedWorker();
  ~OrderedWorker();
  OrderedWorker(const OrderedWorker&) = delete;
  OrderedWorker& operator=(const OrderedWorker&) = delete;

  void post(Task task);

 private:
  void loop(const std::stop_token& quit);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Task> waiting_;
  std::jthread thread_;
};

}  // namespace tilescout::ui
