#include "ui/label/label_export_dialog.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/backend/label_session.h"
#include "ui/label/label_formats.h"
#include "ui/label/transfer_actions.h"
#include "ui/support/format.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

LabelExportDialog::LabelExportDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  setObjectName(QStringLiteral("labelExportDialog"));
  place_ = new PathWatch(this);
  build();
  connect(place_, &PathWatch::changed, this, &LabelExportDialog::refresh);
  connect(format_, &QComboBox::currentIndexChanged, this, &LabelExportDialog::formatChanged);
  connect(target_, &QLineEdit::textEdited, this, [this] {
    ownTarget_ = true;
    refresh();
  });
  connect(browse_, &QPushButton::clicked, this, &LabelExportDialog::browse);
  connect(start_, &QPushButton::clicked, this, &LabelExportDialog::start);
  connect(cancel_, &QPushButton::clicked, this, &QDialog::close);
  connect(&context->labels(), &LabelController::labelsChanged, this, &LabelExportDialog::refresh);
  connect(&context->archive(), &ArchiveController::archiveChanged, this, &QDialog::close);
  onLanguageChange(this, [this] { retranslate(); });
}

void LabelExportDialog::build() {
  for (QLabel** label : {&counts_, &formatLabel_, &about_, &targetLabel_, &problem_}) *label = new QLabel(this);
  for (QLabel* label : {counts_, about_, problem_}) label->setWordWrap(true);
  counts_->setObjectName(QStringLiteral("labelExportCounts"));
  about_->setForegroundRole(QPalette::PlaceholderText);
  about_->setMinimumHeight(about_->fontMetrics().lineSpacing() * 2);
  about_->setAlignment(Qt::AlignTop);
  format_ = new QComboBox(this);
  format_->setObjectName(QStringLiteral("labelExportFormat"));
  for (const QString& name : labelFormats()) format_->addItem(QString(), name);
  target_ = new QLineEdit(this);
  target_->setObjectName(QStringLiteral("labelExportTarget"));
  target_->setMinimumWidth(360);
  for (QPushButton** button : {&browse_, &start_, &cancel_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  start_->setObjectName(QStringLiteral("labelExportStart"));
  start_->setDefault(true);
  auto* place = new QHBoxLayout;
  place->addWidget(target_, 1);
  place->addWidget(browse_);
  auto* form = new QFormLayout;
  form->addRow(formatLabel_, format_);
  form->addRow(QString(), about_);
  form->addRow(targetLabel_, place);
  form->addRow(QString(), problem_);
  formatLabel_->setBuddy(format_);
  targetLabel_->setBuddy(target_);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(start_);
  buttons->addWidget(cancel_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(counts_);
  column->addLayout(form);
  column->addStretch(1);
  column->addLayout(buttons);
}

void LabelExportDialog::retranslate() {
  setWindowTitle(tr("Export labels"));
  formatLabel_->setText(tr("&Format"));
  targetLabel_->setText(tr("&Save to"));
  format_->setAccessibleName(tr("Format"));
  target_->setAccessibleName(tr("File or new folder for the labels"));
  browse_->setText(tr("&Choose…"));
  start_->setText(tr("&Export"));
  cancel_->setText(tr("Cancel"));
  for (int i = 0; i < format_->count(); ++i) format_->setItemText(i, labelFormatName(format_->itemData(i).toString()));
  formatChanged();
}

QString LabelExportDialog::format() const { return format_->currentData().toString(); }

QString LabelExportDialog::target() const { return QDir::fromNativeSeparators(target_->text().trimmed()); }

void LabelExportDialog::setFormat(const QString& format) { format_->setCurrentIndex(format_->findData(format)); }

void LabelExportDialog::setTarget(const QString& path) {
  ownTarget_ = true;
  target_->setText(QDir::toNativeSeparators(path));
  refresh();
}

void LabelExportDialog::formatChanged() {
  about_->setText(labelFormatAbout(format()));
  const QFileInfo now(target());
  const QString name = QFileInfo(context_->archive().file()).completeBaseName() + QStringLiteral("-labels");
  const QString base = ownTarget_ ? QStringLiteral("%1/%2").arg(now.path(), now.completeBaseName())
                                  : QStringLiteral("%1/%2").arg(context_->settings().lastFolder(), name);
  const QString ending = labelFormatEnding(format());
  target_->setText(QDir::toNativeSeparators(ending.isEmpty() ? base : base + QLatin1Char('.') + ending));
  refresh();
}

void LabelExportDialog::browse() {
  const QString ending = labelFormatEnding(format());
  const QString filter = ending.isEmpty() ? QString() : QStringLiteral("*.%1").arg(ending);
  const QString chosen = QFileDialog::getSaveFileName(this, tr("Export labels"), target(), filter, nullptr,
                                                      ending.isEmpty() ? QFileDialog::ShowDirsOnly
                                                                       : QFileDialog::DontConfirmOverwrite);
  if (!chosen.isEmpty()) setTarget(chosen);
}

void LabelExportDialog::refresh() {
  const LabelCounts& counts = context_->labels().counts();
  const bool any = counts.captions - counts.orphans > 0 || counts.taggedTiles > 0;
  counts_->setText(any ? tr("%1 captions on %2 tiles; %3 tiles have tags.")
                             .arg(formatCount(counts.captions), formatCount(counts.labelledTiles),
                                  formatCount(counts.taggedTiles))
                       : tr("There are no labels yet. Give tiles captions or tags first."));
  const QFileInfo info(target());
  const bool named = !target().isEmpty() && !info.fileName().isEmpty();
  place_->ask(target());
  const bool known = place_->facts().has_value();
  const PathFacts there = place_->facts().value_or(PathFacts());
  const bool folder = labelFormatEnding(format()).isEmpty();
  const bool taken = folder && there.exists() && !(there.folder && !there.filled);
  problem_->setText(!named          ? tr("Name a file.")
                    : !known        ? place_->waitingText()
                    : !there.parent ? tr("The folder %1 does not exist.").arg(QDir::toNativeSeparators(info.path()))
                    : taken         ? tr("This folder exists. Name a new one.")
                    : !folder && there.file ? tr("The file exists and will be replaced.")
                                            : QString());
  start_->setEnabled(any && named && known && there.parent && !taken);
}

void LabelExportDialog::start() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session) return;
  const QString file = target();
  context_->settings().setLastFolder(QFileInfo(file).absolutePath());
  const bool vector = format() == QLatin1String("geojson") || format() == QLatin1String("gpkg");
  Job* job = context_->jobs().add(std::make_unique<Job>(
      TransferJobs::write(file), [session, format = vector ? std::string("vector") : format().toStdString(),
                                  path = file.toStdString()](JobContext& context) {
        return TransferJobs::outcomeOf(session->labels().exportLabels(format, path, context));
      }));
  connect(job, &Job::followUpRequested, job, [file] {
    const QFileInfo info(file);
    QDesktopServices::openUrl(QUrl::fromLocalFile(info.isDir() ? file : info.path()));
  });
  close();
}

}  // namespace tilescout::ui
