#include "ui/export/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/support/format.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr ExportKind kKinds[] = {ExportKind::GeoPackage, ExportKind::GeoJson,  ExportKind::Csv,
                                 ExportKind::Kml,        ExportKind::GeoTiffs, ExportKind::QgisProject,
                                 ExportKind::ReportPdf,  ExportKind::ReportPng};

}  // namespace

ExportDialog::ExportDialog(int all, int selected, QString folder, QString name, QWidget* parent)
    : QDialog(parent), all_(all), selected_(selected), folder_(std::move(folder)), name_(std::move(name)) {
  setObjectName(QStringLiteral("exportDialog"));
  place_ = new PathWatch(this);
  connect(place_, &PathWatch::changed, this, &ExportDialog::refresh);
  format_ = new QComboBox(this);
  format_->setObjectName(QStringLiteral("exportFormat"));
  for (const ExportKind kind : kKinds) format_->addItem(QString(), static_cast<int>(kind));
  for (QLabel** label : {&formatLabel_, &about_, &whatLabel_, &targetLabel_, &problem_}) *label = new QLabel(this);
  about_->setWordWrap(true);
  about_->setForegroundRole(QPalette::PlaceholderText);
  about_->setMinimumHeight(about_->fontMetrics().lineSpacing() * 3);
  about_->setAlignment(Qt::AlignTop);
  problem_->setWordWrap(true);
  everything_ = new QRadioButton(this);
  chosen_ = new QRadioButton(this);
  chosen_->setObjectName(QStringLiteral("exportSelected"));
  chosen_->setEnabled(selected > 0);
  (selected > 1 ? chosen_ : everything_)->setChecked(true);
  target_ = new QLineEdit(this);
  target_->setObjectName(QStringLiteral("exportTarget"));
  target_->setMinimumWidth(360);
  browse_ = new QPushButton(this);
  auto* buttons = new QDialogButtonBox(this);
  ok_ = buttons->addButton(QDialogButtonBox::Ok);
  cancel_ = buttons->addButton(QDialogButtonBox::Cancel);
  auto* what = new QVBoxLayout;
  what->addWidget(everything_);
  what->addWidget(chosen_);
  auto* place = new QHBoxLayout;
  place->addWidget(target_, 1);
  place->addWidget(browse_);
  auto* form = new QFormLayout(this);
  form->addRow(formatLabel_, format_);
  form->addRow(QString(), about_);
  form->addRow(whatLabel_, what);
  form->addRow(targetLabel_, place);
  form->addRow(QString(), problem_);
  form->addRow(buttons);
  formatLabel_->setBuddy(format_);
  targetLabel_->setBuddy(target_);
  connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::kindChanged);
  connect(target_, &QLineEdit::textEdited, this, [this] {
    ownTarget_ = true;
    refresh();
  });
  connect(chosen_, &QRadioButton::toggled, this, &ExportDialog::kindChanged);
  connect(browse_, &QPushButton::clicked, this, &ExportDialog::browse);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  onLanguageChange(this, [this] { retranslate(); });
}

QString ExportDialog::extensionOf(ExportKind kind) {
  switch (kind) {
    case ExportKind::GeoPackage: return QStringLiteral("gpkg");
    case ExportKind::GeoJson: return QStringLiteral("geojson");
    case ExportKind::Csv: return QStringLiteral("csv");
    case ExportKind::Kml: return QStringLiteral("kml");
    case ExportKind::QgisProject: return QStringLiteral("qgs");
    case ExportKind::ReportPdf: return QStringLiteral("pdf");
    case ExportKind::ReportPng: return QStringLiteral("png");
    case ExportKind::GeoTiffs: break;
  }
  return {};
}

void ExportDialog::retranslate() {
  setWindowTitle(tr("Export results"));
  formatLabel_->setText(tr("&Format"));
  whatLabel_->setText(tr("Results"));
  targetLabel_->setText(tr("&Save to"));
  browse_->setText(tr("&Browse…"));
  ok_->setText(tr("&Export"));
  cancel_->setText(tr("Cancel"));
  const QStringList names = {tr("GeoPackage"),    tr("GeoJSON"),      tr("CSV table"),    tr("KML (Google Earth)"),
                             tr("GeoTIFF tiles"), tr("QGIS project"), tr("Report (PDF)"), tr("Report (PNG)")};
  for (int i = 0; i < names.size(); ++i) format_->setItemText(i, names[i]);
  everything_->setText(tr("&All %1").arg(formatCount(all_)));
  chosen_->setText(tr("S&elected: %1").arg(formatCount(selected_)));
  kindChanged();
}

ExportKind ExportDialog::kind() const { return static_cast<ExportKind>(format_->currentData().toInt()); }

void ExportDialog::setKind(ExportKind kind) { format_->setCurrentIndex(format_->findData(static_cast<int>(kind))); }

bool ExportDialog::onlySelected() const { return chosen_->isChecked(); }

QString ExportDialog::target() const { return QDir::fromNativeSeparators(target_->text().trimmed()); }

void ExportDialog::setTarget(const QString& path) {
  ownTarget_ = true;
  target_->setText(QDir::toNativeSeparators(path));
  refresh();
}

void ExportDialog::kindChanged() {
  const QString about[] = {
      tr("One layer with score, query, model and date, coloured by score when QGIS opens it."),
      tr("For web maps and scripts. Longitudes run on past 180° where a tile crosses the date line."),
      tr("For spreadsheets: one row a result, centre and outline as text. No cell is ever run as a formula."),
      tr("For Google Earth and the like, coloured by score."),
      tr("A folder with one GeoTIFF a result, cut from its scene with all bands and its place, and a list."),
      tr("A project with the results over their scenes, and the GeoPackage it needs beside it."),
      tr("Pages to print or send: the query, a map, and each result with picture, score, date and place."),
      tr("The same pages as pictures, one file a page.")};
  const bool report = kind() == ExportKind::ReportPdf || kind() == ExportKind::ReportPng;
  const int chosen = onlySelected() ? selected_ : all_;
  about_->setText(report && chosen > kMostInReport
                      ? about[static_cast<int>(kind())] + QLatin1Char(' ') +
                            tr("Only the first %1 of %2 go in; the other formats take all.")
                                .arg(formatCount(kMostInReport), formatCount(chosen))
                      : about[static_cast<int>(kind())]);
  const QString extension = extensionOf(kind());
  const QFileInfo now(target());
  const QString base = ownTarget_ ? QStringLiteral("%1/%2").arg(now.path(), now.completeBaseName())
                                  : QStringLiteral("%1/%2").arg(folder_, name_);
  target_->setText(QDir::toNativeSeparators(extension.isEmpty() ? base : base + QLatin1Char('.') + extension));
  refresh();
}

void ExportDialog::browse() {
  const bool folder = extensionOf(kind()).isEmpty();
  const QString chosen = folder ? QFileDialog::getExistingDirectory(this, tr("Folder for the tiles"), target())
                                : QFileDialog::getSaveFileName(this, tr("Save to"), target(),
                                                               QStringLiteral("*.%1").arg(extensionOf(kind())));
  if (!chosen.isEmpty()) setTarget(chosen);
}

void ExportDialog::refresh() {
  const QFileInfo info(target());
  const bool named = !target().isEmpty() && !info.fileName().isEmpty();
  place_->ask(target());
  const bool known = place_->facts().has_value();
  const PathFacts there = place_->facts().value_or(PathFacts());
  ok_->setEnabled(named && there.parent);
  problem_->setText(!named          ? tr("Name a file.")
                    : !known        ? place_->waitingText()
                    : !there.parent ? tr("The folder %1 does not exist.").arg(QDir::toNativeSeparators(info.path()))
                    : there.file    ? tr("The file exists and will be replaced.")
                                    : QString());
}

}  // namespace tilescout::ui
