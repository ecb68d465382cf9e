#include "ui/archive/recent_archives.h"

#include <QFileInfo>
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

RecentArchives::RecentArchives(Settings* settings, QObject* parent)
    : QObject(parent), settings_(settings), probe_(presenceOnDisk), mailbox_(std::make_shared<Mailbox>(this)) {}

RecentArchives::~RecentArchives() { mailbox_->close(); }

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
    if (!asked_.insert(file).second) continue;
    // One thread a file, detached: a folder that hangs must not keep the answer about the others, nor the program's
    // end.
    std::thread([this, mailbox = mailbox_, probe = probe_, file] {
      mailbox->post([this, file, presence = probe(file)] {
        asked_.erase(file);
        if (std::exchange(known_[file], presence) != presence) Q_EMIT changed();
      });
    }).detach();
  }
}

}  // namespace tilescout::ui
