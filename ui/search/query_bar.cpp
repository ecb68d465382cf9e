#include "ui/search/query_bar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QFrame>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

QueryBar::QueryBar(QWidget* parent) : QWidget(parent) {
  line_ = new QLineEdit(this);
  line_->setObjectName(QStringLiteral("queryLine"));
  line_->setClearButtonEnabled(true);
  line_->setMinimumHeight(32);
  QFont font = line_->font();
  font.setPixelSize(14);
  line_->setFont(font);
  icon_ = line_->addAction(themeIcon("edit-find"), QLineEdit::LeadingPosition);
  history_ = new QStringListModel(this);
  auto* completer = new QCompleter(history_, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchStartsWith);
  completer->setMaxVisibleItems(8);
  line_->setCompleter(completer);
  busy_ = new QFrame(this);
  busy_->setFixedHeight(2);
  busy_->setAutoFillBackground(true);
  busy_->setBackgroundRole(QPalette::Highlight);
  QSizePolicy keepsItsPlace = busy_->sizePolicy();
  keepsItsPlace.setRetainSizeWhenHidden(true);
  busy_->setSizePolicy(keepsItsPlace);
  busy_->hide();
  busyDelay_.setSingleShot(true);
  busyDelay_.setInterval(150);
  connect(&busyDelay_, &QTimer::timeout, busy_, &QWidget::show);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 6, 8, 4);
  column->setSpacing(2);
  column->addWidget(line_);
  column->addWidget(busy_);
  setFocusProxy(line_);

  line_->installEventFilter(this);
  connect(line_, &QLineEdit::textChanged, this, &QueryBar::textChanged);
  connect(line_, &QLineEdit::returnPressed, this, &QueryBar::submitted);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] { icon_->setIcon(themeIcon("edit-find")); });
}

void QueryBar::retranslate() {
  line_->setPlaceholderText(ready_ ? tr("Describe what you are looking for")
                                   : tr("Open an archive or add scenes to search them"));
  line_->setAccessibleName(tr("Search text"));
  line_->setToolTip(tr("Searches as you type. Enter searches at once, Down goes to the results."));
  busy_->setAccessibleName(tr("Searching…"));
}

void QueryBar::setHistory(const QStringList& queries) { history_->setStringList(queries); }

void QueryBar::setReady(bool ready) {
  ready_ = ready;
  line_->setEnabled(ready);
  retranslate();
}

void QueryBar::setBusy(bool busy) {
  if (busy) {
    if (!busy_->isVisible()) busyDelay_.start();
    return;
  }
  busyDelay_.stop();
  busy_->hide();
}

void QueryBar::setText(const QString& text) { line_->setText(text); }

QString QueryBar::text() const { return line_->text(); }

void QueryBar::focusLine() {
  line_->setFocus(Qt::ShortcutFocusReason);
  line_->selectAll();
}

bool QueryBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == line_ && event->type() == QEvent::KeyPress && !line_->completer()->popup()->isVisible() &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
    Q_EMIT resultsRequested();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace tilescout::ui
