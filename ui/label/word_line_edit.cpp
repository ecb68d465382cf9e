#include "ui/label/word_line_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHash>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStringListModel>
#include <algorithm>

namespace tilescout::ui {

namespace {

constexpr qsizetype kShortest = 2;

}  // namespace

WordLineEdit::WordLineEdit(QWidget* parent) : QLineEdit(parent) {
  words_ = new QStringListModel(this);
  completer_ = new QCompleter(words_, this);
  completer_->setCaseSensitivity(Qt::CaseInsensitive);
  completer_->setMaxVisibleItems(6);
  completer_->setWidget(this);  // not setCompleter(): that one completes the whole line
  connect(this, &QLineEdit::textEdited, this, &WordLineEdit::offer);
  connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &WordLineEdit::take);
}

void WordLineEdit::setWords(const QStringList& words) {
  if (words_->stringList() != words) words_->setStringList(words);
}

QStringList WordLineEdit::wordsOf(const QStringList& texts) {
  static const QRegularExpression separators(QStringLiteral("[^\\w'-]+"),
                                             QRegularExpression::UseUnicodePropertiesOption);
  QHash<QString, int> uses;
  for (const QString& text : texts) {
    for (const QString& word : text.split(separators, Qt::SkipEmptyParts)) {
      if (word.size() > kShortest) ++uses[word.toLower()];
    }
  }
  QStringList words = uses.keys();
  std::sort(words.begin(), words.end(),
            [&](const QString& a, const QString& b) { return uses[a] != uses[b] ? uses[a] > uses[b] : a < b; });
  return words;
}

QString WordLineEdit::wordBeforeCursor() const {
  const QString before = text().left(cursorPosition());
  qsizetype start = before.size();
  while (start > 0 && (before[start - 1].isLetterOrNumber() || before[start - 1] == QLatin1Char('-'))) --start;
  return before.mid(start);
}

void WordLineEdit::offer() {
  const QString word = wordBeforeCursor();
  completer_->setCompletionPrefix(word);
  const bool useful = word.size() >= kShortest && completer_->completionCount() > 0 &&
                      completer_->currentCompletion().compare(word, Qt::CaseInsensitive) != 0;
  if (!useful) {
    completer_->popup()->hide();
    return;
  }
  QRect place = cursorRect();
  place.setWidth(180);
  completer_->complete(place);
}

void WordLineEdit::take(const QString& word) {
  const qsizetype typed = wordBeforeCursor().size();
  setSelection(cursorPosition() - static_cast<int>(typed), static_cast<int>(typed));
  insert(word);
}

void WordLineEdit::keyPressEvent(QKeyEvent* event) {
  const bool offered = completer_->popup()->isVisible();
  if (offered && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
      event->modifiers() == Qt::NoModifier) {
    event->ignore();  // the popup takes its current word, or closes
    return;
  }
  QLineEdit::keyPressEvent(event);
}

}  // namespace tilescout::ui
