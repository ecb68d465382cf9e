#pragma once
#include <QObject>
#include <QTimer>
#include <memory>
#include <string>
#include <vector>

#include "search/query.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveController;
class LabelController;
class Selection;

/// What the model thinks of the current tile in words: the archive's own captions, and a sentence for each of the usual
/// classes of land cover, ranked. And the score of a text that is being typed. Nothing of it is a label, nor trained
/// on, before the user takes it. Works only while switched on.
class CaptionSuggester : public QObject {
  Q_OBJECT
 public:
  static constexpr int kMost = 5;

  CaptionSuggester(ArchiveController* archive, LabelController* labels, Selection* selection,
                   QObject* parent = nullptr);
  ~CaptionSuggester() override;

  void setActive(bool active);
  const std::vector<TextMatch>& suggestions() const { return suggestions_; }
  /// Asks for the score of `text` for the current tile; scored() tells it. Empty: none.
  void score(const QString& text);

 Q_SIGNALS:
  void changed();
  void scored(const QString& text, double score);

 private:
  void restart();
  void ask();
  void askScore();

  ArchiveController* const archive_;
  LabelController* const labels_;
  Selection* const selection_;
  bool active_ = false;
  std::vector<TextMatch> suggestions_;
  QString typed_;
  QTimer pause_, typingPause_;
  quint64 generation_ = 0;
  LatestWorker worker_, scoreWorker_;
};

/// "an aerial image of a port." and so on, in English, which the models read.
std::vector<std::string> classSentences();

}  // namespace tilescout::ui
