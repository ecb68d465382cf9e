#include "ui/archive/archive_notice.h"

#include <algorithm>
#include <climits>

#include "ui/archive/archive_controller.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

ArchiveNotice::ArchiveNotice(ArchiveController* archive, QWidget* parent) : NoticeBar(parent), archive_(archive) {
  connect(archive, &ArchiveController::archiveChanged, this, &ArchiveNotice::refresh);
  connect(archive, &ArchiveController::contentChanged, this, &ArchiveNotice::refresh);
  connect(archive, &ArchiveController::modelChanged, this, &ArchiveNotice::refresh);
  connect(archive, &ArchiveController::indexingChanged, this, &ArchiveNotice::refresh);
  connect(this, &NoticeBar::actionTriggered, this, &ArchiveNotice::act);
  onLanguageChange(this, [this] { refresh(); });
}

void ArchiveNotice::act() {
  if (aboutFiles_) {
    Q_EMIT relinkRequested();
  } else {
    archive_->updateIndex();
  }
}

void ArchiveNotice::refresh() {
  aboutFiles_ = false;
  if (archive_->state() != ArchiveState::Open) {
    setNotice(Kind::Information, {});
    return;
  }
  const jobs::ArchiveSummary& summary = archive_->summary();
  const auto& scenes = archive_->scenes();
  const auto offline = static_cast<int>(
      std::count_if(scenes.begin(), scenes.end(), [](const auto& scene) { return scene.state == "offline"; }));
  if (archive_->modelError()) {
    setNotice(Kind::Warning, tr("No model is ready, so nothing can be searched or indexed. %1 %2")
                                 .arg(errorSentence(*archive_->modelError()), errorAdvice(*archive_->modelError())));
  } else if (archive_->isIndexing() && summary.pendingTiles > 0) {
    setNotice(Kind::Information,
              tr("%1 of %2 tiles can be searched so far; the index is still growing.")
                  .arg(formatCount(summary.tiles), formatCount(summary.tiles + summary.pendingTiles)));
  } else if (!archive_->isIndexing() && summary.pendingTiles > 0) {
    setNotice(Kind::Warning,
              tr("The index is not complete: %1 tiles are waiting.").arg(formatCount(summary.pendingTiles)),
              tr("Continue indexing"));
  } else if (offline > 0) {
    aboutFiles_ = true;
    setNotice(Kind::Information,
              tr("%n scene(s) cannot be reached now. Their tiles stay searchable.", nullptr, offline),
              tr("Find them…"));
  } else if (archive_->newFiles() > 0 && !archive_->isIndexing()) {
    const auto files = static_cast<int>(std::min<std::int64_t>(archive_->newFiles(), INT_MAX));
    setNotice(Kind::Information, tr("%Ln new file(s) lie in the folders of this archive.", nullptr, files),
              tr("Index them"));
  } else {
    setNotice(Kind::Information, {});
  }
}

}  // namespace tilescout::ui
