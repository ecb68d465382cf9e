#include "ui/archive/archive_jobs.h"

#include <QDir>

#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

QString counts(const Progress& progress) {
  return progress.total > 0
             ? ArchiveJobs::tr("%1 of %2").arg(formatCount(progress.done), formatCount(progress.total))
             : formatCount(progress.done);
}

}  // namespace

JobWords ArchiveJobs::paintDemo() {
  JobWords words;
  words.title = [] { return tr("Paint the demo scenes"); };
  words.stage = [](const Progress& progress) {
    return tr("painting, %1 %").arg(progress.total > 0 ? progress.done * 100 / progress.total : 0);
  };
  words.showRate = false;
  return words;
}

JobWords ArchiveJobs::index(const QString& subject) {
  JobWords words;
  words.title = [subject] { return tr("Index %1").arg(subject); };
  words.stage = [](const Progress& progress) {
    if (progress.stage == "scan") return tr("scenes %1").arg(counts(progress));
    if (progress.stage == "embed") return tr("tiles %1").arg(counts(progress));
    return counts(progress);
  };
  words.summary = [](const JobOutcome& outcome) {
    return tr("%1 of %2 scenes indexed, %3 tiles, %4 of them new")
        .arg(formatCount(outcome.indexed), formatCount(outcome.scenes), formatCount(outcome.tiles),
             formatCount(outcome.newTiles));
  };
  words.again = [] { return tr("Go on"); };
  return words;
}

JobWords ArchiveJobs::backUp(const QString& target) {
  JobWords words;
  words.title = [] { return tr("Back up the archive"); };
  words.stage = [](const Progress& progress) {
    return tr("%1 % copied").arg(progress.total > 0 ? progress.done * 100 / progress.total : 0);
  };
  words.summary = [target](const JobOutcome&) { return tr("copied to %1").arg(QDir::toNativeSeparators(target)); };
  words.showRate = false;
  return words;
}

JobWords ArchiveJobs::movePictures(bool keep) {
  JobWords words;
  words.title = [keep] { return keep ? tr("Move the small pictures") : tr("Remove the small pictures"); };
  words.stage = [](const Progress& progress) { return tr("pictures %1").arg(counts(progress)); };
  words.summary = [](const JobOutcome& outcome) {
    return tr("pictures: %1, archives: %2").arg(formatCount(outcome.tiles), formatCount(outcome.scenes));
  };
  return words;
}

JobWords ArchiveJobs::relink() {
  JobWords words;
  words.title = [] { return tr("Find missing scenes"); };
  words.summary = [](const JobOutcome& outcome) {
    return tr("%1 of %2 scenes have their files again")
        .arg(formatCount(outcome.indexed), formatCount(outcome.scenes));
  };
  return words;
}

}  // namespace tilescout::ui
