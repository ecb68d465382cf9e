#include "fake_train_session.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <chrono>
#include <fstream>
#include <thread>

namespace tilescout::test {

namespace {

namespace fs = std::filesystem;

train::RetrievalMetrics metrics(std::int64_t images, double recall) {
  train::RetrievalMetrics m;
  m.images = images;
  m.texts = 3 * images;
  m.txtR1 = recall - 27;
  m.txtR5 = recall;
  m.txtR10 = recall + 19;
  m.imgR1 = recall - 26;
  m.imgR5 = recall + 4;
  m.imgR10 = recall + 30;
  m.meanRecall = recall;
  m.alignment = 1.32 - recall / 200;
  m.uniformityImage = -1.1 - recall / 60;
  m.uniformityText = -1.4 - recall / 90;
  return m;
}

train::Comparison comparison(const char* split, std::int64_t images, double before, double after, double spread) {
  train::Comparison c;
  c.split = split;
  c.before = metrics(images, before);
  c.after = metrics(images, after);
  c.gain = {after - before, after - before - spread, after - before + spread};
  for (int i = 0; i < 6; ++i) {  // one figure alone scatters more than the mean of six
    const double low = after - before - 2 * spread, high = after - before + 2 * spread;
    c.recalls.push_back({{before, before, before}, {after, after, after}, {after - before, low, high}});
  }
  c.verdict = c.gain.low > 0    ? train::Verdict::Better
              : c.gain.high < 0 ? train::Verdict::Worse
                                : train::Verdict::NoMeasurableChange;
  return c;
}

}  // namespace

FakeTraining::FakeTraining() {
  data.train = {150, 441};
  data.val = {32, 96};
  data.test = {32, 94};
  data.distinctCaptions = 588;
  data.classes = {{"harbour", 38, 8, 8}, {"dense houses", 34, 7, 7},  {"airport", 30, 6, 6},
                  {"river", 24, 6, 6},   {"storage tanks", 18, 4, 4}, {"bridge", 6, 1, 1}};
  data.issues = {
      {"repeated_captions", "12 captions are used for several tiles", {"a harbour", "many houses"}, 12, false, {}},
      {"leakage",
       "5 tiles of val overlap tiles of train",
       {"scene_2 (400, 0)", "scene_2 (600, 0)"},
       5,
       false,
       {1003, 1006}},
      {"broken_file", "1 file cannot be read", {"/data/naip/corrupt.tif"}, 1, false, {}}};
  const std::vector<std::string> captions{"a harbour with many boats",         "two runways cross each other",
                                          "dense houses along curved streets", "a river between green fields",
                                          "round storage tanks in rows",       "a bridge over a wide river"};
  for (int i = 0; i < 12; ++i) {
    data.examples.push_back({1001 + i,
                             "scene_" + std::to_string(i % 3),
                             i % 4 == 0 ? "val" : "train",
                             {captions[static_cast<std::size_t>(i) % captions.size()]}});
  }
  result.steps = 40;
  result.bestStep = 30;
  result.epochs = 4;
  result.bestEpoch = 3;
  result.seconds = 1140;
  result.trainedParameters = 412'160;
  result.totalParameters = 11'946'496;
  result.peakBytes = 3'100'000'000;
  result.pairsPerSecond = 18.4;
  result.weightDistance = 0.0137;
  result.estimatedSeconds = 1260;
  result.estimatedBytes = 2'400'000'000;
  result.splits = {comparison("test", 32, 41.2, 55.8, 3.6), comparison("val", 32, 40.1, 56.4, 4.0),
                   comparison("general", 200, 33.0, 32.6, 1.1)};
  result.classesOf = "test";
  result.classes = {{"harbour", 8, 38.1, 61.0}, {"dense houses", 7, 44.0, 58.2},  {"airport", 6, 52.3, 66.1},
                    {"river", 6, 36.0, 47.9},   {"storage tanks", 4, 41.0, 39.2}, {"bridge", 1, 33.3, 33.3}};
  result.improved = {{3, "scene_0", 1001, "a harbour with many boats", 17, 2},
                     {5, "scene_1", 1005, "two runways cross each other", 9, 1},
                     {8, "scene_2", 1009, "a river between green fields", 21, 6}};
  result.queries = {{"boats in a harbour",
                     {{0, "scene_0", 1001, 0.311}, {4, "scene_1", 1005, 0.274}, {2, "scene_2", 1003, 0.251}},
                     {{0, "scene_0", 1001, 0.398}, {6, "scene_0", 1007, 0.352}, {2, "scene_2", 1003, 0.207}}}};
  result.worsened = {{9, "scene_1", 1011, "round storage tanks in rows", 3, 7}};
  result.others = {{"val",
                    {{"harbour", 9, 40.2, 58.8}, {"bridge", 3, 30.0, 41.7}},
                    {{2, "scene_2", 1003, "a bridge over a wide river", 12, 4}},
                    {}}};
}

train::Method FakeTrainSession::suggestedMethod(const ModelCard& base) const {
  const auto found = training_->suggested.find(base.name);
  return found == training_->suggested.end() ? train::Method::Harma : found->second;
}

train::TrainConfig FakeTrainSession::preset(const std::string& name) const {
  train::TrainConfig config;
  if (name == "quick") config.epochs = 3;
  if (name == "balanced") config.patience = 3;
  if (name == "paper") {
    config.batch = 428;
    config.mergeEqualTexts = false;
  }
  return config;
}

void FakeTrainSession::check(const train::TrainConfig& config, const ModelCard& base) const {
  if (config.batch < 2) throw Error(ErrorCode::InvalidInput, "must be at least 2", "batch");
  if (config.lr < 0) throw Error(ErrorCode::InvalidInput, "must lie between 0 and 1", "learning rate");
  if (base.adapter != "none" && config.method == train::Method::Harma) {
    throw Error(ErrorCode::InvalidInput, "has adapters already; fine-tune the model that they were put on", base.name);
  }
}

ui::RunCommand FakeTrainSession::command(const jobs::FinetuneRequest& request) const {
  const std::lock_guard lock(training_->mutex);
  training_->commanded.push_back(request);
  ui::RunCommand command;
  command.program = training_->program.empty() ? fs::path(TILESCOUT_FAKE_TRAIN_PROGRAM) : training_->program;
  command.arguments = {training_->folder.string(), request.name, std::to_string(training_->steps),
                       std::to_string(training_->milliseconds)};
  if (request.resume) command.arguments.push_back("--resume");
  for (const auto& [option, step] : {std::pair{"--die-at", training_->dieAt}, {"--fail-at", training_->failAt}}) {
    if (step >= 0) command.arguments.insert(command.arguments.end(), {option, std::to_string(step)});
  }
  return command;
}

std::optional<train::TuneEvent> FakeTrainSession::parse(const std::string& line) const {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
  const auto number = [&](const char* name) { return object.value(QLatin1String(name)).toDouble(); };
  if (!object.contains(QLatin1String("loss")) && !object.contains(QLatin1String("val"))) return std::nullopt;
  train::TuneEvent event;
  event.step = static_cast<std::int64_t>(number("step"));
  event.totalSteps = static_cast<std::int64_t>(number("total"));
  event.epoch = number("epoch");
  event.lr = number("lr");
  event.contrastive = number("contrastive");
  event.triplet = number("triplet");
  event.loss = number("loss");
  event.temp = number("temp");
  event.imageGate = number("image_gate");
  event.textGate = number("text_gate");
  event.pairsPerSecond = number("pairs_per_s");
  event.etaSeconds = number("eta_s");
  event.memoryBytes = static_cast<std::int64_t>(number("memory"));
  if (object.contains(QLatin1String("val"))) {
    event.val = metrics(32, object.value(QLatin1String("val")).toObject().value(QLatin1String("r_mean")).toDouble());
    for (const auto& value : object.value(QLatin1String("samples")).toArray()) {
      const QJsonObject sample = value.toObject();
      event.samples.push_back({0,
                               sample.value(QLatin1String("caption")).toString().toStdString(),
                               sample.value(QLatin1String("before")).toInteger(),
                               sample.value(QLatin1String("now")).toInteger(),
                               {},
                               sample.value(QLatin1String("tile")).toInteger()});
    }
  }
  return event;
}

std::vector<ModelCard> FakeTrainSession::models() {
  ModelCard shipped;
  shipped.name = "tilescout-base";
  shipped.title = "Tilescout base (shipped)";
  shipped.architecture = "custom";
  shipped.parameters = 11'534'336;
  ModelCard tuned = shipped;
  tuned.name = "remoteclip-harma";
  tuned.title = "RemoteCLIP with HarMA";
  tuned.adapter = "released";
  return {shipped, tuned};
}

std::vector<ui::TrainDevice> FakeTrainSession::devices() { return {{"auto", ""}, {"cpu", ""}}; }

jobs::DataReport FakeTrainSession::inspect(const jobs::FinetuneSource&, const train::TrainConfig& config,
                                           const std::string&, JobContext& job) {
  job.report({"read", 1, 1, 0, -1});
  while (training_->holdData) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  job.checkpoint();
  const std::lock_guard lock(training_->mutex);
  training_->inspected.push_back(config);
  if (training_->inspectError) throw *training_->inspectError;
  jobs::DataReport report = training_->data;
  report.split = config.split;
  return report;
}

jobs::FinetuneEstimate FakeTrainSession::estimate(const jobs::FinetuneRequest& request, JobContext& job) {
  job.checkpoint();
  const std::lock_guard lock(training_->mutex);
  if (training_->estimateError) throw *training_->estimateError;
  jobs::FinetuneEstimate estimate;
  estimate.trainedParameters = request.config.method == train::Method::Full ? 11'534'336 : 412'160;
  estimate.totalParameters = 11'946'496;
  estimate.share = static_cast<double>(estimate.trainedParameters) / static_cast<double>(estimate.totalParameters);
  estimate.memoryBytes = 2'900'000'000;
  estimate.microBatch = 32;
  estimate.lr = request.config.lr > 0 ? request.config.lr : 0.0064;
  estimate.device = "cpu bf16";
  return estimate;
}

ui::RunCommand FakeTrainSession::trial(const jobs::FinetuneRequest& request, int steps) const {
  const std::lock_guard lock(training_->mutex);
  training_->tried.push_back(request);
  std::vector<std::string> arguments{training_->folder.string(), request.name, std::to_string(steps),
                                     std::to_string(training_->trialMilliseconds), "--try"};
  if (training_->trialDiesAt >= 0) {
    arguments.insert(arguments.end(), {"--die-at", std::to_string(training_->trialDiesAt)});
  }
  return {TILESCOUT_FAKE_TRAIN_PROGRAM, arguments};
}

std::optional<jobs::FinetuneEstimate> FakeTrainSession::parseTrial(const std::string& line) const {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
  if (!object.contains(QLatin1String("estimate"))) return std::nullopt;
  const QJsonObject told = object.value(QLatin1String("estimate")).toObject();
  jobs::FinetuneEstimate estimate;
  estimate.secondsPerStep = told.value(QLatin1String("seconds_per_step")).toDouble();
  estimate.memoryBytes = static_cast<std::int64_t>(told.value(QLatin1String("memory_bytes")).toDouble());
  return estimate;
}

Image FakeTrainSession::picture(const jobs::FinetuneSource&, TileId tile, const std::string&, int size) {
  if (!pictures_.empty()) return pictures_[static_cast<std::size_t>(tile * 7919) % pictures_.size()];
  Image image(size, size);
  for (std::size_t i = 0; i < image.pixels.size(); ++i)
    image.pixels[i] = static_cast<std::uint8_t>(60 + (static_cast<std::size_t>(tile) * 37 + i % 3 * 41) % 150);
  return image;
}

std::vector<jobs::RunInfo> FakeTrainSession::runs() {
  std::vector<jobs::RunInfo> runs = training_->copyOf(training_->recorded);
  if (training_->folder.empty()) return runs;
  for (const auto& entry : fs::directory_iterator(training_->folder)) {
    if (entry.path().extension() != ".step") continue;
    jobs::RunInfo run;
    run.name = entry.path().stem().string();
    std::ifstream(entry.path()) >> run.step >> run.totalSteps;
    run.epoch = static_cast<double>(run.step) / 10;
    run.state = fs::exists(fileOf(run.name, ".done")) ? jobs::RunState::Finished : jobs::RunState::Unfinished;
    run.changed = "2026-11-24T15:30:00Z";
    run.bestMeanRecall = 52.9;
    run.baseMeanRecall = 41.2;
    run.request.name = run.name;
    run.request.baseModel = "tilescout-base";
    runs.push_back(std::move(run));
  }
  return runs;
}

std::vector<train::TuneEvent> FakeTrainSession::events(const std::string& run) {
  std::vector<train::TuneEvent> events;
  std::ifstream file(fileOf(run, ".events"));
  for (std::string line; std::getline(file, line);) {
    if (const auto event = parse(line)) events.push_back(*event);
  }
  return events;
}

jobs::FinetuneReport FakeTrainSession::report(const std::string& run) {
  if (!fs::exists(fileOf(run, ".done"))) throw Error(ErrorCode::NotFound, "has not ended", run);
  const std::lock_guard lock(training_->mutex);
  jobs::FinetuneReport report;
  report.result = training_->result;
  report.data = training_->data;
  report.card.name = run;
  return report;
}

void FakeTrainSession::finish(const std::string& run) {
  std::ofstream(fileOf(run, ".finish")) << "1";
  const std::lock_guard lock(training_->mutex);
  training_->finished.push_back(run);
}

void FakeTrainSession::discard(const std::string& run) {
  for (const char* what : {".step", ".events", ".done", ".finish"}) fs::remove(fileOf(run, what));
  const std::lock_guard lock(training_->mutex);
  training_->discarded.push_back(run);
}

std::string FakeTrainSession::notes(const std::string& run) {
  const std::lock_guard lock(training_->mutex);
  return training_->notes[run];
}

void FakeTrainSession::setNotes(const std::string& run, const std::string& text) {
  const std::lock_guard lock(training_->mutex);
  training_->notes[run] = text;
}

}  // namespace tilescout::test
