#include "ui/search/tile_notes.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/label/caption_suggester.h"
#include "ui/label/label_controller.h"
#include "ui/label/word_line_edit.h"
#include "ui/search/other_dates.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

TileNotes::TileNotes(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  suggester_ = new CaptionSuggester(&context->archive(), &context->labels(), &context->selection(), this);
  build();
  LabelController* labels = &context->labels();
  connect(labels, &LabelController::tileChanged, this, &TileNotes::showLabels);
  connect(labels, &LabelController::labelsChanged, this, &TileNotes::showLabels);
  connect(&context->currentTile(), &CurrentTile::changed, this, &TileNotes::showPlace);
  connect(&context->archive(), &ArchiveController::archiveChanged, this, &TileNotes::showPlace);
  connect(suggester_, &CaptionSuggester::changed, this, &TileNotes::showTexts);
  connect(line_, &QLineEdit::returnPressed, this, &TileNotes::addCaption);
  connect(texts_, &QTreeWidget::itemActivated, this,
          [this](const QTreeWidgetItem* item) { Q_EMIT textChosen(item->data(0, Qt::UserRole).toString()); });
  connect(dates_, &OtherDates::chosen, this, &TileNotes::datesRequested);
  onLanguageChange(this, [this] { retranslate(); });
}

TileNotes::~TileNotes() = default;

void TileNotes::build() {
  const auto title = [this] {
    auto* label = new QLabel(this);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
  };
  captionsTitle_ = title();
  captions_ = new QLabel(this);
  captions_->setObjectName(QStringLiteral("detailsCaptions"));
  captions_->setTextFormat(Qt::PlainText);
  captions_->setWordWrap(true);
  captions_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  captions_->setMinimumWidth(1);
  line_ = new WordLineEdit(this);
  line_->setObjectName(QStringLiteral("detailsAddCaption"));
  line_->setMaxLength(1000);
  textsTitle_ = title();
  texts_ = new QTreeWidget(this);
  texts_->setObjectName(QStringLiteral("detailsTexts"));
  texts_->setHeaderHidden(true);
  texts_->setRootIsDecorated(false);
  texts_->setUniformRowHeights(true);
  texts_->setColumnCount(2);
  texts_->header()->setStretchLastSection(false);
  texts_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  texts_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  texts_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  texts_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // The texts come later: into a place that is there before them.
  texts_->setFixedHeight(CaptionSuggester::kMost * (texts_->fontMetrics().height() + 4) + 4);
  datesTitle_ = title();
  dates_ = new OtherDates(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  for (QWidget* part : {static_cast<QWidget*>(captionsTitle_), static_cast<QWidget*>(captions_),
                        static_cast<QWidget*>(line_), static_cast<QWidget*>(textsTitle_), static_cast<QWidget*>(texts_),
                        static_cast<QWidget*>(datesTitle_), static_cast<QWidget*>(dates_)})
    column->addWidget(part);
}

void TileNotes::retranslate() {
  captionsTitle_->setText(tr("Captions and tags"));
  line_->setPlaceholderText(tr("Add a caption"));
  line_->setAccessibleName(tr("New caption of this tile"));
  line_->setToolTip(tr("Enter adds it to this tile alone; Ctrl+Z takes it back"));
  textsTitle_->setText(tr("Texts that fit"));
  texts_->setAccessibleName(tr("Texts that fit the tile, with their scores"));
  texts_->setToolTip(
      tr("As the model sees it: usual classes and the archive's captions. Enter or a double click "
         "searches for one."));
  datesTitle_->setText(tr("The same place on other dates"));
  showLabels();
}

void TileNotes::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  suggester_->setActive(true);
}

void TileNotes::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  suggester_->setActive(false);
}

void TileNotes::showLabels() {
  const LabelController& labels = context_->labels();
  QStringList lines, tags;
  for (const Caption& caption : labels.captions()) lines.append(QString::fromStdString(caption.text));
  for (const TileSet& tag : labels.tileTags()) tags.append(QString::fromStdString(tag.name));
  if (!tags.isEmpty()) lines.append(tr("Tags: %1").arg(tags.join(QStringLiteral(", "))));
  captions_->setText(lines.isEmpty() ? tr("None yet") : lines.join(QLatin1Char('\n')));
  captions_->setForegroundRole(lines.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
  line_->setEnabled(labels.isReady() && context_->selection().current() != 0);
  QStringList texts;
  for (const LabelCount& own : labels.counts().texts) texts.append(QString::fromStdString(own.name));
  line_->setWords(WordLineEdit::wordsOf(texts));
}

void TileNotes::showTexts() {
  texts_->clear();
  for (const TextMatch& match : suggester_->suggestions()) {
    const QString text = QString::fromStdString(match.text);
    auto* item = new QTreeWidgetItem(texts_, {text, formatScore(match.score)});
    item->setData(0, Qt::UserRole, text);
    item->setToolTip(0, text);
    item->setForeground(1, palette().placeholderText());
  }
}

void TileNotes::showPlace() {
  const Hit* hit = context_->currentTile().hit();
  dates_->setHit(context_->archive().session(), hit ? std::optional(*hit) : std::nullopt);
}

void TileNotes::addCaption() {
  const TileId tile = context_->selection().current();
  const QString text = line_->text().simplified();
  if (tile == 0 || text.isEmpty()) return;
  context_->labels().addCaption({tile}, text);
  line_->clear();
}

}  // namespace tilescout::ui
