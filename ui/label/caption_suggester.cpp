#include "ui/label/caption_suggester.h"

#include <algorithm>

#include "ui/archive/archive_controller.h"
#include "ui/backend/match_session.h"
#include "ui/label/label_controller.h"
#include "ui/selection.h"

namespace tilescout::ui {

CaptionSuggester::CaptionSuggester(ArchiveController* archive, LabelController* labels, Selection* selection,
                                   QObject* parent)
    : QObject(parent), archive_(archive), labels_(labels), selection_(selection) {
  pause_.setSingleShot(true);
  pause_.setInterval(150);  // walking through tiles asks for none of those passed
  typingPause_.setSingleShot(true);
  typingPause_.setInterval(250);
  connect(&pause_, &QTimer::timeout, this, &CaptionSuggester::ask);
  connect(&typingPause_, &QTimer::timeout, this, &CaptionSuggester::askScore);
  connect(selection, &Selection::currentChanged, this, &CaptionSuggester::restart);
  connect(archive, &ArchiveController::modelChanged, this, &CaptionSuggester::restart);
}

CaptionSuggester::~CaptionSuggester() = default;

void CaptionSuggester::setActive(bool active) {
  if (active == active_) return;
  active_ = active;
  restart();
}

void CaptionSuggester::restart() {
  ++generation_;
  worker_.cancel();
  if (!suggestions_.empty()) {
    suggestions_.clear();
    Q_EMIT changed();
  }
  pause_.start();
  if (!typed_.isEmpty()) typingPause_.start();
}

void CaptionSuggester::ask() {
  const TileId tile = selection_->current();
  if (!active_ || tile == 0 || !archive_->session()) return;
  std::vector<std::string> texts = classSentences();
  for (const LabelCount& own : labels_->counts().texts) texts.push_back(own.name);
  for (const Caption& had : labels_->captions()) std::erase(texts, had.text);
  worker_.post([this, session = archive_->session(), tile, texts, generation = generation_](std::stop_token) {
    std::vector<TextMatch> ranked;
    try {
      ranked = session->match().rank(tile, texts, kMost);
    } catch (...) {
      return;  // without a model there is nothing to suggest, which the window says elsewhere
    }
    QMetaObject::invokeMethod(
        this,
        [this, ranked, generation] {
          if (generation != generation_) return;
          suggestions_ = ranked;
          Q_EMIT changed();
        },
        Qt::QueuedConnection);
  });
}

void CaptionSuggester::score(const QString& text) {
  typed_ = text.simplified();
  typingPause_.start();
}

void CaptionSuggester::askScore() {
  const TileId tile = selection_->current();
  if (!active_ || tile == 0 || typed_.isEmpty() || !archive_->session()) return;
  scoreWorker_.post([this, session = archive_->session(), tile, text = typed_](std::stop_token) {
    try {
      const std::vector<TextMatch> ranked = session->match().rank(tile, {text.toStdString()}, 1);
      if (ranked.empty()) return;
      QMetaObject::invokeMethod(
          this,
          [this, text, tile, score = ranked.front().score] {
            if (text == typed_ && tile == selection_->current()) Q_EMIT scored(text, score);
          },
          Qt::QueuedConnection);
    } catch (...) {
      return;
    }
  });
}

std::vector<std::string> classSentences() {
  // The classes that the public caption sets of aerial images (UCM, RSICD, RSITMD) share, as their captions name them.
  std::vector<std::string> sentences;
  for (const char* name : {"an airport",
                           "airplanes on an apron",
                           "a baseball field",
                           "a basketball court",
                           "a beach",
                           "a boat on the water",
                           "a bridge over a river",
                           "a church",
                           "a commercial area",
                           "dense houses",
                           "sparse houses",
                           "a desert",
                           "farmland",
                           "a forest",
                           "a golf course",
                           "a harbour with ships",
                           "an industrial area",
                           "an intersection",
                           "an island",
                           "a lake",
                           "a meadow",
                           "a mountain",
                           "a parking lot",
                           "a park",
                           "a playground",
                           "a pond",
                           "a railway",
                           "a river",
                           "a road",
                           "a runway",
                           "a school",
                           "a ship",
                           "a square",
                           "a stadium",
                           "storage tanks",
                           "a swimming pool",
                           "a tennis court",
                           "a viaduct",
                           "bare land",
                           "clouds"}) {
    sentences.push_back(std::string("an aerial image of ") + name + ".");
  }
  return sentences;
}

}  // namespace tilescout::ui
