#include "ui/train/train_words.h"

#include <QLocale>
#include <cmath>
#include <map>

#include "ui/support/format.h"

namespace tilescout::ui {

QString TrainWords::method(train::Method method) {
  switch (method) {
    case train::Method::Harma: return tr("HarMA adapters");
    case train::Method::Lora: return tr("LoRA on the attention");
    case train::Method::Adapter: return tr("Plain adapters");
    case train::Method::Projection: return tr("Projections only");
    case train::Method::Full: return tr("The whole model");
  }
  return {};
}

QString TrainWords::aboutMethod(train::Method method) {
  switch (method) {
    case train::Method::Harma:
      return tr(
          "Small gated adapters in every layer of both towers, which share what they learn. The base stays as it "
          "is; the new model is one small file.");
    case train::Method::Lora: return tr("Low-rank updates of the attention in both towers. The base stays as it is.");
    case train::Method::Adapter:
      return tr("A small bottleneck in every layer; pictures and texts share nothing. The base stays as it is.");
    case train::Method::Projection:
      return tr("Only the last matrix of each tower. Quickest, and the least that can be learned.");
    case train::Method::Full:
      return tr("Every weight. Needs the most memory, and the new model is as large a file as its base.");
  }
  return {};
}

QString TrainWords::variant(train::Variant variant) {
  return variant == train::Variant::Released ? tr("As released by the authors") : tr("As written in the paper");
}

QString TrainWords::schedule(train::Schedule schedule) {
  switch (schedule) {
    case train::Schedule::Linear: return tr("Falls evenly to zero");
    case train::Schedule::Cosine: return tr("Falls along a cosine");
    case train::Schedule::Constant: return tr("Stays level");
  }
  return {};
}

QString TrainWords::recompute(train::Recompute recompute) {
  switch (recompute) {
    case train::Recompute::Auto: return tr("where memory is short");
    case train::Recompute::Always: return tr("always");
    case train::Recompute::Never: return tr("never");
  }
  return {};
}

QString TrainWords::split(train::SplitRule rule) {
  switch (rule) {
    case train::SplitRule::AsGiven: return tr("As the dataset has it");
    case train::SplitRule::Place: return tr("By place: what overlaps stays together");
    case train::SplitRule::Scene: return tr("By scene");
    case train::SplitRule::Random: return tr("Tile by tile, at random");
  }
  return {};
}

QString TrainWords::preset(const std::string& name) {
  if (name == "quick") return tr("Quick");
  if (name == "balanced") return tr("Balanced");
  if (name == "paper") return tr("Paper");
  return QString::fromStdString(name);
}

QString TrainWords::aboutPreset(const std::string& name) {
  if (name == "quick") return tr("A few passes, for a first look at whether your labels teach the model something.");
  if (name == "balanced")
    return tr("Until it stops getting better on tiles it does not train on. Right for most archives.");
  if (name == "paper") return tr("The recipe of the HarMA authors, for large data sets and to repeat their figures.");
  return {};
}

QString TrainWords::issue(const jobs::DataIssue& issue) {
  const int n = static_cast<int>(issue.count);
  const std::string& code = issue.code;
  if (code == "too_few")
    return tr("Only %n labelled tile(s): expect little, and wide intervals. 200 are a good start.", nullptr, n);
  if (code == "no_val") return tr("No tiles are left to measure on. Label more places, or keep a share aside.");
  if (code == "repeated_captions")
    return tr("%n caption(s) are used for several tiles: the same words cannot tell them apart.", nullptr, n);
  if (code == "equal_captions_across_splits")
    return tr("%n caption(s) of the tiles to measure on are trained on as well, word for word.", nullptr, n);
  if (code == "leakage")
    return tr("%n tile(s) to measure on overlap tiles that are trained on: the result would look better than it is.",
              nullptr, n);
  if (code == "overlap_left_out")
    return tr("%n tile(s) overlap tiles of another part and are left out, so that no place is in two.", nullptr, n);
  if (code == "unbalanced") return tr("A few classes have most of the tiles; the rare ones will be learned less well.");
  if (code == "broken_file") return tr("%n image(s) cannot be read and are left out.", nullptr, n);
  if (code == "missing_file") return tr("%n image(s) are missing and are left out.", nullptr, n);
  if (code == "empty_caption") return tr("%n empty caption(s) are left out.", nullptr, n);
  if (code == "long_caption")
    return tr("%n caption(s) are longer than the model reads; their ends are cut.", nullptr, n);
  if (code == "duplicate_id") return tr("%n id(s) occur twice in the data set.", nullptr, n);
  if (code == "not_for_training")
    return tr("%n labelled tile(s) are marked as not for training and are left out.", nullptr, n);
  if (code == "no_tile")
    return tr("%n caption(s) belong to places that no tile covers now, and are left out.", nullptr, n);
  return QString::fromStdString(issue.message);
}

QString TrainWords::fix(const jobs::DataIssue& issue, const train::TrainConfig& config) {
  const std::string& code = issue.code;
  if (code == "too_few") return tr("Label more tiles");
  if (code == "no_val") return tr("Keep 15 % aside");
  if (code == "repeated_captions" && !config.mergeEqualTexts) return tr("Treat equal captions as equal");
  if (code == "leakage" && config.split != train::SplitRule::Place) return tr("Divide by place");
  if (code == "no_tile") return tr("Update the index");
  return {};
}

QString TrainWords::problem(const UiError& error) {
  static const std::map<QString, const char*> sentences = {
      {QStringLiteral("name"), QT_TR_NOOP("Give the new model a name.")},
      {QStringLiteral("taken name"), QT_TR_NOOP("There is a model or a run of this name already. Choose another one.")},
      {QStringLiteral("batch"),
       QT_TR_NOOP("The batch must hold at least 2 pairs: a pair needs another to be told from.")},
      {QStringLiteral("epochs"), QT_TR_NOOP("The passes must lie between 0 and 100,000.")},
      {QStringLiteral("learning rate"), QT_TR_NOOP("The learning rate must lie between 0 and 1.")},
      {QStringLiteral("weight decay"), QT_TR_NOOP("The weight decay must lie between 0 and 1.")},
      {QStringLiteral("warm-up"), QT_TR_NOOP("The warm-up is a share of the steps: 0 to below 1.")},
      {QStringLiteral("margin"), QT_TR_NOOP("The margin must lie between 0 and 2.")},
      {QStringLiteral("gamma"), QT_TR_NOOP("Gamma must lie between 0 and 20.")},
      {QStringLiteral("evaluation"), QT_TR_NOOP("Measuring must come after a positive number of passes.")},
      {QStringLiteral("split"), QT_TR_NOOP("So much is kept aside that too little is left to train on.")},
      {QStringLiteral("bottleneck"),
       QT_TR_NOOP("The width of the adapters, and half of it, must be multiples of the number of heads.")},
  };
  const auto found = sentences.find(error.subject);
  if (found != sentences.end()) return tr(found->second);
  if (error.message.contains(QLatin1String("adapters already"))) {
    return tr("%1 has adapters already. Choose the model that they were put on, or train the whole model.")
        .arg(error.subject);
  }
  return error.subject.isEmpty() ? error.message : tr("%1: %2").arg(error.subject, error.message);
}

QString TrainWords::recall(double percent) { return QLocale().toString(percent, 'f', 1); }

QString TrainWords::change(double points) {
  const QString size = QLocale().toString(std::abs(points), 'f', 1);
  const double shown = std::round(std::abs(points) * 10) / 10;
  return shown == 0 ? size : (points > 0 ? QStringLiteral("+") : QStringLiteral("−")) + size;
}

QString TrainWords::duration(double seconds) {
  const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
  if (whole < 100) return tr("%1 s").arg(whole);
  if (whole < 5400) return tr("%1 min").arg((whole + 30) / 60);
  return tr("%1 h %2 min").arg(whole / 3600).arg((whole % 3600) / 60);
}

const train::Comparison* decisiveSplit(const train::TuneResult& result) {
  const train::Comparison* test = result.find("test");
  return test ? test : result.find("val");
}

QString TrainWords::verdict(const train::TuneResult& result) {
  const train::Comparison* split = decisiveSplit(result);
  if (!split) return tr("Trained, but there were no tiles to measure on: nobody can say whether it is better.");
  const QString from = recall(split->before.meanRecall), to = recall(split->after.meanRecall);
  const QString low = change(split->gain.low), high = change(split->gain.high);
  const QString tiles = split->split == "test"
                            ? tr("%n tile(s) kept aside", nullptr, static_cast<int>(split->after.images))
                            : tr("%n tile(s) not trained on", nullptr, static_cast<int>(split->after.images));
  QString sentence;
  switch (split->verdict) {
    case train::Verdict::Better:
      sentence = tr("Better: mean recall %1 → %2 (the gain's 95 % interval is %3 … %4) on %5.")
                     .arg(from, to, low, high, tiles);
      break;
    case train::Verdict::NoMeasurableChange:
      sentence =
          tr("No measurable change: mean recall %1 → %2. A difference of %3 … %4 (95 % interval) may be chance on %5.")
              .arg(from, to, low, high, tiles);
      break;
    case train::Verdict::Worse:
      sentence = tr("Worse: mean recall %1 → %2 (95 % interval %3 … %4) on %5.").arg(from, to, low, high, tiles);
      break;
  }
  if (result.bestStep == 0)
    return sentence + QLatin1Char(' ') +
           tr("No step of the training beat the base, so the model answers as the base does.");
  if (result.overfitted) {
    sentence += QLatin1Char(' ') +
                tr("Towards the end it learned its own tiles by heart; the state before that was kept (pass %1).")
                    .arg(QLocale().toString(result.bestEpoch, 'f', 1));
  }
  return sentence;
}

QString TrainWords::space(const train::Comparison& c) {
  const auto number = [](double value) { return QLocale().toString(value, 'f', 2); };
  const double spread = c.after.uniformityImage - c.before.uniformityImage;
  const double distance = c.after.alignment - c.before.alignment;
  constexpr double kNoticeable = 0.02;
  QString text =
      spread < -kNoticeable  ? tr("Pictures lie further apart, so that similar places are told apart more easily.")
      : spread > kNoticeable ? tr("Pictures lie closer together, so that similar places are told apart less easily.")
                             : tr("Pictures lie about as far apart as before.");
  text += QLatin1Char(' ');
  text += distance < -kNoticeable  ? tr("Tiles have come closer to their own captions.")
          : distance > kNoticeable ? tr("Tiles have moved away from their own captions.")
                                   : tr("Tiles are as close to their own captions as before.");
  return text + QLatin1Char('\n') +
         tr("Uniformity of pictures %1 → %2, of texts %3 → %4 (lower: spread more evenly). Alignment %5 → %6 (lower: "
            "pairs closer).")
             .arg(number(c.before.uniformityImage), number(c.after.uniformityImage), number(c.before.uniformityText),
                  number(c.after.uniformityText), number(c.before.alignment), number(c.after.alignment));
}

QString TrainWords::forgetting(const train::TuneResult& result) {
  const train::Comparison* general = result.find("general");
  if (!general) return tr("What the model knew beside your tiles was not measured.");
  const QString figures =
      tr("mean recall %1 → %2 on %n general picture(s)", nullptr, static_cast<int>(general->after.images))
          .arg(recall(general->before.meanRecall), recall(general->after.meanRecall));
  switch (general->verdict) {
    case train::Verdict::Worse: return tr("It forgot some of what it knew before: %1.").arg(figures);
    case train::Verdict::Better: return tr("It even got better at what it was not trained for: %1.").arg(figures);
    case train::Verdict::NoMeasurableChange: break;
  }
  return tr("It forgot nothing measurable of what it knew before: %1.").arg(figures);
}

QString TrainWords::effort(const train::TuneResult& result) {
  const double share = result.totalParameters > 0 ? 100.0 * static_cast<double>(result.trainedParameters) /
                                                        static_cast<double>(result.totalParameters)
                                                  : 0.0;
  const QString figures =
      tr("%1 steps in %2 · %3 of %4 parameters trained (%5 %) · %6 at most · weights moved by %7 %")
          .arg(formatCount(result.steps), duration(result.seconds), formatCount(result.trainedParameters),
               formatCount(result.totalParameters), QLocale().toString(share, 'f', 2), formatBytes(result.peakBytes),
               QLocale().toString(100.0 * result.weightDistance, 'f', 2));
  if (result.estimatedSeconds < 0) return figures;
  return figures + QLatin1Char('\n') +
         tr("Estimated after its first steps: %1 in all; a step was planned to take %2.")
             .arg(duration(result.estimatedSeconds), formatBytes(result.estimatedBytes));
}

QString TrainWords::runState(const jobs::RunInfo& run) {
  const QString state = stateName(run.state);
  return run.recordedOnly ? tr("%1, elsewhere").arg(state) : state;
}

QString TrainWords::runStory(const jobs::RunInfo& run) {
  QStringList sentences;
  if (run.recordedOnly) {
    sentences << tr(
        "Known from the archive's own record: the run was made on another computer, or before the archive was "
        "copied or moved.");
  }
  if (run.state == jobs::RunState::Failed) {
    const QString why = QString::fromStdString(run.failure).trimmed();
    if (!why.isEmpty()) sentences << tr("It failed: %1").arg(why);
  }
  if (run.recordedOnly && run.state == jobs::RunState::Unfinished) {
    sentences << tr("It was not finished, and what it would go on from is not here.");
  }
  return sentences.join(QLatin1Char(' '));
}

QString TrainWords::stateName(jobs::RunState state) {
  switch (state) {
    case jobs::RunState::Unfinished: return tr("interrupted");
    case jobs::RunState::Running: return tr("running");
    case jobs::RunState::Finished: return tr("finished");
    case jobs::RunState::Failed: return tr("failed");
  }
  return {};
}

}  // namespace tilescout::ui
