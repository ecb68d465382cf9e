#pragma once
#include <QWidget>
#include <vector>

#include "base/labels.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace tilescout::ui {

class AppContext;
class BalanceView;
class CaptionSuggester;
class WindowActions;
class WordLineEdit;
struct UiError;

/// The Labels dock: captions and tags of the current tile, or of all selected ones at once; what the model suggests;
/// how much is labelled and how evenly. Each edit is saved as it is made and one step of the history, for however many
/// tiles.
class LabelPanel : public QWidget {
  Q_OBJECT
 public:
  explicit LabelPanel(AppContext* context, QWidget* parent = nullptr);
  ~LabelPanel() override;

  void focusCaption();
  void focusTag();
  /// Saves what stands in the line; nothing when it is empty.
  void save();
  /// Takes the suggestion of this rank (0-based) as it is.
  void takeSuggestion(int rank);
  void addActions(WindowActions* actions);

 Q_SIGNALS:
  /// After Enter in the line, Ctrl+Enter or the button, whether or not there was a text to save.
  void nextRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void saveAndNext();
  QWidget* buildContent();
  QWidget* buildCaptionPart();
  QWidget* buildTagPart();
  void wire();
  void retranslate();
  void showTargets();
  void countTargets();
  void showCaptions();
  void showSuggestions();
  void showTags();
  void showFailure(const UiError& error);
  void captionEdited(const QListWidgetItem* item);
  void removeCaptions();
  void addTag();
  void refreshScore();
  std::vector<TileId> chosenTiles() const;

  AppContext* const context_;
  CaptionSuggester* suggester_;
  QLabel *what_, *message_, *captionTitle_, *suggestionTitle_, *tagTitle_, *score_;
  QCheckBox *onlyBare_, *notForTraining_;
  WordLineEdit *caption_, *tag_;
  QPushButton *add_, *next_;
  QListWidget *captions_, *suggestions_, *tags_;
  BalanceView* balance_;
  std::vector<TileId> bare_;  ///< of the targets, those without a caption
  quint64 bareRequest_ = 0;
  bool filling_ = false;  ///< the lists are being filled: what changes is no edit
};

}  // namespace tilescout::ui
