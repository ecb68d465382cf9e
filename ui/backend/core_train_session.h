#pragma once
#include <memory>

#include "ui/backend/train_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over core/jobs/finetune_job.h. Runs are made by the `tilescout-cli` that lies beside this program.
class CoreTrainSession : public TrainSession {
 public:
  explicit CoreTrainSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

  std::vector<std::string> presets() const override;
  train::TrainConfig preset(const std::string& name) const override;
  train::Method suggestedMethod(const ModelCard& base) const override;
  void check(const train::TrainConfig& config, const ModelCard& base) const override;
  RunCommand command(const jobs::FinetuneRequest& request) const override;
  RunCommand trial(const jobs::FinetuneRequest& request, int steps) const override;
  std::optional<jobs::FinetuneEstimate> parseTrial(const std::string& line) const override;
  std::optional<train::TuneEvent> parse(const std::string& line) const override;

  std::vector<ModelCard> models() override;
  std::vector<TrainDevice> devices() override;
  jobs::DataReport inspect(const jobs::FinetuneSource& source, const train::TrainConfig& config,
                           const std::string& base, JobContext& job) override;
  jobs::FinetuneEstimate estimate(const jobs::FinetuneRequest& request, JobContext& job) override;
  Image picture(const jobs::FinetuneSource& source, TileId tile, const std::string& subject, int size) override;

  std::vector<jobs::RunInfo> runs() override;
  std::vector<train::TuneEvent> events(const std::string& run) override;
  jobs::FinetuneReport report(const std::string& run) override;
  void finish(const std::string& run) override;
  void discard(const std::string& run) override;
  std::string notes(const std::string& run) override;
  void setNotes(const std::string& run, const std::string& text) override;

 private:
  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
