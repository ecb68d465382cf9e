// One process of a training, for together_test: `together_runner step METHOD MICRO FOLDER [ROWS]` computes the
// gradients of one batch (memory "runs out" in rank 1 for more than ROWS rows at once), `together_runner tune FOLDER
// RUN [new|resume [IDENTITY]]` fine-tunes.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "base/error.h"
#include "tests/train/tiny_batch.h"
#include "train/detail/checkpoint_file.h"
#include "train/detail/companions.h"
#include "train/processes.h"

namespace {

using namespace tilescout;
using namespace tilescout::train;
namespace fs = std::filesystem;

std::shared_ptr<Processes> met() {
  const auto place = processPlace();
  return place ? joinProcesses(*place, "cpu") : nullptr;
}

int rankOf(const std::shared_ptr<Processes>& processes) { return processes ? processes->place().rank : 0; }

void step(const std::string& method, int microBatch, const fs::path& folder, int rowsThatFit) {
  const auto processes = met();
  const detail::Companions companions(processes);
  TrainConfig config = test::tinyConfig(parseMethod(method));
  config.earlyWeight = config.method == Method::Projection ? 0.0 : 0.5;
  detail::TunableModel model =
      detail::makeTunable(folder, readModelCard(folder / "card.json"), config, "cpu", at::kFloat);
  test::disturb(model);
  const bool shortOfMemory = rankOf(processes) == 1 && rowsThatFit > 0;
  detail::TuneStep engine(model, config, at::kFloat, {microBatch}, {[&](std::int64_t rows) {
                            if (shortOfMemory && rows > rowsThatFit) throw std::bad_alloc();
                          }},
                          companions.group());
  detail::TuneBatch batch = test::tinyBatch(11);
  const detail::Share own = companions.share(11);
  batch.images = batch.images.narrow(0, own.first, own.count);
  batch.ids = batch.ids.narrow(0, own.first, own.count);
  batch.captions.assign(batch.captions.begin() + own.first, batch.captions.begin() + own.first + own.count);
  const detail::StepLosses losses = engine.run(batch);
  detail::Checkpoint out;
  for (const detail::Parameter& parameter : model.parameters) {
    if (parameter.tensor.grad().defined()) out.tensors[parameter.name] = parameter.tensor.grad();
  }
  out.facts["loss"] = std::to_string(losses.total);
  out.facts["micro_batch"] = std::to_string(engine.microBatch());
  detail::writeCheckpoint(out, folder / ("gradients." + std::to_string(rankOf(processes))));
}

void tune(const fs::path& folder, const std::string& name, bool resume, const std::string& identity) {
  const auto processes = met();
  TuneOptions options;
  if (rankOf(processes) == 0) options = test::tuneInto(folder / name);
  options.processes = processes;
  options.resume = resume;
  options.identity = identity;
  options.checkpointSteps = 2;
  TrainConfig config = test::tinyConfig();
  config.augment = true;
  config.epochs = 3;
  const TuneData data{test::colours(40), test::colours(16, 3), test::colours(16, 5), test::colours(9)};
  JobContext job;
  const TuneOutcome out = fineTune(folder, readModelCard(folder / "card.json"), config, data, options, job);
  std::printf("%.6f %.6f\n", out.result.find("test")->after.meanRecall, out.result.find("general")->after.alignment);
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::string what = count > 1 ? words[1] : "";
    if (what == "step") step(words[2], std::stoi(words[3]), words[4], count > 5 ? std::stoi(words[5]) : 0);
    if (what == "tune")
      tune(words[2], words[3], count > 4 && words[4] == std::string("resume"), count > 5 ? words[5] : "same");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
