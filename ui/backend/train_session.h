#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/job.h"
#include "jobs/finetune_job.h"
#include "model/model_card.h"

namespace tilescout::ui {

/// Where training can compute: "auto", "cpu", "cuda:0", and how that is called for people.
struct TrainDevice {
  std::string device, text;
};

/// A program that makes a run, and what to start it with.
struct RunCommand {
  std::filesystem::path program;
  std::vector<std::string> arguments;
};

/// Fine-tuning on the labelled tiles of one archive, or on a dataset. Throws Error, and Cancelled where a job is given.
class TrainSession {
 public:
  virtual ~TrainSession() = default;

  // At once, on any thread.
  virtual std::vector<std::string> presets() const = 0;
  virtual train::TrainConfig preset(const std::string& name) const = 0;
  /// What to train on this base where nobody has chosen.
  virtual train::Method suggestedMethod(const ModelCard& base) const = 0;
  /// Throws Error{InvalidInput} whose subject is the setting that makes no sense for this base.
  virtual void check(const train::TrainConfig& config, const ModelCard& base) const = 0;
  virtual RunCommand command(const jobs::FinetuneRequest& request) const = 0;
  /// The same for a trial of `steps` real steps that are thrown away; it tells time and true memory.
  virtual RunCommand trial(const jobs::FinetuneRequest& request, int steps) const = 0;
  /// A line of a trial's output; nothing when it is not its outcome.
  virtual std::optional<jobs::FinetuneEstimate> parseTrial(const std::string& line) const = 0;
  /// A line of the run's output; nothing when it is no training event.
  virtual std::optional<train::TuneEvent> parse(const std::string& line) const = 0;

  // On worker threads: these may take long.
  virtual std::vector<ModelCard> models() = 0;  ///< what can take adapters first, and of that the archive's own
  virtual std::vector<TrainDevice> devices() = 0;
  virtual jobs::DataReport inspect(const jobs::FinetuneSource& source, const train::TrainConfig& config,
                                   const std::string& base, JobContext& job) = 0;
  /// As it is calculated; a trial knows better.
  virtual jobs::FinetuneEstimate estimate(const jobs::FinetuneRequest& request, JobContext& job) = 0;
  /// A training image: `tile` of the archive, else the file `subject` of the dataset; longest side about `size` pixels.
  virtual Image picture(const jobs::FinetuneSource& source, TileId tile, const std::string& subject, int size) = 0;

  virtual std::vector<jobs::RunInfo> runs() = 0;  ///< of this archive, the one that changed last first
  virtual std::vector<train::TuneEvent> events(const std::string& run) = 0;
  virtual jobs::FinetuneReport report(const std::string& run) = 0;
  virtual void finish(const std::string& run) = 0;
  /// Removes the run, and its model where it made one.
  virtual void discard(const std::string& run) = 0;
  virtual std::string notes(const std::string& run) = 0;
  virtual void setNotes(const std::string& run, const std::string& text) = 0;
};

}  // namespace tilescout::ui
