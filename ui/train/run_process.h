#pragma once
#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <optional>

#include "ui/backend/train_session.h"

namespace tilescout::ui {

/// What a line of the program's output says of its progress; nothing for other lines.
std::optional<Progress> progressOf(const QByteArray& line);

enum class RunEnd { Done, Interrupted, Failed };

/// A training run in a process of its own, so that what goes wrong there does not take the window with it. Hands on its
/// output line by line; of the ends exactly one comes.
class RunProcess : public QObject {
  Q_OBJECT
 public:
  explicit RunProcess(bool keepsState = true, QObject* parent = nullptr);
  /// A run that is still going is asked to stop and to keep its state; after a few seconds it is killed, and at once
  /// where there is no state.
  ~RunProcess() override;

  void start(const RunCommand& command);
  /// Asks it to keep its state and end.
  void interrupt();
  bool isRunning() const { return process_.state() != QProcess::NotRunning; }

 Q_SIGNALS:
  void line(const QByteArray& line);
  /// `message`: what it said last on its error channel, or why it ended without a word.
  void ended(tilescout::ui::RunEnd end, const QString& message);

 private:
  void readLines();
  void readErrors();
  void finished(int exitCode, QProcess::ExitStatus status);

  QProcess process_;
  QByteArray errors_;
  const bool keepsState_;
  bool interrupted_ = false;
};

}  // namespace tilescout::ui
