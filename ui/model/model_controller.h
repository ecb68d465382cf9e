#pragma once
#include <QObject>
#include <QUrl>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/model_service.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/mailbox.h"
#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class ArchiveController;
class Backend;
class JobList;
struct Download;

/// The models of this computer: what there is and who uses it, taking in more, and embedding the open archive anew with
/// another one. Long work runs as jobs, which say themselves how they end.
class ModelController : public QObject {
  Q_OBJECT
 public:
  ModelController(Backend* backend, ArchiveController* archive, JobList* jobs, QString downloads,
                  QObject* parent = nullptr);
  ~ModelController() override;

  /// Reads the list anew; `archives` are asked which model they answer with. changed() tells.
  void refresh(const QStringList& archives);
  void import(const jobs::ImportOptions& options);
  /// Loads weights, and the vocabulary when an address is given, then imports them.
  void download(const QUrl& weights, const QString& sha256, const QUrl& vocabulary, const QString& activation);
  /// For new archives.
  void use(const QString& name);
  void remove(const QString& name);
  /// Embeds the open archive with this model while its present one answers, then switches.
  void switchArchive(const QString& name, const QString& title);

  const std::vector<ModelCard>& models() const { return models_; }
  const QString& defaultName() const { return default_; }
  /// Archives that answer with this model, of those asked.
  QStringList usersOf(const std::string& name) const;
  bool isSwitching() const { return switching_; }

 Q_SIGNALS:
  void changed();
  void failed(const tilescout::ui::UiError& error);
  /// The weights do not say with which activation they were trained: the user has to.
  void activationNeeded(const QString& path, const QString& adapter, const QString& tokenizer);
  /// SHA-256 of what was loaded, for a source that states none.
  void downloaded(const QString& file, const QString& sha256);

 private:
  struct Listing;
  void read();
  void edit(std::function<void()> change);
  void watchImport(class Job* job, const jobs::ImportOptions& options);

  Backend* const backend_;
  ArchiveController* const archive_;
  JobList* const jobs_;
  const QString downloads_;  ///< folder
  QStringList archives_;
  std::vector<ModelCard> models_;
  QString default_;
  std::map<QString, std::string> used_;  ///< archive → model
  bool switching_ = false;
  const std::shared_ptr<Mailbox> mailbox_;
  LatestWorker worker_;
  OrderedWorker editor_;
};

}  // namespace tilescout::ui
