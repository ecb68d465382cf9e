#include "ui/archive/recent_archives.h"

#include <QFileInfo>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "ui/settings/settings.h"

namespace tilescout::ui {

namespace {

RecentArchives::Presence presenceOnDisk(const QString& file) {
  const QFileInfo info(file);
  if (info.exists()) return RecentArchives::Presence::There;
  return QFileInfo::exists(info.path()) ? RecentArchives::Presence::Gone : RecentArchives::Presence::Away;
}

}  // namespace

/// Outlives the list it belongs to as long as a thread may still write to it.
struct RecentArchives::Mailbox {
  std::mutex mutex;
  RecentArchives* owner = nullptr;  ///< null: nobody waits any more
  std::set<QString> asked;          ///< without an answer yet

  void take(const QString& file, Presence presence) {
    const std::lock_guard lock(mutex);
    asked.erase(file);
    if (!owner) return;
    QMetaObject::invokeMethod(
        owner,
        [list = owner, file, presence] {
          if (std::exchange(list->known_[file], presence) != presence) Q_EMIT list->changed();
        },
        Qt::QueuedConnection);
  }
};

RecentArchives::RecentArchives(Settings* settings, QObject* parent)
    : QObject(parent), settings_(settings), probe_(presenceOnDisk), mailbox_(std::make_shared<Mailbox>()) {
  mailbox_->owner = this;
}

RecentArchives::~RecentArchives() {
  const std::lock_guard lock(mailbox_->mutex);
  mailbox_->owner = nullptr;
}

std::vector<RecentArchives::Entry> RecentArchives::entries() const {
  std::vector<Entry> entries;
  for (const QString& file : settings_->recentArchives()) {
    const auto known = known_.find(file);
    const Presence presence = known == known_.end() ? Presence::Unknown : known->second;
    if (presence != Presence::Gone) entries.push_back({file, presence});
  }
  return entries;
}

void RecentArchives::refresh() {
  for (const QString& file : settings_->recentArchives()) {
    {
      const std::lock_guard lock(mailbox_->mutex);
      if (!mailbox_->asked.insert(file).second) continue;
    }
    // One thread a file, detached: a folder that hangs must not keep the answer about the others, nor the program's
    // end.
    std::thread([mailbox = mailbox_, probe = probe_, file] { mailbox->take(file, probe(file)); }).detach();
  }
}

}  // namespace tilescout::ui
