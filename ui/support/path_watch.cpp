#include "ui/support/path_watch.h"

#include <QDir>
#include <QFileInfo>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace tilescout::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto kAtOnce = 15ms;  ///< a disk that answers within it needs no second look at the dialog
constexpr int kSlowMs = 800;    ///< then the user is told
constexpr qint64 kFreshMs = 500;
constexpr int kMostInFlight = 16;  ///< threads that may hang at one dead disk

PathFacts factsOf(const QString& path) {
  const QFileInfo info(path);
  PathFacts facts;
  facts.folder = info.isDir();
  facts.file = info.exists() && !facts.folder;
  facts.filled = facts.folder && !QDir(path).isEmpty();
  facts.parent = QFileInfo(info.path()).isDir();
  return facts;
}

}  // namespace

struct PathWatch::Answer {
  std::mutex mutex;
  std::condition_variable came;
  std::optional<PathFacts> facts;
};

PathWatch::PathWatch(QObject* parent) : QObject(parent), probe_(factsOf), mailbox_(std::make_shared<Mailbox>(this)) {
  slow_.setSingleShot(true);
  slow_.setInterval(kSlowMs);
  connect(&slow_, &QTimer::timeout, this, [this] {
    isSlow_ = true;
    Q_EMIT changed();
  });
}

PathWatch::~PathWatch() { mailbox_->close(); }

void PathWatch::ask(const QString& path) {
  const bool same = path == path_;
  if (same && facts_ && age_.elapsed() < kFreshMs) return;
  if (same && inFlight_ > 0) return;
  if (!same) {
    path_ = path;
    facts_.reset();
    isSlow_ = false;
  }
  if (path.isEmpty()) {
    facts_ = PathFacts();
    age_.start();
    slow_.stop();
    return;
  }
  start();
}

void PathWatch::start() {
  if (!facts_) slow_.start();
  if (inFlight_ >= kMostInFlight) return;  // asked when one of them comes back
  ++inFlight_;
  auto answer = std::make_shared<Answer>();
  std::thread([this, answer, mailbox = mailbox_, probe = probe_, path = path_] {
    const PathFacts facts = probe(path);
    {
      const std::lock_guard lock(answer->mutex);
      answer->facts = facts;
    }
    answer->came.notify_one();
    mailbox->post([this, path, facts] {
      --inFlight_;
      take(path, facts);
    });
  }).detach();
  std::unique_lock lock(answer->mutex);
  if (!answer->came.wait_for(lock, kAtOnce, [&] { return answer->facts.has_value(); })) return;
  facts_ = answer->facts;
  age_.start();
  slow_.stop();
}

void PathWatch::take(const QString& path, const PathFacts& facts) {
  if (path != path_) {
    if (!facts_ && inFlight_ == kMostInFlight - 1) start();
    return;
  }
  const bool isNew = facts_ != facts || isSlow_;
  facts_ = facts;
  age_.start();
  slow_.stop();
  isSlow_ = false;
  if (isNew) Q_EMIT changed();
}

QString PathWatch::waitingText() const { return isSlow_ && !facts_ ? tr("The disk has not answered yet.") : QString(); }

void askDisk(QObject* owner, const QString& path, const std::function<void(const PathFacts&)>& done) {
  auto* watch = new PathWatch(owner);
  const auto answer = [watch, done] {
    if (!watch->facts()) return;
    watch->disconnect();
    watch->deleteLater();
    done(*watch->facts());
  };
  QObject::connect(watch, &PathWatch::changed, owner, answer);
  watch->ask(path);
  answer();
}

}  // namespace tilescout::ui
