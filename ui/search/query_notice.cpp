#include "ui/search/query_notice.h"

#include <algorithm>

#include "ui/archive/archive_controller.h"
#include "ui/search/search_controller.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

bool hasForeignLetters(const QString& text) {
  return std::any_of(text.begin(), text.end(),
                     [](QChar c) { return c.isLetter() && c.script() != QChar::Script_Latin; });
}

}  // namespace

QueryNotice::QueryNotice(SearchController* search, ArchiveController* archive, QWidget* parent)
    : NoticeBar(parent), search_(search), archive_(archive) {
  connect(search, &SearchController::resultChanged, this, &QueryNotice::refresh);
  onLanguageChange(this, [this] { refresh(); });
}

void QueryNotice::refresh() {
  const auto& result = search_->result();
  // Of an archive without tiles the results' page speaks.
  if (!result || result->searched == 0 || (result->unknownWords.empty() && result->notice.empty())) {
    setNotice(Kind::Information, {});
    return;
  }
  const bool shipped = archive_->model() && archive_->model()->card.shipped;
  QStringList sentences;
  if (hasForeignLetters(search_->answeredText()) && !result->notice.empty()) {
    sentences.append(tr("The model has learned no words in this script; describe it in English."));
  } else if (!result->notice.empty()) {
    sentences.append(QString::fromStdString(result->notice));
  }
  if (!result->unknownWords.empty()) {
    QStringList words;
    for (const std::string& word : result->unknownWords) words.append(QString::fromStdString(word));
    const QString list = words.join(tr(", ", "between words of a list"));
    sentences.append(shipped ? tr("The shipped model does not know: %1").arg(list)
                             : tr("The model does not know: %1").arg(list));
  }
  setNotice(Kind::Warning, sentences.join(QLatin1Char(' ')), shipped ? tr("Use another model…") : QString());
}

}  // namespace tilescout::ui
