#include "ui/model/model_jobs.h"

#include <QFileInfo>

#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

QString megabytes(std::int64_t bytes) { return formatCount(bytes / 1'000'000); }

}  // namespace

QString ModelJobs::failureOf(const QString& weights, const UiError& error) {
  if (error.code != ErrorCode::Incompatible) return errorSentence(error) + QLatin1Char(' ') + errorAdvice(error);
  const QString file = QFileInfo(error.subject).fileName();
  if (file == weights) {
    return tr("“%1” holds no CLIP that Tilescout knows: its tensors are others, or of other shapes. The details name them.")
        .arg(file);
  }
  return tr("“%1” does not belong to these weights. Choose the vocabulary, and the adapters if any, that came with them.")
      .arg(file.isEmpty() ? error.subject : file);
}

JobWords ModelJobs::import(const QString& file) {
  JobWords words;
  words.title = [file] { return tr("Import model %1").arg(file); };
  words.failure = [file](const UiError& error) { return failureOf(file, error); };
  words.summary = [](const JobOutcome&) { return tr("done; new archives will use it"); };
  return words;
}

JobWords ModelJobs::download(const QString& file, bool checked) {
  JobWords words;
  words.title = [file] { return tr("Load %1").arg(file); };
  words.stage = [](const Progress& progress) {
    if (progress.stage == "check")
      return tr("the file is here already; checking it, %1 of %2 MB")
          .arg(megabytes(progress.done), megabytes(progress.total));
    return progress.total > 0 ? tr("%1 of %2 MB").arg(megabytes(progress.done), megabytes(progress.total))
                              : tr("%1 MB").arg(megabytes(progress.done));
  };
  words.summary = [checked](const JobOutcome& outcome) {
    if (outcome.skipped == 0) return tr("done; new archives will use it");
    return checked ? tr("done: the file was here already and its SHA-256 is right, so nothing was loaded; new archives "
                        "will use it")
                   : tr("done: the file was here already, so nothing was loaded; its source states no SHA-256 to "
                        "compare. New archives will use it");
  };
  words.failure = [file](const UiError& error) {
    if (error.message.startsWith(QLatin1String("offline"))) {
      return tr(
          "The server cannot be reached. Check the network and try again: what was loaded is kept and goes on from "
          "there. Without a network, bring the file here by other means and import it.");
    }
    if (error.code == ErrorCode::Corrupt) {
      return tr("What was loaded is not the file that was asked for: its SHA-256 differs. It was removed.");
    }
    return failureOf(file, error);
  };
  words.again = [] { return tr("Try again"); };
  words.showRate = false;
  return words;
}

JobWords ModelJobs::reembed(const QString& model) {
  JobWords words;
  words.title = [model] { return tr("Embed anew with %1").arg(model); };
  words.stage = [](const Progress& progress) {
    return tr("tiles %1 of %2; the present model answers meanwhile")
        .arg(formatCount(progress.done), formatCount(progress.total));
  };
  words.summary = [](const JobOutcome& outcome) {
    return tr("done: %1 tiles, %2 of them new; this model answers now")
        .arg(formatCount(outcome.tiles), formatCount(outcome.newTiles));
  };
  return words;
}

}  // namespace tilescout::ui
