#include "app/cli/finetune_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/cli/progress_bar.h"
#include "base/error.h"
#include "jobs/finetune_json.h"

namespace tilescout::cli {

namespace {

using nlohmann::ordered_json;

void showTuning(const train::TuneEvent& event, bool json, Console& console) {
  if (json) {
    console.printJson(train::toJson(event));
  } else if (event.val) {
    console.note(fmt::format("epoch {:.1f}: mR {:.2f} on val{}", event.epoch, event.val->meanRecall,
                             event.step == 0 ? " (the base)"
                             : event.best    ? ", the best so far"
                                             : ""));
  }
}

Exit checkData(const FinetuneRun& run, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(run.json));
  const jobs::DataReport data =
      jobs::inspectTrainingData(run.request.source, run.request.config, run.request.baseModel, job);
  console.endProgress();
  if (run.json) {
    console.printJson(ordered_json{{"data", jobs::toJson(data)}});
  } else {
    console.print(fmt::format("{:<8}{:>10}{:>10}", "", "images", "captions"));
    for (const auto& [name, count] : {std::pair{"train", data.train}, {"val", data.val}, {"test", data.test}}) {
      console.print(fmt::format("{:<8}{:>10}{:>10}", name, countText(count.images), countText(count.captions)));
    }
    console.print(fmt::format("{} different captions, divided by {}", countText(data.distinctCaptions),
                              train::splitRuleName(data.split)));
  }
  const bool failed = tellIssues(data, console);
  return !data.usable() ? Exit::Failed : failed ? Exit::SomeFailed : Exit::Done;
}

void tellEstimate(const jobs::FinetuneEstimate& estimate, Console& console) {
  console.note(fmt::format("trains {} of {} numbers ({:.2f} %) on {}, {} pairs at once{}, about {:.1f} GB",
                           countText(estimate.trainedParameters), countText(estimate.totalParameters),
                           100.0 * estimate.share, estimate.device, estimate.microBatch,
                           estimate.recompute ? " (activations computed again)" : "",
                           static_cast<double>(estimate.memoryBytes) / 1e9));
}

Exit tryOut(const FinetuneRun& run, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(run.json));
  const jobs::FinetuneEstimate estimate = jobs::estimateFinetune(run.request, run.trialSteps, job);
  console.endProgress();
  if (run.json) {
    console.printJson(ordered_json{{"estimate", jobs::toJson(estimate)}});
    return Exit::Done;
  }
  tellEstimate(estimate, console);
  console.print(fmt::format("{} steps of {:.2f} s: about {}", countText(estimate.steps), estimate.secondsPerStep,
                            durationText(estimate.seconds)));
  return Exit::Done;
}

void tellFigure(const std::string& name, const train::FigureChange& figure, Console& console) {
  console.print(fmt::format("{:<22}{:>9.2f}{:>9.2f}{:>+9.2f}   {:+.2f} to {:+.2f}", name, figure.before.value,
                            figure.after.value, figure.gain.value, figure.gain.low, figure.gain.high));
}

void tellClasses(const std::string& split, const std::vector<train::ClassChange>& classes, Console& console) {
  if (classes.size() < 2) return;
  console.print(fmt::format("{:<22}{:>9}{:>9}{:>9}   {}", "mR by class, " + split, "before", "after", "gain", "images"));
  for (const train::ClassChange& change : classes) {
    console.print(fmt::format("{:<22}{:>9.2f}{:>9.2f}{:>+9.2f}   {}", change.name, change.before, change.after,
                              change.after - change.before, countText(change.images)));
  }
}

void tellReport(const jobs::FinetuneReport& report, Console& console) {
  const train::TuneResult& result = report.result;
  console.print(fmt::format("{} trained: {} steps in {}, the best after epoch {:.1f}.", report.card.name,
                            countText(result.steps), durationText(result.seconds), result.bestEpoch));
  if (result.estimatedSeconds >= 0) {
    console.print(fmt::format("Estimated after its first steps: {}; a step was planned to take {:.2f} GB, and the whole "
                              "took {:.2f} GB at most.",
                              durationText(result.estimatedSeconds), static_cast<double>(result.estimatedBytes) / 1e9,
                              static_cast<double>(result.peakBytes) / 1e9));
  }
  static constexpr std::array kRecalls{"image-text R@1", "image-text R@5", "image-text R@10",
                                       "text-image R@1", "text-image R@5", "text-image R@10"};
  for (const train::Comparison& split : result.splits) {
    console.print(
        fmt::format("{:<22}{:>9}{:>9}{:>9}   {}", split.split + ", %", "before", "after", "gain", "95 % interval"));
    for (std::size_t i = 0; i < std::min(split.recalls.size(), kRecalls.size()); ++i)
      tellFigure(kRecalls[i], split.recalls[i], console);
    tellFigure("mR", {split.beforeMeanRecall, split.afterMeanRecall, split.gain}, console);
  }
  tellClasses(result.classesOf, result.classes, console);
  for (const train::SplitDetail& other : result.others) tellClasses(other.split, other.classes, console);
  console.print(fmt::format("trained {} of {} numbers ({:.2f} %); they moved by {:.4f} of the model's norm",
                            countText(result.trainedParameters), countText(result.totalParameters),
                            100.0 * static_cast<double>(result.trainedParameters) /
                                static_cast<double>(std::max<std::int64_t>(1, result.totalParameters)),
                            result.weightDistance));
  console.print(fmt::format("{:.1f} pairs a second; the device waited for images {:.1f} % of the steps' time",
                            result.pairsPerSecond, 100.0 * result.waitShare));
  console.print(report.verdict);
}

/// A resumed run goes on as it began: what was asked then is in its folder.
void takeStored(FinetuneRun& run, Console& console) {
  const auto stored = jobs::finetuneRun(run.request.name);
  if (!stored) {
    if (run.finish) throw Error(ErrorCode::NotFound, "has no unfinished training", run.request.name);
    return;
  }
  if (stored->state == jobs::RunState::Finished) return;
  const model::DeviceChoice device = run.request.config.device;
  const auto place = run.request.place;
  run.request = stored->request;
  run.request.place = place;
  if (device.device != "auto") run.request.config.device = device;
  run.request.resume = true;
  console.note(fmt::format("going on at step {} with the data and settings that it began with", stored->step));
}

/// A process that helps the first one says nothing of the run but how it failed.
Exit helpAlong(const FinetuneRun& run, Console& console) {
  JobContext job(console.stopToken());
  jobs::runFinetune(run.request, {}, job);
  return Exit::Done;
}

}  // namespace

bool tellIssues(const jobs::DataReport& data, Console& console) {
  bool failed = false;
  for (const jobs::DataIssue& issue : data.issues) {
    const bool file = issue.code == "broken_file" || issue.code == "missing_file";
    failed = failed || file;
    console.note(issue.count > 1 ? fmt::format("{} ({} times)", issue.message, countText(issue.count)) : issue.message);
    const std::size_t shown = file ? issue.subjects.size() : std::min<std::size_t>(issue.subjects.size(), 3);
    for (std::size_t i = 0; i < shown; ++i) console.note("  " + issue.subjects[i]);
  }
  return failed;
}

Exit runFinetuneVerb(const FinetuneRun& asked, Console& console) {
  if (asked.checkOnly) return checkData(asked, console);
  if (asked.trialSteps > 0) return tryOut(asked, console);
  FinetuneRun run = asked;
  run.request.place = train::processPlace();
  if (run.request.place)
    console.note(fmt::format("process {} of {}", run.request.place->rank, run.request.place->world));
  if (run.request.resume || run.finish) takeStored(run, console);
  if (run.finish) {
    jobs::finishFinetune(run.request.name);
    const auto stored = jobs::finetuneRun(run.request.name);
    if (stored && stored->state == jobs::RunState::Running) {
      console.note("the process that trains it was asked to end and keep the best");
      return Exit::Done;
    }
  }
  if (run.request.place && run.request.place->rank > 0) return helpAlong(run, console);
  JobContext job(console.stopToken(), console.progressSink(run.json));
  tellEstimate(jobs::estimateFinetune(run.request, 0, job), console);
  const auto onEvent = [&](const train::TuneEvent& event) { showTuning(event, run.json, console); };
  const jobs::FinetuneReport report = jobs::runFinetune(run.request, onEvent, job);
  console.endProgress();
  const bool failed = tellIssues(report.data, console);
  if (run.json) {
    ordered_json line;
    line["model"] = report.card.name;
    line["verdict"] = report.verdict;
    line["result"] = train::toJson(report.result);
    line["data"] = jobs::toJson(report.data);
    console.printJson(line);
  } else {
    tellReport(report, console);
  }
  return failed ? Exit::SomeFailed : Exit::Done;
}

}  // namespace tilescout::cli
