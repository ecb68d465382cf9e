#include "ui/settings/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "base/error.h"
#include "ui/app_context.h"
#include "ui/label/label_copies.h"
#include "ui/settings/picture_place_row.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

/// Fills anew with (text, value) and keeps what was chosen. A value that is not offered any more stays visible.
void fill(QComboBox* box, const QList<QPair<QString, QString>>& choices, const QString& chosen) {
  const QSignalBlocker quiet(box);
  box->clear();
  for (const auto& [text, value] : choices) box->addItem(text, value);
  if (box->findData(chosen) < 0) box->addItem(chosen, chosen);
  box->setCurrentIndex(box->findData(chosen));
}

}  // namespace

SettingsDialog::SettingsDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  build();
  const Settings& settings = context->settings();
  threads_->setValue(settings.threads());
  cache_->setValue(settings.cacheMegabytes());
  draw_->setChecked(settings.picturesWhileIndexing());
  copies_->setValue(LabelCopies::minutes(*context));
  archives_->setText(QDir::toNativeSeparators(settings.archivesFolder()));
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    browse_->setIcon(themeIcon("document-open-folder"));
    openData_->setIcon(themeIcon("document-open-folder"));
  });
  findDevices();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addRow(QFormLayout* form, QWidget* field) {
  names_.append(new QLabel(this));
  names_.last()->setBuddy(field);
  form->addRow(names_.last(), field);
}

void SettingsDialog::build() {
  for (QComboBox** box : {&language_, &theme_, &device_, &precision_, &plot_}) *box = new QComboBox(this);
  language_->setObjectName(QStringLiteral("settingsLanguage"));
  theme_->setObjectName(QStringLiteral("settingsTheme"));
  device_->setObjectName(QStringLiteral("settingsDevice"));
  precision_->setObjectName(QStringLiteral("settingsPrecision"));
  plot_->setObjectName(QStringLiteral("settingsPlot"));
  threads_ = new QSpinBox(this);
  threads_->setObjectName(QStringLiteral("settingsThreads"));
  threads_->setRange(0, 1024);
  cache_ = new QSpinBox(this);
  cache_->setObjectName(QStringLiteral("settingsCache"));
  cache_->setRange(64, 1 << 20);
  cache_->setSingleStep(256);
  draw_ = new QCheckBox(this);
  draw_->setObjectName(QStringLiteral("settingsDrawPictures"));
  pictures_ = new PicturePlaceRow(context_, this);
  copies_ = new QSpinBox(this);
  copies_->setObjectName(QStringLiteral("settingsLabelCopies"));
  copies_->setRange(0, 1440);
  archives_ = new QLineEdit(this);
  archives_->setObjectName(QStringLiteral("settingsArchives"));
  browse_ = new QPushButton(this);
  openData_ = new QPushButton(this);
  close_ = new QPushButton(this);
  close_->setDefault(true);
  note_ = new QLabel(this);
  note_->setWordWrap(true);
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(8);
  for (QWidget* field :
       {static_cast<QWidget*>(language_), static_cast<QWidget*>(theme_), static_cast<QWidget*>(device_),
        static_cast<QWidget*>(precision_), static_cast<QWidget*>(threads_), static_cast<QWidget*>(plot_),
        static_cast<QWidget*>(cache_), static_cast<QWidget*>(pictures_), static_cast<QWidget*>(copies_),
        static_cast<QWidget*>(archives_)}) {
    addRow(form, field);
    if (field == cache_) form->addRow(QString(), draw_);
  }
  auto* folderRow = new QHBoxLayout;
  folderRow->addWidget(browse_);
  folderRow->addWidget(openData_);
  folderRow->addStretch(1);
  form->addRow(QString(), folderRow);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(note_);
  column->addStretch(1);
  column->addLayout(buttons);
  resize(560, sizeHint().height());
}

void SettingsDialog::wire() {
  connect(language_, &QComboBox::activated, this,
          [this] { context_->setLanguage(language_->currentData().toString()); });
  connect(theme_, &QComboBox::activated, this,
          [this] { context_->setTheme(static_cast<ThemeChoice>(theme_->currentData().toInt())); });
  connect(device_, &QComboBox::activated, this, &SettingsDialog::setCompute);
  connect(precision_, &QComboBox::activated, this, &SettingsDialog::setCompute);
  connect(plot_, &QComboBox::activated, this,
          [this] { context_->setPlotRenderer(plotRendererOf(plot_->currentData().toString())); });
  connect(threads_, &QSpinBox::editingFinished, this, &SettingsDialog::setCompute);
  connect(cache_, &QSpinBox::editingFinished, this, [this] { context_->setCacheMegabytes(cache_->value()); });
  connect(draw_, &QCheckBox::toggled, this, [this](bool draw) { context_->settings().setPicturesWhileIndexing(draw); });
  connect(copies_, &QSpinBox::editingFinished, this, [this] { LabelCopies::setMinutes(*context_, copies_->value()); });
  connect(archives_, &QLineEdit::editingFinished, this,
          [this] { context_->setArchivesFolder(QDir::fromNativeSeparators(archives_->text())); });
  connect(browse_, &QPushButton::clicked, this, &SettingsDialog::chooseFolder);
  connect(openData_, &QPushButton::clicked, this, [this] {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(context_->dataFolder().string())));
  });
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
}

void SettingsDialog::retranslate() {
  setWindowTitle(tr("Settings"));
  const QStringList names = {tr("&Language"),      tr("&Colours"),        tr("&Device"),
                             tr("&Precision"),     tr("&Threads"),        tr("&Embedding plot"),
                             tr("Picture cac&he"), tr("Pictures lie &in"),
                             tr("Copy of la&bels"), tr("Folder of new &archives")};
  for (qsizetype row = 0; row < names.size(); ++row) {
    names_[row]->setText(names[row]);
    QString plain = names[row];
    names_[row]->buddy()->setAccessibleName(plain.remove(QLatin1Char('&')));
  }
  threads_->setSpecialValueText(tr("as many as there are"));
  threads_->setToolTip(tr("Processor threads that the model computes with"));
  plot_->setToolTip(
      tr("What draws the points of the embedding plot; automatic takes the graphics card where there is one"));
  cache_->setSuffix(tr(" MiB an archive"));
  cache_->setToolTip(tr("When an archive's small pictures take more than this, the oldest are removed; they are drawn "
                        "again when they are needed"));
  draw_->setText(tr("Draw small pictures &while indexing"));
  draw_->setToolTip(tr("Results then show their pictures at once, also where a scene's disk is not connected"));
  copies_->setSuffix(tr(" min after a change"));
  copies_->setSpecialValueText(tr("never"));
  copies_->setToolTip(tr("The labels are also written beside the archive, as a table that any program reads"));
  archives_->setPlaceholderText(QDir::toNativeSeparators(QString::fromStdString((context_->dataFolder() / "archives").string())));
  archives_->setToolTip(tr("Where an archive is made when scenes are added and none is open"));
  device_->setToolTip(tr("Where models compute. Diagnostics says what was found and why a GPU is not used."));
  precision_->setToolTip(tr("Half precision is faster where the device computes it; results differ in the third digit"));
  browse_->setText(tr("Choose a folder…"));
  openData_->setText(tr("Open the data folder"));
  close_->setText(tr("Close"));
  note_->setText(tr("Every change takes effect at once and is kept."));
  fillChoices();
}

void SettingsDialog::fillChoices() {
  const Settings& settings = context_->settings();
  fill(language_, {{tr("As the system"), QString()}, {QStringLiteral("English"), QStringLiteral("en")},
                   {QStringLiteral("简体中文"), QStringLiteral("zh_CN")}}, settings.language());
  const auto number = [](ThemeChoice choice) { return QString::number(static_cast<int>(choice)); };
  fill(theme_, {{tr("As the system"), number(ThemeChoice::System)}, {tr("Light"), number(ThemeChoice::Light)},
                {tr("Dark"), number(ThemeChoice::Dark)}}, number(settings.theme()));
  fill(plot_,
       {{tr("Automatic"), nameOf(PlotRenderer::Automatic)},
        {tr("Graphics card (OpenGL)"), nameOf(PlotRenderer::OpenGl)},
        {tr("Processor (CPU)"), nameOf(PlotRenderer::Raster)}},
       nameOf(settings.plotRenderer()));
  QList<QPair<QString, QString>> devices = {{tr("Automatic"), QStringLiteral("auto")},
                                            {tr("Processor (CPU)"), QStringLiteral("cpu")}};
  for (const QString& gpu : gpus_) devices.append({tr("GPU %1").arg(gpu), gpu});
  fill(device_, devices, settings.device());
  QList<QPair<QString, QString>> precisions = {{tr("Automatic"), QStringLiteral("auto")},
                                               {tr("32 bit (fp32)"), QStringLiteral("fp32")},
                                               {tr("16 bit (bf16)"), QStringLiteral("bf16")}};
  if (!gpus_.isEmpty()) precisions.append({tr("16 bit (fp16, GPU only)"), QStringLiteral("fp16")});
  fill(precision_, precisions, settings.precision());
}

void SettingsDialog::findDevices() {
  worker_.post([this, backend = &context_->backend()](std::stop_token) {
    QStringList gpus;
    std::vector<jobs::DiagnosticPart> parts;
    try {
      parts = backend->diagnostics();
    } catch (const Error&) {
      return;  // without the services there are no devices either; whoever computes says why
    }
    for (const jobs::DiagnosticPart& part : parts) {
      if (part.title != "devices") continue;
      for (const auto& [name, text] : part.lines) {
        if (name.starts_with("cuda:")) gpus.append(QString::fromStdString(name));
      }
    }
    QMetaObject::invokeMethod(this, [this, gpus] {
      gpus_ = gpus;
      fillChoices();
    }, Qt::QueuedConnection);
  });
}

void SettingsDialog::setCompute() {
  const QString device = device_->currentData().toString(), precision = precision_->currentData().toString();
  const Settings& before = context_->settings();
  if (device == before.device() && precision == before.precision() && threads_->value() == before.threads()) return;
  context_->setCompute(device, precision, threads_->value());
}

void SettingsDialog::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of new archives"), archives_->text());
  if (folder.isEmpty()) return;
  archives_->setText(QDir::toNativeSeparators(folder));
  context_->setArchivesFolder(folder);
}

}  // namespace tilescout::ui
