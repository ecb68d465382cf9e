#include "ui/label/label_import_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/backend/label_session.h"
#include "ui/label/label_formats.h"
#include "ui/label/label_row_text.h"
#include "ui/label/transfer_actions.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/path_watch.h"
#include "ui/support/plain_text.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kPauseMs = 400;
constexpr std::size_t kProblemsShown = 500;
constexpr const char* kFormats[] = {"auto", "csv", "vector", "authors", "karpathy", "coco", "folders"};

}  // namespace

LabelImportDialog::LabelImportDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  setObjectName(QStringLiteral("labelImportDialog"));
  pause_.setSingleShot(true);
  pause_.setInterval(kPauseMs);
  place_ = new PathWatch(this);
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

LabelImportDialog::~LabelImportDialog() = default;

void LabelImportDialog::build() {
  for (QLabel** label : {&pathLabel_, &formatLabel_, &templateLabel_, &state_}) *label = new QLabel(this);
  path_ = new QLineEdit(this);
  path_->setObjectName(QStringLiteral("labelImportPath"));
  template_ = new QLineEdit(text(jobs::LabelImportOptions().classTemplate), this);
  template_->setObjectName(QStringLiteral("labelImportTemplate"));
  format_ = new QComboBox(this);
  format_->setObjectName(QStringLiteral("labelImportFormat"));
  for (const char* name : kFormats) format_->addItem(QString(), QString::fromLatin1(name));
  for (QPushButton** button : {&file_, &folder_, &start_, &cancel_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  start_->setObjectName(QStringLiteral("labelImportStart"));
  start_->setDefault(true);
  rows_ = new QTreeWidget(this);
  rows_->setObjectName(QStringLiteral("labelImportRows"));
  rows_->setRootIsDecorated(false);
  rows_->setUniformRowHeights(true);
  rows_->setColumnCount(3);
  bar_ = new QProgressBar(this);
  bar_->setRange(0, 0);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(8);
  state_->setObjectName(QStringLiteral("labelImportState"));
  state_->setWordWrap(true);
  state_->setMinimumHeight(2 * state_->fontMetrics().lineSpacing());
  state_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* path = new QHBoxLayout;
  path->addWidget(path_, 1);
  path->addWidget(file_);
  path->addWidget(folder_);
  auto* form = new QFormLayout;
  form->addRow(pathLabel_, path);
  form->addRow(formatLabel_, format_);
  form->addRow(templateLabel_, template_);
  pathLabel_->setBuddy(path_);
  formatLabel_->setBuddy(format_);
  templateLabel_->setBuddy(template_);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(start_);
  buttons->addWidget(cancel_);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(state_);
  column->addWidget(bar_);
  column->addWidget(rows_, 1);
  column->addLayout(buttons);
  resize(680, 480);
}

void LabelImportDialog::wire() {
  connect(path_, &QLineEdit::textChanged, this, &LabelImportDialog::changed);
  connect(template_, &QLineEdit::textChanged, this, &LabelImportDialog::changed);
  connect(format_, &QComboBox::currentIndexChanged, this, &LabelImportDialog::changed);
  connect(&pause_, &QTimer::timeout, this, &LabelImportDialog::look);
  connect(place_, &PathWatch::changed, this,
          [this] { busy_ || report_ || error_ || pause_.isActive() ? refresh() : look(); });
  connect(file_, &QPushButton::clicked, this, [this] { browse(false); });
  connect(folder_, &QPushButton::clicked, this, [this] { browse(true); });
  connect(start_, &QPushButton::clicked, this, &LabelImportDialog::start);
  connect(cancel_, &QPushButton::clicked, this, &QDialog::close);
  connect(&context_->archive(), &ArchiveController::archiveChanged, this, &QDialog::close);
}

void LabelImportDialog::retranslate() {
  setWindowTitle(tr("Import labels"));
  pathLabel_->setText(tr("&Labels"));
  formatLabel_->setText(tr("&Format"));
  templateLabel_->setText(tr("&Sentence of a class"));
  template_->setToolTip(tr("What a class name becomes as a caption, {} being the name"));
  path_->setAccessibleName(tr("File or folder with labels"));
  path_->setPlaceholderText(tr("A CSV, JSON, GeoJSON or GeoPackage file, or a folder"));
  format_->setAccessibleName(tr("Format"));
  template_->setAccessibleName(tr("Sentence of a class"));
  file_->setText(tr("F&ile…"));
  folder_->setText(tr("F&older…"));
  start_->setText(tr("I&mport"));
  cancel_->setText(tr("Cancel"));
  rows_->setHeaderLabels({tr("Row"), tr("Scene"), tr("Caption or problem")});
  rows_->setAccessibleName(tr("Rows of the file"));
  for (int i = 0; i < format_->count(); ++i) format_->setItemText(i, labelFormatName(format_->itemData(i).toString()));
  if (report_) showRows(*report_);
  refresh();
}

void LabelImportDialog::setPath(const QString& path) {
  path_->setText(QDir::toNativeSeparators(path));
  pause_.stop();
  look();
}

void LabelImportDialog::browse(bool folder) {
  const QString from = context_->settings().lastFolder();
  const QString filter = tr("Labels (*.csv *.json *.geojson *.gpkg *.shp *.kml);;All files (*)");
  const QString chosen = folder ? QFileDialog::getExistingDirectory(this, tr("Folder with labels"), from)
                                : QFileDialog::getOpenFileName(this, tr("File with labels"), from, filter);
  if (chosen.isEmpty()) return;
  context_->settings().setLastFolder(QFileInfo(chosen).absolutePath());
  setPath(chosen);
}

jobs::LabelImportOptions LabelImportDialog::options() const {
  jobs::LabelImportOptions options;
  options.path = QDir::fromNativeSeparators(path_->text().trimmed()).toStdString();
  options.format = format_->currentData().toString().toStdString();
  if (!template_->text().trimmed().isEmpty()) options.classTemplate = template_->text().trimmed().toStdString();
  return options;
}

void LabelImportDialog::changed() {
  calls_.drop();
  busy_ = false;
  report_.reset();
  error_.reset();
  rows_->clear();
  pause_.start();
  refresh();
}

void LabelImportDialog::look() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  jobs::LabelImportOptions wanted = options();
  place_->ask(text(wanted.path.string()));
  if (!session || !place_->facts() || !place_->facts()->exists()) return refresh();
  wanted.preview = true;
  calls_.drop();
  busy_ = true;
  refresh();
  calls_.call(
      [session, wanted](const std::stop_token& stop) {
        JobContext job(stop);
        return session->labels().importLabels(wanted, job);
      },
      [this](const jobs::LabelImportReport& report) {
        busy_ = false;
        report_ = report;
        showRows(report);
        refresh();
      },
      [this](const UiError& error) {
        busy_ = false;
        error_ = error;
        refresh();
      });
}

void LabelImportDialog::showRows(const jobs::LabelImportReport& report) {
  rows_->clear();
  for (const jobs::LabelSample& sample : report.samples) {
    auto* row = new QTreeWidgetItem(rows_, {labelRowText(sample.row), text(sample.scene), text(sample.text)});
    row->setIcon(0, themeIcon("dialog-ok"));
    row->setToolTip(2, text(sample.text));
  }
  if (report.captions > static_cast<std::int64_t>(report.samples.size())) {
    const auto more = static_cast<int>(report.captions) - static_cast<int>(report.samples.size());
    new QTreeWidgetItem(rows_, {QStringLiteral("…"), QString(), tr("and %n more caption(s)", nullptr, more)});
  }
  for (std::size_t i = 0; i < std::min(report.problems.size(), kProblemsShown); ++i) {
    const jobs::LabelRowProblem& problem = report.problems[i];
    const QString why = labelRowProblem(problem.problem);
    auto* row = new QTreeWidgetItem(rows_, {labelRowText(problem.row), QString(), why});
    row->setIcon(0, themeIcon("dialog-warning"));
    row->setToolTip(0, text(problem.subject));
    row->setToolTip(2, why);
  }
  rows_->header()->setStretchLastSection(true);
  rows_->resizeColumnToContents(0);
  rows_->setColumnWidth(1, 200);
}

QString LabelImportDialog::stateText() const {
  if (busy_) return tr("Looking at what is in it…");
  if (error_) return errorSentence(*error_) + QLatin1Char('\n') + errorDetails(*error_);
  if (path_->text().trimmed().isEmpty()) return tr("Choose a file or folder: what it holds is shown before it is taken.");
  if (place_->path() != text(options().path.string())) return {};  // looked at after a pause
  if (!place_->facts()) return place_->waitingText();
  if (!place_->facts()->exists()) return tr("There is no such file.");
  if (!report_) return {};
  QString said = tr("%1: %2 of %3 rows fit tiles of this archive.")
                     .arg(labelFormatName(text(report_->format)), formatCount(report_->matched),
                          formatCount(report_->rows));
  said += QLatin1Char(' ');
  if (report_->captions == 0 && report_->tags == 0) {
    said += report_->matched > 0 ? tr("All of them are in the archive already.") : tr("There is nothing to import.");
  } else {
    said += tr("New: %1 captions and %2 tags, on %3 tiles.")
                .arg(formatCount(report_->captions), formatCount(report_->tags), formatCount(report_->tiles));
  }
  const auto problems = static_cast<int>(report_->problems.size());
  if (problems > 0) said += QLatin1Char(' ') + tr("%n row(s) cannot be used and will be left out.", nullptr, problems);
  return said;
}

void LabelImportDialog::refresh() {
  bar_->setVisible(busy_);
  start_->setEnabled(report_ && (report_->captions > 0 || report_->tags > 0));
  state_->setText(stateText());
}

void LabelImportDialog::start() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || !report_) return;
  const jobs::LabelImportOptions wanted = options();
  const QString name = QFileInfo(text(wanted.path.string())).fileName();
  Job* job =
      context_->jobs().add(std::make_unique<Job>(TransferJobs::import(name), [session, wanted](JobContext& context) {
        return TransferJobs::outcomeOf(session->labels().importLabels(wanted, context));
      }));
  connect(job, &Job::finished, &context_->labels(), &LabelController::refresh);
  close();
}

}  // namespace tilescout::ui
