#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "ui/backend/train_session.h"

namespace tilescout::test {

/// What the fake training says and does; the test changes it while the window runs.
struct FakeTraining {
  FakeTraining();

  // Content.
  bool able = true;  ///< false: the archive cannot train
  std::map<std::string, train::Method> suggested;  ///< by base; HarMA for the others
  jobs::DataReport data;
  train::TuneResult result;
  std::filesystem::path folder;  ///< where runs lie, "" = there are none
  std::vector<jobs::RunInfo> recorded;  ///< that the archive's record alone knows

  // Behaviour of the program.
  int steps = 40, milliseconds = 5, dieAt = -1, failAt = -1;
  int trialMilliseconds = 1, trialDiesAt = -1;
  std::filesystem::path program;  ///< "" = the fake one
  std::optional<Error> inspectError, estimateError;
  std::atomic<bool> holdData{false};  ///< the data is being looked at for as long

  // What happened.
  std::mutex mutex;
  std::vector<train::TrainConfig> inspected;
  std::vector<jobs::FinetuneRequest> commanded;
  std::vector<std::string> discarded, finished;
  std::map<std::string, std::string> notes;
  std::vector<jobs::FinetuneRequest> tried;

  template <typename Value>
  Value copyOf(const Value& value) {
    const std::lock_guard lock(mutex);
    return value;
  }
};

/// Runs a small program of its own instead of tilescout-cli; what lies in FakeTraining::folder outlives the window.
class FakeTrainSession : public ui::TrainSession {
 public:
  FakeTrainSession(std::shared_ptr<FakeTraining> training, std::vector<Image> pictures)
      : training_(std::move(training)), pictures_(std::move(pictures)) {}

  std::vector<std::string> presets() const override { return {"quick", "balanced", "paper"}; }
  train::TrainConfig preset(const std::string& name) const override;
  train::Method suggestedMethod(const ModelCard& base) const override;
  void check(const train::TrainConfig& config, const ModelCard& base) const override;
  ui::RunCommand command(const jobs::FinetuneRequest& request) const override;
  ui::RunCommand trial(const jobs::FinetuneRequest& request, int steps) const override;
  std::optional<jobs::FinetuneEstimate> parseTrial(const std::string& line) const override;
  std::optional<train::TuneEvent> parse(const std::string& line) const override;
  std::vector<ModelCard> models() override;
  std::vector<ui::TrainDevice> devices() override;
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
  std::filesystem::path fileOf(const std::string& run, const char* what) const {
    return training_->folder / (run + what);
  }

  const std::shared_ptr<FakeTraining> training_;
  const std::vector<Image> pictures_;
};

}  // namespace tilescout::test
