#include "ui/model/model_card_dialog.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/archive/drop_content.h"
#include "ui/model/model_card_text.h"
#include "ui/model/model_controller.h"
#include "ui/support/icons.h"
#include "ui/support/plain_text.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"

namespace tilescout::ui {

ModelCardDialog::ModelCardDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  resizeFitting(this, {860, 560});
  setAcceptDrops(true);
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] { import_->setIcon(themeIcon("document-import")); });
  context_->models().refresh(context_->settings().recentArchives());
}

void ModelCardDialog::build() {
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("modelList"));
  list_->setWordWrap(true);
  text_ = new QTextBrowser(this);
  text_->setObjectName(QStringLiteral("modelText"));
  text_->setFrameShape(QFrame::NoFrame);
  text_->setOpenLinks(false);
  message_ = new QLabel(this);
  message_->setObjectName(QStringLiteral("modelMessage"));
  message_->setWordWrap(true);
  message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  for (QPushButton** button : {&switch_, &use_, &import_, &remove_, &close_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  switch_->setObjectName(QStringLiteral("modelSwitch"));
  use_->setObjectName(QStringLiteral("modelUse"));
  remove_->setObjectName(QStringLiteral("modelRemove"));
  close_->setDefault(true);
  auto* splitter = new QSplitter(this);
  splitter->addWidget(list_);
  splitter->addWidget(text_);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({260, 600});
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {import_, switch_, use_, remove_}) buttons->addWidget(button);
  buttons->addStretch(1);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(splitter, 1);
  column->addWidget(message_);
  column->addLayout(buttons);
}

void ModelCardDialog::wire() {
  ModelController* models = &context_->models();
  connect(models, &ModelController::changed, this, &ModelCardDialog::fill);
  connect(models, &ModelController::failed, this,
          [this](const UiError& error) { message_->setText(errorSentence(error) + QLatin1Char(' ') + error.message); });
  connect(models, &ModelController::downloaded, this, [this](const QString& file, const QString& sum) {
    message_->setText(tr("%1 has the SHA-256 %2.").arg(QFileInfo(file).fileName(), sum));
  });
  connect(&context_->archive(), &ArchiveController::modelChanged, this, &ModelCardDialog::fill);
  connect(&context_->archive(), &ArchiveController::archiveChanged, this, &ModelCardDialog::fill);
  connect(list_, &QListWidget::currentItemChanged, this, &ModelCardDialog::showCard);
  connect(import_, &QPushButton::clicked, this, &ModelCardDialog::importRequested);
  connect(switch_, &QPushButton::clicked, this, [this, models] {
    const ModelCard* card = current();
    if (!card) return;
    models->switchArchive(text(card->name), modelLabel(*card));
    showCard();
  });
  connect(use_, &QPushButton::clicked, this, [this, models] {
    if (const ModelCard* card = current()) models->use(text(card->name));
  });
  connect(remove_, &QPushButton::clicked, this, [this, models] {
    if (const ModelCard* card = current()) models->remove(text(card->name));
  });
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
}

void ModelCardDialog::dragEnterEvent(QDragEnterEvent* event) {
  event->setAccepted(!localPaths(*event->mimeData()).isEmpty());
}

void ModelCardDialog::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  Q_EMIT dropped(localPaths(*event->mimeData()));
}

void ModelCardDialog::retranslate() {
  setWindowTitle(tr("Models"));
  list_->setAccessibleName(tr("Models of this computer"));
  text_->setAccessibleName(tr("What the model is, and what it does not know"));
  import_->setText(tr("Import a model…"));
  switch_->setText(tr("Use for this archive"));
  switch_->setToolTip(
      tr("Embeds every tile of the open archive with this model. The present one answers until that is done; "
         "its embeddings stay, so that going back takes no new work."));
  use_->setText(tr("Use for new archives"));
  remove_->setText(tr("Remove"));
  remove_->setToolTip(tr("Removes the model's files from this computer"));
  close_->setText(tr("Close"));
  fill();
}

QString ModelCardDialog::stateOf(const ModelCard& card) const {
  const ModelController& models = context_->models();
  QStringList parts;
  const auto& answering = context_->archive().model();
  if (answering && answering->card.name == card.name) parts.append(tr("answers in this archive"));
  if (text(card.name) == models.defaultName()) parts.append(tr("for new archives"));
  const int users = static_cast<int>(models.usersOf(card.name).size());
  if (users > 0) parts.append(tr("used by %n archive(s)", nullptr, users));
  return parts.join(QStringLiteral(" · "));
}

void ModelCardDialog::fill() {
  const ModelCard* before = current();
  const auto& answering = context_->archive().model();
  const std::string wanted = before ? before->name : answering ? answering->card.name : std::string();
  list_->clear();
  for (const ModelCard& card : context_->models().models()) {
    const QString state = stateOf(card);
    auto* item =
        new QListWidgetItem(state.isEmpty() ? modelLabel(card) : modelLabel(card) + QLatin1Char('\n') + state, list_);
    item->setData(Qt::UserRole, text(card.name));
    if (card.name == wanted) list_->setCurrentItem(item);
  }
  if (!list_->currentItem() && list_->count() > 0) list_->setCurrentRow(0);
  showCard();
}

const ModelCard* ModelCardDialog::current() const {
  const QListWidgetItem* item = list_->currentItem();
  if (!item) return nullptr;
  for (const ModelCard& card : context_->models().models()) {
    if (text(card.name) == item->data(Qt::UserRole).toString()) return &card;
  }
  return nullptr;
}

void ModelCardDialog::showCard() {
  const ModelCard* card = current();
  const ArchiveController& archive = context_->archive();
  const bool answers = card && archive.model() && archive.model()->card.name == card->name;
  const bool open = archive.state() == ArchiveState::Open && !archive.isIndexing() && !context_->models().isSwitching();
  switch_->setEnabled(card && open && !answers && archive.summary().tiles > 0);
  use_->setEnabled(card && text(card->name) != context_->models().defaultName());
  remove_->setEnabled(card && !card->shipped && !answers);
  if (!card) {
    text_->setHtml(
        QStringLiteral("<p>%1</p>")
            .arg(tr("There is no model yet. Import one: a safetensors file, a checkpoint, or a folder of Hugging Face.")
                     .toHtmlEscaped()));
    return;
  }
  QString html = QStringLiteral("<h3>%1</h3>").arg(modelLabel(*card).toHtmlEscaped());
  html += ModelCardText::html(*card, answers ? text(archive.model()->device) : QString());
  const QStringList users = context_->models().usersOf(card->name);
  if (!users.isEmpty()) {
    QStringList names;
    for (const QString& file : users) names.append(QFileInfo(file).completeBaseName());
    html += QStringLiteral("<p>%1</p>")
                .arg(tr("Archives that use it: %1").arg(names.join(QStringLiteral(", "))).toHtmlEscaped());
  }
  text_->setHtml(html);
}

QString modelLabel(const ModelCard& card) {
  QString title = text(card.title.empty() ? card.name : card.title);
  if (!card.shipped) return title;
  title.remove(QStringLiteral("(shipped)"));
  return ModelCardDialog::tr("%1 (shipped, limited)").arg(title.trimmed());
}

QString modelLabel(const ArchiveController& archive) {
  if (archive.model()) return modelLabel(archive.model()->card);
  return archive.modelError() ? ModelCardDialog::tr("no model") : ModelCardDialog::tr("loading the model…");
}

}  // namespace tilescout::ui
