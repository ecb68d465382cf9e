#include "ui/palette/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/palette/fuzzy_match.h"
#include "ui/palette/palette_delegate.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kWidth = 620, kRowsSeen = 12, kTop = 48;

}  // namespace

CommandPalette::CommandPalette(QWidget* window) : QFrame(window) {
  setObjectName(QStringLiteral("commandPalette"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  line_ = new QLineEdit(this);
  line_->setObjectName(QStringLiteral("paletteLine"));
  line_->setMinimumHeight(32);
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("paletteList"));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setUniformItemSizes(true);
  list_->setItemDelegate(new PaletteDelegate(list_));
  nothing_ = new QLabel(this);
  nothing_->setForegroundRole(QPalette::PlaceholderText);
  nothing_->setMargin(8);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(4);
  column->addWidget(line_);
  column->addWidget(list_, 1);
  column->addWidget(nothing_);
  line_->installEventFilter(this);
  window->installEventFilter(this);
  connect(line_, &QLineEdit::textChanged, this, &CommandPalette::refresh);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
  onLanguageChange(this, [this] {
    line_->setPlaceholderText(tr("Type what you want to do, or the name of an archive, search or scene"));
    line_->setAccessibleName(tr("Find a command"));
    list_->setAccessibleName(tr("Commands found"));
    nothing_->setText(tr("Nothing is called like that."));
  });
  hide();
}

void CommandPalette::addSource(Source source) { sources_.push_back(std::move(source)); }

void CommandPalette::open() {
  if (isVisible()) {
    close();
    return;
  }
  focusBefore_ = QApplication::focusWidget();
  line_->clear();
  refresh();
  place();
  show();
  raise();
  line_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place() {
  const QWidget* window = parentWidget();
  const int row = PaletteDelegate::rowHeight(fontMetrics());
  const int height = std::min(window->height() - kTop - 16, line_->sizeHint().height() + 32 + kRowsSeen * row);
  const int width = std::min(kWidth, window->width() - 32);
  setGeometry((window->width() - width) / 2, kTop, width, height);
}

void CommandPalette::refresh() {
  const QString pattern = line_->text();
  std::vector<std::pair<int, PaletteEntry>> found;
  for (const Source& source : sources_) {
    for (PaletteEntry& entry : source(pattern)) {
      const std::optional<int> byTitle = fuzzyScore(pattern, entry.title);
      const std::optional<int> byWords = fuzzyScore(pattern, entry.keywords);
      if (!byTitle && !byWords) continue;
      // What can be done now stands above what cannot, a name above a keyword.
      const int score = std::max(byTitle.value_or(0), byWords ? *byWords * 3 / 4 : 0) + (entry.enabled ? 64 : 0);
      found.emplace_back(score, std::move(entry));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  shown_.clear();
  for (auto& [score, entry] : found) {
    if (shown_.size() == kShown && !pattern.trimmed().isEmpty()) break;  // an empty line lists all there is
    shown_.push_back(std::move(entry));
  }
  fillList();
}

void CommandPalette::fillList() {
  list_->clear();
  for (const PaletteEntry& entry : shown_) {
    auto* item = new QListWidgetItem(entry.icon, entry.title, list_);
    item->setData(PaletteDelegate::HintRole, entry.hint);
    item->setData(PaletteDelegate::KindRole, entry.kind);
    item->setData(Qt::AccessibleTextRole, QStringList{entry.kind, entry.title, entry.hint}.join(QLatin1Char(' ')).trimmed());
    if (!entry.enabled) item->setFlags(Qt::ItemIsSelectable);
  }
  list_->setCurrentRow(shown_.empty() ? -1 : 0);
  list_->setVisible(!shown_.empty());
  nothing_->setVisible(shown_.empty());
}

void CommandPalette::step(int by) {
  if (shown_.empty()) return;
  const int rows = list_->count();
  list_->setCurrentRow((list_->currentRow() + by + rows) % rows);
}

void CommandPalette::runCurrent() {
  const int row = list_->currentRow();
  if (row < 0 || !shown_[static_cast<std::size_t>(row)].enabled) return;
  const std::function<void()> run = shown_[static_cast<std::size_t>(row)].run;
  close();
  run();
}

void CommandPalette::close() {
  hide();
  const QPointer<QWidget> before = focusBefore_;
  focusBefore_.clear();
  if (before && before->isVisible()) before->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  if (watched != line_ || !isVisible()) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
    hide();
  }
  // The window's own keys (Esc, Ctrl+K aside) are letters and signs here.
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool press = event->type() == QEvent::KeyPress;
  switch (key->key()) {
    case Qt::Key_Up: if (press) step(-1); break;
    case Qt::Key_Down: if (press) step(1); break;
    case Qt::Key_PageUp: if (press) step(-std::min(kRowsSeen, list_->currentRow())); break;
    case Qt::Key_PageDown: if (press) step(std::min(kRowsSeen, list_->count() - 1 - list_->currentRow())); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: if (press) runCurrent(); break;
    case Qt::Key_Escape: if (press) close(); break;
    default: return false;
  }
  event->accept();
  return true;
}

}  // namespace tilescout::ui
