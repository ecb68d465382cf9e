#include "ui/train/run_process.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace tilescout::ui {

namespace {

constexpr int kInterruptedStatus = 130;  ///< of tilescout-cli: state kept, run again to go on
constexpr int kSomeFailedStatus = 3;     ///< done, but some inputs were left out
constexpr int kGraceMs = 8000;
constexpr qsizetype kMostErrorBytes = 4000;

}  // namespace

std::optional<Progress> progressOf(const QByteArray& line) {
  const QJsonObject object = QJsonDocument::fromJson(line).object();
  if (!object.contains(QLatin1String("stage"))) return std::nullopt;
  return Progress{object.value(QLatin1String("stage")).toString().toStdString(),
                  object.value(QLatin1String("done")).toInteger(), object.value(QLatin1String("total")).toInteger(),
                  object.value(QLatin1String("rate")).toDouble(), object.value(QLatin1String("eta_s")).toDouble(-1)};
}

RunProcess::RunProcess(bool keepsState, QObject* parent) : QObject(parent), keepsState_(keepsState) {
  connect(&process_, &QProcess::readyReadStandardOutput, this, &RunProcess::readLines);
  connect(&process_, &QProcess::readyReadStandardError, this, &RunProcess::readErrors);
  connect(&process_, &QProcess::finished, this, &RunProcess::finished);
  connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;  // the others end in finished()
    Q_EMIT ended(RunEnd::Failed, tr("%1 could not be started: %2").arg(process_.program(), process_.errorString()));
  });
}

RunProcess::~RunProcess() {
  process_.disconnect(this);
  if (!isRunning()) return;
  if (keepsState_) {
    process_.terminate();
    if (process_.waitForFinished(kGraceMs)) return;
  }
  process_.kill();
  process_.waitForFinished();
}

void RunProcess::start(const RunCommand& command) {
  QStringList arguments;
  for (const std::string& argument : command.arguments) arguments.append(QString::fromStdString(argument));
  errors_.clear();
  interrupted_ = false;
  process_.start(QString::fromStdString(command.program.string()), arguments, QIODevice::ReadOnly);
}

void RunProcess::interrupt() {
  interrupted_ = true;
  process_.terminate();
}

void RunProcess::readLines() {
  while (process_.canReadLine()) {
    const QByteArray text = process_.readLine().trimmed();
    if (!text.isEmpty()) Q_EMIT line(text);
  }
}

void RunProcess::readErrors() {
  errors_ += process_.readAllStandardError();
  if (errors_.size() > kMostErrorBytes) errors_ = errors_.last(kMostErrorBytes);
}

void RunProcess::finished(int exitCode, QProcess::ExitStatus status) {
  readLines();
  readErrors();
  const bool crashed = status == QProcess::CrashExit;
  if (!crashed && (exitCode == 0 || exitCode == kSomeFailedStatus)) {
    Q_EMIT ended(RunEnd::Done, {});
  } else if (interrupted_ || (!crashed && exitCode == kInterruptedStatus)) {
    Q_EMIT ended(RunEnd::Interrupted, {});
  } else {
    const QString said = QString::fromUtf8(errors_).trimmed();
    Q_EMIT ended(RunEnd::Failed, crashed ? tr("The training program was ended from outside, perhaps because memory ran "
                                              "out. %1")
                                               .arg(said)
                                               .trimmed()
                                         : said);
  }
}

}  // namespace tilescout::ui
