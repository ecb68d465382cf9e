#include "ui/train/tuning_plan.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "ui/backend/backend.h"

namespace tilescout::ui {

namespace {

constexpr int kPauseMs = 300;  ///< while a number is being typed
constexpr int kTrialSteps = 20;

bool sameDivision(const train::TrainConfig& a, const train::TrainConfig& b) {
  return a.split == b.split && a.valShare == b.valShare && a.testShare == b.testShare && a.seed == b.seed;
}

/// The preset with what is chosen elsewhere than on the recipe's page.
train::TrainConfig recipeOn(train::TrainConfig preset, const train::TrainConfig& chosen) {
  preset.method = chosen.method;
  preset.variant = chosen.variant;
  preset.device = chosen.device;
  preset.split = chosen.split;
  preset.valShare = chosen.valShare;
  preset.testShare = chosen.testShare;
  preset.seed = chosen.seed;
  return preset;
}

bool sameRecipe(const train::TrainConfig& a, const train::TrainConfig& b) {
  const auto numbers = [](const train::TrainConfig& c) {
    return std::make_tuple(c.bottleneck, c.heads, c.epochs, c.batch, c.microBatch, c.lr, c.weightDecay, c.warmUp,
                           c.schedule, c.clip, c.margin, c.gamma, c.earlyWeight);
  };
  const auto rest = [](const train::TrainConfig& c) {
    return std::make_tuple(c.triplet, c.share, c.mergeEqualTexts, c.captionsEach, c.augment, c.quarterTurns,
                           c.evaluateEvery, c.patience, c.timeLimitMinutes, c.memoryGb);
  };
  return numbers(a) == numbers(b) && rest(a) == rest(b);
}

}  // namespace

TuningPlan::TuningPlan(QObject* parent) : QObject(parent) {
  for (QTimer* timer : {&inspectPause_, &estimatePause_}) {
    timer->setSingleShot(true);
    timer->setInterval(kPauseMs);
  }
  connect(&inspectPause_, &QTimer::timeout, this, &TuningPlan::inspect);
  connect(&estimatePause_, &QTimer::timeout, this, &TuningPlan::estimateNow);
}

TuningPlan::~TuningPlan() = default;

void TuningPlan::setSession(const std::shared_ptr<ArchiveSession>& session) {
  if (session == session_) return;
  ++generation_;
  background_.drop();
  trialProcess_.reset();
  trialError_.clear();
  measuring_ = false;
  session_ = session;
  request_ = {};
  preset_ = "balanced";
  ownName_ = ownMethod_ = false;
  models_.clear();
  dataState_ = FactState::None;
  data_ = {};
  estimate_.reset();
  trial_.reset();
  if (session_ && session_->train()) {
    request_.source.archive = session_->file();
    request_.config = session_->train()->preset(preset_);
    request_.config.split = train::SplitRule::Place;
    readModels();
  }
  Q_EMIT dataChanged();
  Q_EMIT modelsChanged();
  refresh();
}

void TuningPlan::refreshModels() {
  if (session_ && session_->train()) readModels();
}

void TuningPlan::readModels() {
  using Found = std::tuple<std::vector<ModelCard>, std::vector<TrainDevice>, std::vector<jobs::RunInfo>>;
  background_.call(
      [session = session_](std::stop_token) {
        TrainSession* train = session->train();
        return Found(train->models(), train->devices(), train->runs());
      },
      [this](const Found& found) {
        std::tie(models_, devices_, runs_) = found;
        if (!base() && !models_.empty()) request_.baseModel = models_.front().name;
        Q_EMIT modelsChanged();
        refresh();
        if (dataState_ == FactState::None) inspect();
      },
      [this](const UiError& error) {
        dataError_ = error;
        dataState_ = FactState::Failed;
        Q_EMIT dataChanged();
      });
}

const ModelCard* TuningPlan::base() const {
  const auto found = std::find_if(models_.begin(), models_.end(),
                                  [&](const ModelCard& card) { return card.name == request_.baseModel; });
  return found == models_.end() ? nullptr : &*found;
}

void TuningPlan::setSource(const jobs::FinetuneSource& source) {
  request_.source = source;
  request_.config.split = source.archive.empty() ? train::SplitRule::AsGiven : train::SplitRule::Place;
  refresh();
  inspect();
}

void TuningPlan::useArchive() {
  jobs::FinetuneSource source;
  source.archive = session_->file();
  setSource(source);
}

void TuningPlan::setBase(const std::string& name) {
  if (name == request_.baseModel) return;
  request_.baseModel = name;
  refresh();
}

void TuningPlan::setName(const std::string& name) {
  if (name == request_.name) return;
  ownName_ = true;
  request_.name = name;
  check();
  Q_EMIT changed();
}

bool TuningPlan::isSuggestedMethod() const {
  const ModelCard* card = base();
  return card && request_.config.method == session_->train()->suggestedMethod(*card);
}

void TuningPlan::setPreset(const std::string& name) {
  preset_ = name;
  request_.config = recipeOn(session_->train()->preset(name), request_.config);
  refresh();
}

bool TuningPlan::isCustom() const {
  return session_ && session_->train() && !sameRecipe(session_->train()->preset(preset_), request_.config);
}

void TuningPlan::change(const std::function<void(train::TrainConfig&)>& edit) {
  const train::TrainConfig before = request_.config;
  edit(request_.config);
  if (request_.config.method != before.method) ownMethod_ = true;
  if (!sameDivision(before, request_.config)) inspectPause_.start();
  refresh();
}

void TuningPlan::refresh() {
  if (const ModelCard* card = base(); card && !ownMethod_) {
    request_.config.method = session_->train()->suggestedMethod(*card);
  }
  if (!ownName_) request_.name = suggestedName();
  check();
  estimatePause_.start();
  Q_EMIT changed();
}

bool TuningPlan::isTaken(const std::string& name) const {
  const auto named = [&](const auto& thing) { return thing.name == name; };
  return std::any_of(models_.begin(), models_.end(), named) || std::any_of(runs_.begin(), runs_.end(), named);
}

std::string TuningPlan::suggestedName() const {
  if (request_.baseModel.empty() || !session_) return {};
  const std::string source =
      (request_.source.archive.empty() ? request_.source.dataset : request_.source.archive).stem().string();
  std::string stem = request_.baseModel + "-" + source;
  for (char& letter : stem) {  // names are folders of the model store
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                       (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '.';
    if (!plain) letter = '-';
  }
  std::string name = stem;
  for (int number = 2; isTaken(name); ++number) name = stem + "-" + std::to_string(number);
  return name;
}

void TuningPlan::check() {
  problem_.reset();
  const ModelCard* card = base();
  if (!card) return;
  try {
    session_->train()->check(request_.config, *card);
  } catch (const Error& error) {
    problem_ = uiError(error);
    return;
  }
  if (request_.name.empty()) problem_ = UiError{ErrorCode::InvalidInput, {}, QStringLiteral("name")};
  if (isTaken(request_.name)) problem_ = UiError{ErrorCode::InvalidInput, {}, QStringLiteral("taken name")};
}

void TuningPlan::inspect() {
  inspectPause_.stop();
  if (!session_ || !base()) return;
  dataState_ = FactState::Working;
  dataProgress_ = {};
  Q_EMIT dataChanged();
  inspectWorker_.post([this, session = session_, request = request_,
                       generation = ++dataGeneration_](std::stop_token stop) {
    const auto tell = [this, generation](auto&& change) {
      QMetaObject::invokeMethod(
          this,
          [this, generation, change] {
            if (generation != dataGeneration_) return;
            change();
            Q_EMIT dataChanged();
          },
          Qt::QueuedConnection);
    };
    JobContext job(stop,
                   [this, tell](const Progress& progress) { tell([this, progress] { dataProgress_ = progress; }); });
    try {
      const jobs::DataReport report = session->train()->inspect(request.source, request.config, request.baseModel, job);
      tell([this, report] {
        data_ = report;
        dataState_ = FactState::Ready;
        countSteps();
      });
    } catch (const Cancelled&) {
    } catch (...) {
      tell([this, error = uiErrorOf(std::current_exception())] {
        dataError_ = error;
        dataState_ = FactState::Failed;
      });
    }
  });
}

std::string TuningPlan::speedKey() const {
  const train::TrainConfig& c = request_.config;
  std::string key = request_.baseModel + "|" + c.device.device;
  for (const int number : {static_cast<int>(c.method), static_cast<int>(c.variant), c.bottleneck, c.heads, c.batch,
                           c.microBatch, static_cast<int>(c.device.precision), c.device.threads}) {
    key += "|" + std::to_string(number);
  }
  return key;
}

void TuningPlan::estimateNow() {
  if (!session_ || !base() || measuring_) return;
  if (problem_ && problem_->subject != QLatin1String("name") && problem_->subject != QLatin1String("taken name"))
    return;
  estimateWorker_.post(
      [this, session = session_, request = request_, generation = ++estimateGeneration_](std::stop_token stop) {
        const auto tell = [this, generation](auto&& change) {
          QMetaObject::invokeMethod(
              this,
              [this, generation, change] {
                if (generation == estimateGeneration_) change();
              },
              Qt::QueuedConnection);
        };
        try {
          JobContext job(stop);
          tell([this, estimate = session->train()->estimate(request, job)] { took(estimate); });
        } catch (const Cancelled&) {
        } catch (...) {
          tell([this, error = uiErrorOf(std::current_exception())] {
            estimateError_ = error;
            Q_EMIT estimateChanged();
          });
        }
      });
}

void TuningPlan::took(const jobs::FinetuneEstimate& estimate) {
  estimate_ = estimate;
  estimateError_.reset();
  trialError_.clear();
  countSteps();
  Q_EMIT estimateChanged();
}

void TuningPlan::countSteps() {
  if (!estimate_) return;
  const train::TrainConfig& config = request_.config;
  const std::int64_t pairs = config.captionsEach ? data_.train.captions : data_.train.images;
  if (dataState_ == FactState::Ready && pairs > 0) {
    const std::int64_t batch = std::clamp<std::int64_t>(config.batch, 1, pairs);
    const auto anEpoch = static_cast<double>(std::max<std::int64_t>(1, pairs / batch));
    estimate_->steps = std::max<std::int64_t>(1, std::llround(config.epochs * anEpoch));
  }
  if (trial_ && trialKey_ == speedKey()) {
    estimate_->secondsPerStep = trial_->secondsPerStep;
    estimate_->seconds = trial_->secondsPerStep * static_cast<double>(estimate_->steps);
    estimate_->memoryBytes = trial_->memoryBytes;
  }
}

void TuningPlan::measure() {
  if (!session_ || !base() || measuring_) return;
  measuring_ = true;
  measureProgress_ = {};
  trialError_.clear();
  tried_.reset();
  triedKey_ = speedKey();
  // A process of its own: what runs out of memory there does not take the window with it.
  trialProcess_ = std::make_unique<RunProcess>(false);
  connect(trialProcess_.get(), &RunProcess::line, this, &TuningPlan::trialSaid);
  // Queued: what it leads to may end in another trial, and this process must not go while it speaks.
  connect(trialProcess_.get(), &RunProcess::ended, this, &TuningPlan::trialEnded, Qt::QueuedConnection);
  trialProcess_->start(session_->train()->trial(request_, kTrialSteps));
  Q_EMIT estimateChanged();
}

void TuningPlan::trialSaid(const QByteArray& line) {
  if (const auto estimate = session_->train()->parseTrial(line.toStdString())) {
    tried_ = estimate;
  } else if (const auto progress = progressOf(line)) {
    measureProgress_ = *progress;
    Q_EMIT estimateChanged();
  }
}

void TuningPlan::trialEnded(RunEnd end, const QString& message) {
  if (sender() != trialProcess_.get()) return;  // of an archive that was closed meanwhile
  measuring_ = false;
  if (end == RunEnd::Done && tried_) {
    trial_ = tried_;
    trialKey_ = triedKey_;
    estimateNow();
  } else if (end == RunEnd::Interrupted) {
    estimatePause_.start();  // what was changed meanwhile
  } else {
    trialError_ = message.isEmpty() ? tr("The trial ended without a figure.") : message;
  }
  Q_EMIT estimateChanged();
}

void TuningPlan::stopMeasuring() {
  if (measuring_ && trialProcess_) trialProcess_->interrupt();
}

}  // namespace tilescout::ui
