#include "ui/export/open_with_dialog.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

const QString kKept = QStringLiteral("openWith");

/// Of what the desktop calls a GeoTIFF, the most precise first.
QStringList mimeTypes() { return {QStringLiteral("image/tiff"), QStringLiteral("image/geotiff")}; }

QStringList asSetting(const DesktopProgram& program) { return {program.id, program.name, program.icon, program.exec}; }

/// Nothing kept: an empty id.
DesktopProgram keptProgram(AppContext* context) {
  const QStringList kept = context->settings().view(kKept).toStringList();
  return kept.size() == 4 ? DesktopProgram{kept[0], kept[1], kept[2], kept[3]} : DesktopProgram();
}

bool start(const DesktopProgram& program, const QString& file) {
  QStringList command = commandFor(program, file);
  if (command.isEmpty()) return false;
  const QString executable = command.takeFirst();
  return QProcess::startDetached(executable, command, QFileInfo(file).path());
}

bool openWithSystem(const QString& file) { return QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }

}  // namespace

OpenWithDialog::OpenWithDialog(AppContext* context, const QString& file, QWidget* parent)
    : QDialog(parent), context_(context), file_(file) {
  setObjectName(QStringLiteral("openWithDialog"));
  build();
  connect(other_, &QPushButton::clicked, this, &OpenWithDialog::chooseOther);
  connect(open_, &QPushButton::clicked, this, &OpenWithDialog::openFile);
  connect(cancel_, &QPushButton::clicked, this, &QDialog::close);
  connect(list_, &QListWidget::itemActivated, this, &OpenWithDialog::openFile);
  connect(list_, &QListWidget::currentRowChanged, this, [this](int row) { open_->setEnabled(row >= 0); });
  onLanguageChange(this, [this] { retranslate(); });
  calls_.call(
      [language = context->language().current(),
       folders = QStandardPaths::standardLocations(QStandardPaths::ApplicationsLocation),
       lists = associationFiles()](const std::stop_token&) {
        return programsFor(mimeTypes(), language, folders, associationsOf(mimeTypes(), lists));
      },
      [this](const std::vector<DesktopProgram>& programs) { showPrograms(programs); });
}

OpenWithDialog::~OpenWithDialog() = default;

void OpenWithDialog::build() {
  question_ = new QLabel(this);
  question_->setWordWrap(true);
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("openWithPrograms"));
  list_->setIconSize({24, 24});
  new QListWidgetItem(list_);
  list_->setCurrentRow(0);
  keep_ = new QCheckBox(this);
  keep_->setObjectName(QStringLiteral("openWithKeep"));
  keep_->setChecked(true);
  trouble_ = new QLabel(this);
  trouble_->setObjectName(QStringLiteral("openWithTrouble"));
  trouble_->setWordWrap(true);
  trouble_->hide();
  for (QPushButton** button : {&other_, &open_, &cancel_}) *button = new QPushButton(this);
  other_->setAutoDefault(false);
  cancel_->setAutoDefault(false);
  open_->setObjectName(QStringLiteral("openWithOpen"));
  open_->setDefault(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(other_);
  buttons->addStretch(1);
  buttons->addWidget(open_);
  buttons->addWidget(cancel_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(question_);
  column->addWidget(list_, 1);
  column->addWidget(keep_);
  column->addWidget(trouble_);
  column->addLayout(buttons);
  resize(420, 360);
}

void OpenWithDialog::retranslate() {
  setWindowTitle(tr("Open the scene with"));
  question_->setText(tr("Which program should open %1?").arg(QFileInfo(file_).fileName()));
  list_->setAccessibleName(tr("Programs that open GeoTIFFs"));
  list_->item(0)->setText(tr("The system's own program for it"));
  list_->item(0)->setIcon(themeIcon("document-open"));
  keep_->setText(tr("&Keep for scenes opened from now on"));
  other_->setText(tr("Other &program…"));
  other_->setToolTip(tr("Choose any program on this computer"));
  open_->setText(tr("&Open"));
  cancel_->setText(tr("Cancel"));
}

void OpenWithDialog::showPrograms(const std::vector<DesktopProgram>& programs) {
  const DesktopProgram kept = keptProgram(context_);
  for (const DesktopProgram& program : programs) {
    add(program);
    if (program.id == kept.id) list_->setCurrentRow(list_->count() - 1);
  }
  if (kept.id.isEmpty() || list_->currentRow() > 0) {
    // QGIS, where it is there, is what a scene is most likely opened with.
    if (kept.id.isEmpty() && !programs.empty() && programs.front().id.contains(QLatin1String("qgis")))
      list_->setCurrentRow(1);
    return;
  }
  add(kept);  // chosen by its path, or gone from the desktop's list since
  list_->setCurrentRow(list_->count() - 1);
}

void OpenWithDialog::add(const DesktopProgram& program) {
  programs_.push_back(program);
  const QIcon icon = QFileInfo(program.icon).isAbsolute() ? QIcon(program.icon)
                                                          : QIcon::fromTheme(program.icon, themeIcon("document-open"));
  auto* item = new QListWidgetItem(icon, program.name, list_);
  item->setToolTip(program.exec.isEmpty() ? QDir::toNativeSeparators(program.id) : program.exec);
}

void OpenWithDialog::chooseOther() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Program"), QStringLiteral("/usr/bin"));
  if (file.isEmpty()) return;
  add({file, QFileInfo(file).fileName(), QString(), QString()});
  list_->setCurrentRow(list_->count() - 1);
}

void OpenWithDialog::openFile() {
  const int row = list_->currentRow();
  if (row < 0) return;
  const DesktopProgram program = row == 0 ? DesktopProgram() : programs_[static_cast<std::size_t>(row - 1)];
  if (!(row == 0 ? openWithSystem(file_) : start(program, file_))) {
    trouble_->setText(tr("%1 could not be started. Choose another program.").arg(list_->item(row)->text()));
    trouble_->show();
    return;
  }
  if (keep_->isChecked()) context_->settings().setView(kKept, row == 0 ? QStringList() : asSetting(program));
  accept();
}

bool OpenWithDialog::openAsKept(AppContext* context, const QString& file) {
  const DesktopProgram kept = keptProgram(context);
  return kept.id.isEmpty() ? openWithSystem(file) : start(kept, file);
}

}  // namespace tilescout::ui
