#pragma once
#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace tilescout::ui {

/// A line that completes the word under the cursor, from two letters on, out of the words used before. Enter or a click
/// takes the word that is offered; typing on ignores it.
class WordLineEdit : public QLineEdit {
  Q_OBJECT
 public:
  explicit WordLineEdit(QWidget* parent = nullptr);

  void setWords(const QStringList& words);
  /// The different words of texts, those used most first.
  static QStringList wordsOf(const QStringList& texts);
  /// The word to be completed: what stands before the cursor, back to the last blank or sign.
  QString wordBeforeCursor() const;

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void offer();
  void take(const QString& word);

  QStringListModel* words_;
  QCompleter* completer_;
};

}  // namespace tilescout::ui
