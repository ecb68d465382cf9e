#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/job.h"
#include "train/processes.h"
#include "train/train_config.h"
#include "train/tune_event.h"
#include "train/tune_result.h"

namespace tilescout::jobs {

/// Where labelled tiles come from: an archive's captions, or a dataset (folder, or packed train.safetensors with
/// val.safetensors and test.safetensors beside it). Exactly one of both.
struct FinetuneSource {
  std::filesystem::path archive;
  std::filesystem::path dataset;
  std::filesystem::path imagesRoot;  ///< of a dataset folder; "" = the folder
};

struct FinetuneRequest {
  FinetuneSource source;
  std::string baseModel;  ///< of the model store; "" = the default
  std::string name;       ///< of the new model in the store
  train::TrainConfig config;
  /// Of this process among several that train together; not part of what is stored.
  std::optional<train::ProcessPlace> place;
  bool resume = false;  ///< go on from the state on disk; source, base and config must be those of the start
};

/// What is to be known about the data before anything is trained. `code`: "too_few", "no_val", "repeated_captions",
/// "equal_captions_across_splits", "leakage", "overlap_left_out", "unbalanced", "broken_file", "missing_file",
/// "empty_caption", "long_caption", "duplicate_id", "no_tile", "not_for_training". `blocking`: training would make no
/// sense.
struct DataIssue {
  std::string code;
  std::string message;                ///< a plain sentence
  std::vector<std::string> subjects;  ///< files, captions …; the first 50
  std::int64_t count = 0;
  bool blocking = false;
  std::vector<TileId> tiles;  ///< of an archive that it is about; the first 200
};

struct ClassCount {
  std::string name;  ///< "" = without a class
  std::int64_t train = 0, val = 0, test = 0;
};

struct DataExample {
  TileId tile = 0;      ///< of an archive, else 0
  std::string subject;  ///< file, or scene and window
  std::string split;
  std::vector<std::string> captions;
};

struct DataReport {
  struct Count {
    std::int64_t images = 0, captions = 0;
  } train, val, test;
  std::vector<ClassCount> classes;
  std::vector<DataIssue> issues;
  std::vector<DataExample> examples;  ///< up to 24, from all splits
  std::int64_t distinctCaptions = 0;
  std::string fingerprint;                           ///< of images' identity, captions and splits
  train::SplitRule split = train::SplitRule::Place;  ///< as it came to be used
  bool usable() const {
    for (const DataIssue& issue : issues) {
      if (issue.blocking) return false;
    }
    return true;
  }
};

/// Reads captions, splits them, opens every image's file. Stages reported: "read", "decode".
DataReport inspectTrainingData(const FinetuneSource& source, const train::TrainConfig& config,
                               const std::string& baseModel, JobContext& job);

struct FinetuneEstimate {
  std::int64_t trainedParameters = 0, totalParameters = 0;
  double share = 0;              ///< 0 … 1
  std::int64_t memoryBytes = 0;  ///< calculated; measured after a trial
  int microBatch = 0;
  bool recompute = false;         ///< activations are computed again to save memory
  int bottleneck = 0, heads = 0;  ///< as they came to be chosen
  double lr = 0;                  ///< the same
  std::string device;             ///< e.g. "cpu bf16"
  std::int64_t steps = 0;
  double secondsPerStep = -1, seconds = -1;  ///< < 0: no trial was made
};

/// Without a trial: at once. With one: `trialSteps` real steps on the request's data, thrown away.
FinetuneEstimate estimateFinetune(const FinetuneRequest& request, int trialSteps, JobContext& job);

struct FinetuneReport {
  train::TuneResult result;
  DataReport data;
  ModelCard card;               ///< of the new model
  std::string verdict;          ///< train::verdictText(); the interface says it from `result`
  std::int64_t archiveRun = 0;  ///< row of the archive's training runs, or 0
};

/// The whole run: data, zero-shot figures, training, figures after, the new model in the store, the run's record in its
/// folder and, for an archive, in the archive. A stop request keeps the state on disk and throws Cancelled; with
/// `resume` it goes on and ends with the weights that an uninterrupted run gives (CPU: bit for bit). Killing the
/// process loses no more than what came after the last checkpoint. With a `place` it waits for the other processes
/// first; all but the first write nothing, and their report holds figures alone. Throws Error. Stages: "read",
/// "decode", "evaluate", "train".
FinetuneReport runFinetune(const FinetuneRequest& request, const std::function<void(const train::TuneEvent&)>& onEvent,
                           JobContext& job);

// Runs on disk: <user data>/training/<name>/ with request.json, events.jsonl, checkpoint.safetensors, result.json. They
// belong to no process: a window may start `tilescout-cli train … --json`, die, and find the run again.

enum class RunState { Unfinished, Running, Finished, Failed };

struct RunInfo {
  std::string name;
  std::filesystem::path folder;
  RunState state = RunState::Unfinished;  ///< Running: a living process holds it
  FinetuneRequest request;
  std::int64_t step = 0, totalSteps = 0;
  double epoch = 0, bestMeanRecall = 0;
  double baseMeanRecall = -1;   ///< of the base on val; < 0: not known
  std::string changed;          ///< last sign of life, ISO 8601 UTC
  std::string failure;          ///< Failed: why
  std::int64_t archiveRun = 0;  ///< row of the archive's training runs; 0: none
  bool recordedOnly = false;    ///< told by that row alone: made elsewhere, or its folder is gone
};

std::vector<RunInfo> finetuneRuns();
std::optional<RunInfo> finetuneRun(const std::string& name);
/// The events of a run so far, thinned to at most `most` steps (every evaluation stays).
std::vector<train::TuneEvent> finetuneEvents(const std::string& name, std::size_t most = 2000);
/// The report of a finished run. Throws Error{NotFound}.
FinetuneReport finetuneReport(const std::string& name);
/// Asks the run, in whatever process it is, to end at the next step and keep the best. One that is not running ends
/// that way when it is resumed.
void finishFinetune(const std::string& name);
/// Removes the run's folder (never the model). Throws Error{Busy} while a process holds it.
void discardFinetune(const std::string& name);

/// The arguments of `tilescout-cli` that make this run: "train", …, "--json". For a process of its own.
std::vector<std::string> finetuneArguments(const FinetuneRequest& request);
/// The same for a trial of `steps` steps that are thrown away: what runs out of memory there takes nobody along.
std::vector<std::string> trialArguments(const FinetuneRequest& request, int steps);
/// The line of a trial's output that tells its outcome; nothing for the others.
std::optional<FinetuneEstimate> parseTrial(const std::string& line);
/// A line of `train --json`; nothing when it is not a training event (progress lines, the final report).
std::optional<train::TuneEvent> parseTuneEvent(const std::string& line);
std::string tuneEventToJson(const train::TuneEvent& event);

}  // namespace tilescout::jobs
