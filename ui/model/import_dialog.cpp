#include "ui/model/import_dialog.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/model/known_models.h"
#include "ui/model/model_controller.h"
#include "ui/support/icons.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

ImportDialog::ImportDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  tabs_ = new QTabWidget(this);
  tabs_->setObjectName(QStringLiteral("importTabs"));
  question_ = new QLabel(this);
  question_->setObjectName(QStringLiteral("importQuestion"));
  question_->setWordWrap(true);
  question_->hide();
  place_ = new PathWatch(this);
  tabs_->addTab(buildLocal(), QString());
  tabs_->addTab(buildNetwork(), QString());
  start_ = new QPushButton(this);
  start_->setObjectName(QStringLiteral("importStart"));
  start_->setDefault(true);
  cancel_ = new QPushButton(this);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(start_);
  buttons->addWidget(cancel_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(question_);
  column->addWidget(tabs_, 1);
  column->addLayout(buttons);
  resize(620, sizeHint().height());
  setAcceptDrops(true);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

QWidget* ImportDialog::pathRow(QLineEdit* line, QPushButton* file, QPushButton* folder) {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(line, 1);
  layout->addWidget(file);
  if (folder) layout->addWidget(folder);
  return row;
}

QLabel* ImportDialog::addRow(QFormLayout* form, QWidget* row, QWidget* field) {
  names_.append(new QLabel(this));
  names_.last()->setBuddy(field);
  form->addRow(names_.last(), row);
  return names_.last();
}

QWidget* ImportDialog::buildLocal() {
  for (QLineEdit** line : {&path_, &adapter_, &tokenizer_}) *line = new QLineEdit(this);
  for (QPushButton** button : {&file_, &folder_, &adapterFile_, &tokenizerFile_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  path_->setObjectName(QStringLiteral("importPath"));
  adapter_->setObjectName(QStringLiteral("importAdapter"));
  tokenizer_->setObjectName(QStringLiteral("importTokenizer"));
  activation_ = new QComboBox(this);
  activation_->setObjectName(QStringLiteral("importActivation"));
  auto* page = new QWidget(this);
  auto* form = new QFormLayout(page);
  addRow(form, pathRow(path_, file_, folder_), path_);
  addRow(form, activation_, activation_);
  addRow(form, pathRow(tokenizer_, tokenizerFile_, nullptr), tokenizer_);
  addRow(form, pathRow(adapter_, adapterFile_, nullptr), adapter_);
  return page;
}

QWidget* ImportDialog::buildNetwork() {
  for (QLineEdit** line : {&url_, &sum_, &vocabulary_}) *line = new QLineEdit(this);
  url_->setObjectName(QStringLiteral("importUrl"));
  sum_->setObjectName(QStringLiteral("importSum"));
  sum_->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9a-fA-F]{0,64}")), sum_));
  known_ = new QComboBox(this);
  known_->setObjectName(QStringLiteral("importKnown"));
  networkActivation_ = new QComboBox(this);
  source_ = new QLabel(this);
  source_->setWordWrap(true);
  source_->setOpenExternalLinks(true);
  source_->setMinimumHeight(2 * source_->fontMetrics().lineSpacing());  // filled after the dialog has its size
  source_->setAlignment(Qt::AlignTop);
  auto* page = new QWidget(this);
  auto* form = new QFormLayout(page);
  addRow(form, known_, known_);
  addRow(form, url_, url_);
  addRow(form, sum_, sum_);
  addRow(form, networkActivation_, networkActivation_);
  addRow(form, vocabulary_, vocabulary_);
  form->addRow(source_);
  return page;
}

void ImportDialog::wire() {
  connect(file_, &QPushButton::clicked, this, [this] { choose(path_, false); });
  connect(folder_, &QPushButton::clicked, this, [this] { choose(path_, true); });
  connect(adapterFile_, &QPushButton::clicked, this, [this] { choose(adapter_, false); });
  connect(tokenizerFile_, &QPushButton::clicked, this, [this] { choose(tokenizer_, false); });
  connect(known_, &QComboBox::activated, this, &ImportDialog::showKnown);
  connect(tabs_, &QTabWidget::currentChanged, this, &ImportDialog::refresh);
  for (QLineEdit* line : {path_, url_, sum_}) connect(line, &QLineEdit::textChanged, this, &ImportDialog::refresh);
  connect(activation_, &QComboBox::currentIndexChanged, this, &ImportDialog::refresh);
  connect(start_, &QPushButton::clicked, this, &ImportDialog::start);
  connect(cancel_, &QPushButton::clicked, this, &QDialog::close);
  connect(place_, &PathWatch::changed, this, &ImportDialog::refresh);
  for (QLineEdit* line : {path_, adapter_, tokenizer_, url_, vocabulary_}) line->installEventFilter(this);
}

void ImportDialog::retranslate() {
  setWindowTitle(tr("Import a model"));
  tabs_->setTabText(0, tr("From this computer"));
  tabs_->setTabText(1, tr("From the network"));
  const QStringList names = {tr("&Weights"),  tr("&Activation"),   tr("&Vocabulary"),
                             tr("A&dapters"), tr("&Known models"), tr("Add&ress"),
                             tr("&SHA-256"),  tr("Act&ivation"),   tr("V&ocabulary")};
  for (qsizetype row = 0; row < names.size(); ++row) {
    names_[row]->setText(names[row]);
    QString plain = names[row];
    names_[row]->buddy()->setAccessibleName(plain.remove(QRegularExpression(QStringLiteral("\\(&.\\)|&"))));
  }
  path_->setPlaceholderText(tr("A safetensors file, a checkpoint, or a folder of Hugging Face"));
  adapter_->setPlaceholderText(tr("None; or a file with HarMA adapters to put on the weights"));
  tokenizer_->setPlaceholderText(tr("Found beside the weights; or bpe_simple_vocab_16e6.txt.gz"));
  sum_->setPlaceholderText(tr("Not stated by the source; then the file's own is shown"));
  file_->setText(tr("File…"));
  folder_->setText(tr("Folder…"));
  adapterFile_->setText(tr("File…"));
  tokenizerFile_->setText(tr("File…"));
  cancel_->setText(tr("Cancel"));
  question_->setText(
      tr("These weights do not say with which activation function they were trained. A wrong choice loads "
         "without complaint and answers badly: choose by where the weights come from."));
  for (QComboBox* box : {activation_, networkActivation_}) fillActivations(box);
  const int before = std::max(0, known_->currentIndex());
  known_->clear();
  known_->addItem(tr("Another address"));
  for (const KnownModel& model : knownModels()) known_->addItem(model.title);
  known_->setCurrentIndex(before);
  if (before == 0 && vocabulary_->text().isEmpty()) vocabulary_->setText(clipVocabularyUrl());
  refresh();
}

void ImportDialog::fillActivations(QComboBox* box) {
  const QString chosen = box->currentData().toString();
  box->clear();
  box->addItem(tr("As the weights say"), QString());
  box->addItem(tr("QuickGELU: OpenAI's, and what was made from them (RemoteCLIP, GeoRSCLIP, HarMA)"),
               QStringLiteral("quickgelu"));
  box->addItem(tr("GELU: LAION's (OpenCLIP)"), QStringLiteral("gelu"));
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  box->setMinimumWidth(box->sizeHint().width());  // Qt keeps the minimum of the empty box
  box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

void ImportDialog::setFile(const QString& path) {
  tabs_->setCurrentIndex(0);
  path_->setText(path);
}

void ImportDialog::askActivation(const QString& path, const QString& adapter, const QString& tokenizer) {
  setFile(path);
  adapter_->setText(adapter);
  tokenizer_->setText(tokenizer);
  question_->show();
  activation_->setFocus();
  refresh();
}

void ImportDialog::showKnown() {
  const int index = known_->currentIndex() - 1;
  if (index < 0) return;
  const KnownModel model = knownModels()[static_cast<std::size_t>(index)];
  url_->setText(model.file);
  sum_->setText(model.sha256);
  networkActivation_->setCurrentIndex(networkActivation_->findData(model.activation));
  vocabulary_->setText(clipVocabularyUrl());
  const QString link = QStringLiteral("<a href=\"%1\">%1</a>").arg(model.page.toHtmlEscaped());
  source_->setText(model.file.isEmpty() ? tr("Choose a checkpoint on its page and paste the address here: %1").arg(link)
                                        : tr("Source: %1. Read its terms before you use the model.").arg(link));
}

void ImportDialog::refresh() {
  const bool network = tabs_->currentIndex() == 1;
  start_->setText(network ? tr("Load and import") : tr("Import"));
  const QUrl url(url_->text().trimmed());
  const bool sumFits = sum_->text().isEmpty() || sum_->text().size() == 64;
  const bool answered = question_->isHidden() || !activation_->currentData().toString().isEmpty();
  place_->ask(path_->text().trimmed());
  start_->setToolTip(network ? QString() : place_->waitingText());
  start_->setEnabled(network ? url.isValid() && url.scheme().startsWith(QLatin1String("http")) &&
                                   !url.fileName().isEmpty() && sumFits
                             : answered && place_->facts() && place_->facts()->exists());
}

void ImportDialog::start() {
  if (tabs_->currentIndex() == 1) {
    context_->models().download(QUrl(url_->text().trimmed()), sum_->text(), QUrl(vocabulary_->text().trimmed()),
                                networkActivation_->currentData().toString());
  } else {
    jobs::ImportOptions options;
    options.path = path_->text().trimmed().toStdString();
    options.adapter = adapter_->text().trimmed().toStdString();
    options.tokenizer = tokenizer_->text().trimmed().toStdString();
    options.activation = activation_->currentData().toString().toStdString();
    context_->models().import(options);
  }
  close();
}

void ImportDialog::choose(QLineEdit* line, bool folder) {
  const QString from = context_->settings().lastFolder();
  const QString chosen = folder ? QFileDialog::getExistingDirectory(this, tr("Import a model"), from)
                                : QFileDialog::getOpenFileName(this, tr("Import a model"), from);
  if (chosen.isEmpty()) return;
  context_->settings().setLastFolder(QFileInfo(chosen).absolutePath());
  line->setText(chosen);
}

/// A line would take "file:///…" as it is written.
bool ImportDialog::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
    return QDialog::eventFilter(watched, event);
  auto* drop = static_cast<QDropEvent*>(event);  // what all three are
  const QList<QUrl> urls = drop->mimeData()->urls();
  if (urls.isEmpty()) return QDialog::eventFilter(watched, event);
  drop->acceptProposedAction();
  auto* line = static_cast<QLineEdit*>(watched);
  if (type == QEvent::Drop) line->setText(urls[0].isLocalFile() ? urls[0].toLocalFile() : urls[0].toString());
  return true;
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event) { event->setAccepted(event->mimeData()->hasUrls()); }

void ImportDialog::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  if (event->mimeData()->hasUrls()) take(event->mimeData()->urls().value(0));
}

void ImportDialog::take(const QUrl& dropped) {
  if (dropped.isLocalFile()) {
    setFile(dropped.toLocalFile());
  } else {
    tabs_->setCurrentIndex(1);
    url_->setText(dropped.toString());
  }
}

}  // namespace tilescout::ui
