#pragma once
#include <QObject>
#include <QTimer>
#include <memory>

#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class AppContext;
class ArchiveSession;

/// Keeps a plain copy of the labels beside the archive ("Fargo.labels.csv"), so that they can be read without Tilescout
/// and outlive the archive. Written at most once in the set interval, only after labels have changed, and once more when
/// the archive is left.
class LabelCopies : public QObject {
  Q_OBJECT
 public:
  LabelCopies(AppContext* context, QObject* parent);
  ~LabelCopies() override;

  /// Minutes between two copies; 0: none are made.
  static int minutes(AppContext& context);
  static void setMinutes(AppContext& context, int minutes);
  /// Where the copy of an archive's labels lies.
  static QString fileOf(const QString& archive);

 private:
  void changed();
  void write();

  AppContext* const context_;
  QTimer pause_;  ///< runs while labels have changed that are in no copy yet
  QString file_;
  std::shared_ptr<ArchiveSession> session_;
  OrderedWorker worker_;
};

}  // namespace tilescout::ui
