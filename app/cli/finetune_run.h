#pragma once
#include <string>

#include "app/cli/verb.h"
#include "jobs/finetune_job.h"

namespace tilescout::cli {

/// What `train` was asked for where no recipe is named: a fine-tuning of a model of the store.
struct FinetuneRun {
  jobs::FinetuneRequest request;
  bool json = false;
  bool checkOnly = false;  ///< tell of the data and end
  int trialSteps = 0;      ///< > 0: tell how long it would take and end
  bool finish = false;     ///< end the unfinished run of this name and keep its best
};

/// Runs it with progress, and says what came of it. Throws Error, Cancelled.
Exit runFinetuneVerb(const FinetuneRun& run, Console& console);

/// Warnings about labelled data, on standard error; true when images were missing or broken.
bool tellIssues(const jobs::DataReport& data, Console& console);

}  // namespace tilescout::cli
