#include "ui/label/label_copies.h"

#include <QFileInfo>

#include "base/log.h"
#include "ui/app_context.h"
#include "ui/backend/label_session.h"

namespace tilescout::ui {

namespace {

constexpr int kMinutes = 10;

QString key() { return QStringLiteral("labelCopyMinutes"); }

}  // namespace

LabelCopies::LabelCopies(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  pause_.setSingleShot(true);
  connect(&pause_, &QTimer::timeout, this, &LabelCopies::write);
  connect(&context->labels(), &LabelController::saved, this, &LabelCopies::changed);
  connect(&context->archive(), &ArchiveController::archiveChanged, this, [this] {
    if (pause_.isActive() && context_->archive().session() != session_) write();
  });
}

LabelCopies::~LabelCopies() {
  if (pause_.isActive()) write();  // the worker finishes it before the program ends
}

int LabelCopies::minutes(AppContext& context) { return context.settings().view(key(), kMinutes).toInt(); }

void LabelCopies::setMinutes(AppContext& context, int minutes) { context.settings().setView(key(), minutes); }

QString LabelCopies::fileOf(const QString& archive) {
  const QFileInfo info(archive);
  return QStringLiteral("%1/%2.labels.csv").arg(info.path(), info.completeBaseName());
}

void LabelCopies::changed() {
  const int every = minutes(*context_);
  if (every <= 0 || pause_.isActive() || !context_->archive().session()) return;
  session_ = context_->archive().session();
  file_ = fileOf(context_->archive().file());
  pause_.start(every * 60 * 1000);
}

void LabelCopies::write() {
  pause_.stop();
  worker_.post([session = std::move(session_), file = file_.toStdString()] {
    try {
      JobContext job;
      session->labels().exportLabels("csv", file, job);
    } catch (const Error& error) {
      // No labels any more, or a folder that cannot be written: the archive itself is unharmed, and says so elsewhere.
      log::warn(std::string("the copy of the labels was not written: ") + error.what());
    }
  });
  session_.reset();
}

}  // namespace tilescout::ui
