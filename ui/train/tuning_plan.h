#pragma once
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/backend/train_session.h"
#include "ui/support/background.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/train/run_process.h"

namespace tilescout::ui {

class ArchiveSession;

enum class FactState { None, Working, Ready, Failed };

/// What the wizard is about to ask for, and what is known about it: the data as it was inspected, the parameters,
/// memory and time that it would take, and what is wrong with it. Whatever a change makes doubtful is found out anew by
/// itself.
class TuningPlan : public QObject {
  Q_OBJECT
 public:
  explicit TuningPlan(QObject* parent = nullptr);
  ~TuningPlan() override;

  /// Starts from the balanced preset on the archive's captions.
  void setSession(const std::shared_ptr<ArchiveSession>& session);
  const std::shared_ptr<ArchiveSession>& session() const { return session_; }

  const jobs::FinetuneRequest& request() const { return request_; }
  const train::TrainConfig& config() const { return request_.config; }
  void setSource(const jobs::FinetuneSource& source);
  void useArchive();
  void setBase(const std::string& name);
  void setName(const std::string& name);
  bool isSuggestedMethod() const;
  /// Takes the preset's recipe; method, variant, device and the division of the data stay as chosen.
  void setPreset(const std::string& name);
  const std::string& presetName() const { return preset_; }
  /// Whether the recipe differs from its preset.
  bool isCustom() const;
  void change(const std::function<void(train::TrainConfig&)>& edit);

  const std::vector<ModelCard>& models() const { return models_; }
  const ModelCard* base() const;
  const std::vector<TrainDevice>& devices() const { return devices_; }

  FactState dataState() const { return dataState_; }
  const jobs::DataReport& data() const { return data_; }
  const UiError& dataError() const { return dataError_; }
  const Progress& dataProgress() const { return dataProgress_; }
  void inspect();

  /// Its steps are 0 as long as the data has not been counted.
  const std::optional<jobs::FinetuneEstimate>& estimate() const { return estimate_; }
  const std::optional<UiError>& estimateError() const { return estimateError_; }
  /// A trial of real steps, thrown away, in a process of its own; it gives the time and the true memory.
  void measure();
  void stopMeasuring();
  bool isMeasuring() const { return measuring_; }
  /// Why the last trial gave no figure; "": it did, or there was none.
  const QString& trialError() const { return trialError_; }
  const Progress& measureProgress() const { return measureProgress_; }

  /// What keeps it from being started, in the recipe or the name; subject: the setting.
  const std::optional<UiError>& problem() const { return problem_; }
  /// Reads models, devices and runs again: another one came or went.
  void refreshModels();

 Q_SIGNALS:
  void changed();
  void modelsChanged();
  void dataChanged();
  void estimateChanged();

 private:
  void readModels();
  void refresh();
  void check();
  void estimateNow();
  void took(const jobs::FinetuneEstimate& estimate);
  void trialSaid(const QByteArray& line);
  void trialEnded(RunEnd end, const QString& message);
  /// The core tells the steps only after a trial; they follow from the data and the recipe.
  void countSteps();
  bool isTaken(const std::string& name) const;
  std::string suggestedName() const;
  /// All that the time of a step depends on.
  std::string speedKey() const;

  std::shared_ptr<ArchiveSession> session_;
  jobs::FinetuneRequest request_;
  std::string preset_ = "balanced";
  bool ownName_ = false, ownMethod_ = false;  ///< chosen by the user: not suggested any more
  std::vector<ModelCard> models_;
  std::vector<TrainDevice> devices_;
  std::vector<jobs::RunInfo> runs_;
  FactState dataState_ = FactState::None;
  jobs::DataReport data_;
  UiError dataError_;
  Progress dataProgress_, measureProgress_;
  std::optional<jobs::FinetuneEstimate> estimate_, trial_, tried_;
  std::string trialKey_, triedKey_;
  QString trialError_;
  std::optional<UiError> estimateError_, problem_;
  bool measuring_ = false;
  quint64 generation_ = 0, dataGeneration_ = 0, estimateGeneration_ = 0;
  QTimer inspectPause_, estimatePause_;
  LatestWorker inspectWorker_, estimateWorker_;
  std::unique_ptr<RunProcess> trialProcess_;
  Background background_;
};

}  // namespace tilescout::ui
