#pragma once
#include <QWidget>

class QLabel;
class QTreeWidget;

namespace tilescout::ui {

class AppContext;
class CaptionSuggester;
class OtherDates;
class WordLineEdit;

/// What is known and thought of the current tile in words: its captions and tags, with a line to add a caption; the
/// texts that the model finds fit it best; and its place on other dates. A part of the Details dock; works while seen.
class TileNotes : public QWidget {
  Q_OBJECT
 public:
  explicit TileNotes(AppContext* context, QWidget* parent = nullptr);
  ~TileNotes() override;

 Q_SIGNALS:
  /// A text is to be searched for.
  void textChosen(const QString& text);
  /// The tile's place is to be compared in its scenes.
  void datesRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void build();
  void retranslate();
  void showLabels();
  void showTexts();
  void showPlace();
  void addCaption();

  AppContext* const context_;
  CaptionSuggester* suggester_;
  QLabel *captionsTitle_, *captions_, *textsTitle_, *datesTitle_;
  WordLineEdit* line_;
  QTreeWidget* texts_;
  OtherDates* dates_;
};

}  // namespace tilescout::ui
