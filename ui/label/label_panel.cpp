#include "ui/label/label_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/label/balance_view.h"
#include "ui/label/caption_suggester.h"
#include "ui/label/label_controller.h"
#include "ui/label/label_lists.h"
#include "ui/label/word_line_edit.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

QLabel* mutedLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setWordWrap(true);
  return label;
}

}  // namespace

LabelPanel::LabelPanel(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  suggester_ = new CaptionSuggester(&context->archive(), &context->labels(), &context->selection(), this);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(buildContent());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

LabelPanel::~LabelPanel() = default;

QWidget* LabelPanel::buildContent() {
  what_ = new QLabel(this);
  what_->setObjectName(QStringLiteral("labelWhat"));
  what_->setWordWrap(true);
  onlyBare_ = new QCheckBox(this);
  onlyBare_->setObjectName(QStringLiteral("labelOnlyBare"));
  notForTraining_ = new QCheckBox(this);
  notForTraining_->setObjectName(QStringLiteral("labelNotForTraining"));
  message_ = new QLabel(this);
  message_->setObjectName(QStringLiteral("labelMessage"));
  message_->setWordWrap(true);
  message_->setTextFormat(Qt::PlainText);
  balance_ = new BalanceView(this);
  balance_->setObjectName(QStringLiteral("labelBalance"));
  auto* content = new QWidget(this);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(8);
  column->addWidget(what_);
  column->addWidget(onlyBare_);
  column->addWidget(buildCaptionPart());
  column->addWidget(message_);
  column->addWidget(buildTagPart());
  column->addWidget(notForTraining_);
  column->addWidget(balance_);
  column->addStretch(1);
  return content;
}

QWidget* LabelPanel::buildCaptionPart() {
  captionTitle_ = mutedLabel(this);
  suggestionTitle_ = mutedLabel(this);
  captions_ = new FittingList(this);
  captions_->setObjectName(QStringLiteral("labelCaptions"));
  captions_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  suggestions_ = new FittingList(this);
  suggestions_->setObjectName(QStringLiteral("labelSuggestions"));
  caption_ = new WordLineEdit(this);
  caption_->setObjectName(QStringLiteral("labelCaption"));
  score_ = mutedLabel(this);
  score_->setObjectName(QStringLiteral("labelScore"));
  add_ = new QPushButton(this);
  next_ = new QPushButton(this);
  next_->setObjectName(QStringLiteral("labelNext"));
  auto* part = new QWidget(this);
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(captionTitle_);
  column->addWidget(captions_);
  column->addWidget(caption_);
  column->addWidget(score_);
  auto* row = new QHBoxLayout;
  row->addWidget(next_, 1);
  row->addWidget(add_, 1);
  column->addLayout(row);
  column->addWidget(suggestionTitle_);
  column->addWidget(suggestions_);
  return part;
}

QWidget* LabelPanel::buildTagPart() {
  tagTitle_ = mutedLabel(this);
  tags_ = new FittingList(this);
  tags_->setObjectName(QStringLiteral("labelTags"));
  tag_ = new WordLineEdit(this);
  tag_->setObjectName(QStringLiteral("labelTag"));
  auto* part = new QWidget(this);
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(tagTitle_);
  column->addWidget(tags_);
  column->addWidget(tag_);
  return part;
}

void LabelPanel::wire() {
  LabelController* labels = &context_->labels();
  connect(labels, &LabelController::tileChanged, this, &LabelPanel::showCaptions);
  connect(labels, &LabelController::labelsChanged, this, [this] {
    showTags();
    countTargets();
  });
  connect(labels, &LabelController::tileChanged, this, [this] {
    showTags();
    notForTraining_->setChecked(!context_->labels().isForTraining());
  });
  connect(notForTraining_, &QCheckBox::clicked, this,
          [labels](bool on) { labels->setForTraining(labels->targets(), !on); });
  connect(labels, &LabelController::saved, this, [this] { message_->setText(tr("Saved.")); });
  connect(labels, &LabelController::failed, this, &LabelPanel::showFailure);
  connect(&context_->selection(), &Selection::tilesChanged, this, &LabelPanel::countTargets);
  connect(&context_->selection(), &Selection::currentChanged, this, [this] {
    message_->clear();
    countTargets();
  });
  connect(onlyBare_, &QCheckBox::toggled, this, &LabelPanel::showTargets);
  connect(suggester_, &CaptionSuggester::changed, this, &LabelPanel::showSuggestions);
  connect(suggester_, &CaptionSuggester::scored, this, [this](const QString&, double score) {
    score_->setText(tr("The model gives this text %1 here.").arg(formatScore(score)));
  });
  connect(caption_, &QLineEdit::textChanged, this, &LabelPanel::refreshScore);
  // Of several tiles that get a caption at once none is the next.
  connect(caption_, &QLineEdit::returnPressed, this,
          [this] { context_->labels().targets().size() > 1 ? save() : saveAndNext(); });
  caption_->installEventFilter(this);
  connect(add_, &QPushButton::clicked, this, &LabelPanel::save);
  connect(next_, &QPushButton::clicked, this, &LabelPanel::saveAndNext);
  connect(captions_, &QListWidget::itemChanged, this, &LabelPanel::captionEdited);
  connect(suggestions_, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { takeSuggestion(suggestions_->row(item)); });
  connect(suggestions_, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
    caption_->setText(item->data(Qt::UserRole).toString());
    caption_->setFocus();
  });
  connect(tags_, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    if (!filling_) context_->labels().toggleTag(item->data(Qt::UserRole).toString());
  });
  connect(tag_, &QLineEdit::returnPressed, this, &LabelPanel::addTag);
}

void LabelPanel::addActions(WindowActions* actions) {
  QAction* remove = actions->add({"captionRemove",
                                  "edit-delete",
                                  {QKeySequence::Delete},
                                  MenuPlace::Label,
                                  [] { return tr("&Remove the chosen captions"); },
                                  [] { return tr("Take the captions chosen in the Labels list off the tile"); },
                                  false,
                                  captions_});
  const auto refresh = [this, remove] { remove->setEnabled(!captions_->selectedItems().isEmpty()); };
  connect(captions_, &QListWidget::itemSelectionChanged, remove, refresh);
  connect(remove, &QAction::triggered, this, &LabelPanel::removeCaptions);
  refresh();
}

void LabelPanel::retranslate() {
  captionTitle_->setText(tr("Captions"));
  captions_->setAccessibleName(tr("Captions of the tile"));
  captions_->setToolTip(tr("Double click or F2 changes a caption, Delete removes it"));
  caption_->setPlaceholderText(tr("Describe what is to be seen"));
  caption_->setAccessibleName(tr("New caption"));
  add_->setText(tr("Save"));
  add_->setToolTip(tr("Save this caption and stay here (Shift+Enter)"));
  next_->setText(tr("Save and next"));
  next_->setToolTip(tr("Save this caption and go on to the next tile (Enter, or Ctrl+Enter from anywhere)"));
  suggestionTitle_->setText(tr("The model suggests (click to edit, double click to take)"));
  suggestions_->setAccessibleName(tr("Suggested captions"));
  tagTitle_->setText(tr("Tags (keys 1 to 9)"));
  tags_->setAccessibleName(tr("Tags of the tile"));
  tag_->setPlaceholderText(tr("New tag"));
  tag_->setAccessibleName(tr("New tag"));
  onlyBare_->setText(tr("Only tiles without a caption"));
  notForTraining_->setText(tr("Not for training"));
  notForTraining_->setToolTip(tr(
      "These tiles are neither trained nor measured on, whatever captions they have: clouds, stripes, doubtful cases"));
  showTargets();
  showCaptions();
  showSuggestions();
  showTags();
}

void LabelPanel::countTargets() {
  bare_.clear();
  const std::vector<TileId> targets = context_->labels().targets();
  const quint64 request = ++bareRequest_;
  showTargets();
  if (targets.size() < 2) return;
  context_->labels().findBare(targets, [this, request](std::vector<TileId> bare) {
    if (request != bareRequest_) return;
    bare_ = std::move(bare);
    showTargets();
  });
}

std::vector<TileId> LabelPanel::chosenTiles() const {
  const std::vector<TileId> targets = context_->labels().targets();
  return targets.size() > 1 && onlyBare_->isChecked() ? bare_ : targets;
}

void LabelPanel::showTargets() {
  const auto all = context_->labels().targets().size();
  const auto chosen = chosenTiles().size();
  onlyBare_->setVisible(all > 1);
  if (all == 0) {
    what_->setText(tr("Select a result to label it."));
  } else if (all == 1) {
    what_->setText(tr("A caption or tag goes to this one tile."));
  } else {
    what_->setText(
        tr("A caption or tag goes to %1 of %2 selected tiles, as one step that can be undone.")
            .arg(formatCount(static_cast<std::int64_t>(chosen)), formatCount(static_cast<std::int64_t>(all))));
  }
  for (QWidget* widget : {static_cast<QWidget*>(caption_), static_cast<QWidget*>(tag_), static_cast<QWidget*>(add_),
                          static_cast<QWidget*>(next_), static_cast<QWidget*>(notForTraining_)}) {
    widget->setEnabled(all > 0);
  }
}

void LabelPanel::showCaptions() {
  const QScopedValueRollback busy(filling_, true);
  captions_->clear();
  for (const Caption& caption : context_->labels().captions()) {
    auto* item = new QListWidgetItem(QString::fromStdString(caption.text), captions_);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setData(Qt::UserRole, QVariant::fromValue<qint64>(caption.id));
    const QString who = QString::fromStdString(caption.author), when = QString::fromStdString(caption.created);
    if (!when.isEmpty()) item->setToolTip(who.isEmpty() ? when : tr("%1, %2").arg(who, when));
  }
  captions_->setVisible(captions_->count() > 0);
}

void LabelPanel::showSuggestions() {
  suggestions_->clear();
  for (const TextMatch& match : suggester_->suggestions()) {
    const QString text = QString::fromStdString(match.text);
    auto* item = new QListWidgetItem(QStringLiteral("%1  %2").arg(formatScore(match.score), text), suggestions_);
    item->setData(Qt::UserRole, text);
    item->setToolTip(text);
  }
  suggestionTitle_->setVisible(suggestions_->count() > 0);
  suggestions_->setVisible(suggestions_->count() > 0);
}

void LabelPanel::showTags() {
  const QScopedValueRollback busy(filling_, true);
  const LabelController& labels = context_->labels();
  tags_->clear();
  for (const TileSet& tag : labels.tags()) {
    const QString name = QString::fromStdString(tag.name);
    const int number = tags_->count() + 1;
    auto* item = new QListWidgetItem(number <= 9 ? QStringLiteral("%1  %2").arg(number).arg(name) : name, tags_);
    const bool has = std::any_of(labels.tileTags().begin(), labels.tileTags().end(),
                                 [&](const TileSet& own) { return own.id == tag.id; });
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(has ? Qt::Checked : Qt::Unchecked);
    item->setData(Qt::UserRole, name);
    item->setToolTip(tr("%n tile(s)", nullptr, static_cast<int>(tag.tiles)));
  }
  tags_->setVisible(tags_->count() > 0);
  balance_->setCounts(labels.counts());
  QStringList texts;
  for (const LabelCount& text : labels.counts().texts) texts.append(QString::fromStdString(text.name));
  for (const std::string& text : classSentences()) texts.append(QString::fromStdString(text));
  caption_->setWords(WordLineEdit::wordsOf(texts));
  QStringList names;
  for (const TileSet& tag : labels.tags()) names.append(QString::fromStdString(tag.name));
  tag_->setWords(names);
}

void LabelPanel::showFailure(const UiError& error) {
  message_->setText(tr("Not saved. %1 %2").arg(errorSentence(error), errorAdvice(error)));
  message_->setToolTip(errorDetails(error));
}

void LabelPanel::refreshScore() {
  score_->clear();
  suggester_->score(caption_->text());
}

void LabelPanel::save() {
  const QString text = caption_->text().trimmed();
  const std::vector<TileId> tiles = chosenTiles();
  if (text.isEmpty() || tiles.empty()) return;
  message_->clear();
  context_->labels().addCaption(tiles, text);
  caption_->clear();
}

void LabelPanel::saveAndNext() {
  save();
  Q_EMIT nextRequested();
}

/// Shift+Enter saves another caption of the same tile; the line itself makes no difference.
bool LabelPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == caption_ && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ShiftModifier)) {
      save();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void LabelPanel::takeSuggestion(int rank) {
  const auto& suggestions = suggester_->suggestions();
  if (rank < 0 || rank >= static_cast<int>(suggestions.size())) return;
  caption_->setText(QString::fromStdString(suggestions[static_cast<std::size_t>(rank)].text));
  save();
}

void LabelPanel::captionEdited(const QListWidgetItem* item) {
  if (filling_) return;
  context_->labels().editCaption(item->data(Qt::UserRole).toLongLong(), item->text());
}

void LabelPanel::removeCaptions() {
  std::vector<CaptionId> chosen;
  for (const QListWidgetItem* item : captions_->selectedItems())
    chosen.push_back(item->data(Qt::UserRole).toLongLong());
  context_->labels().removeCaptions(chosen);
}

void LabelPanel::addTag() {
  const QString name = tag_->text().trimmed();
  if (name.isEmpty()) return;
  context_->labels().addTag(context_->labels().targets(), name);
  tag_->clear();
}

void LabelPanel::focusCaption() { caption_->setFocus(Qt::ShortcutFocusReason); }

void LabelPanel::focusTag() { tag_->setFocus(Qt::ShortcutFocusReason); }

void LabelPanel::showEvent(QShowEvent* event) {
  suggester_->setActive(true);
  QWidget::showEvent(event);
}

void LabelPanel::hideEvent(QHideEvent* event) {
  suggester_->setActive(false);
  QWidget::hideEvent(event);
}

}  // namespace tilescout::ui
