#include "ui/explore/plot_export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <utility>

#include "ui/explore/plot_export.h"
#include "ui/support/format.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

PlotExportDialog::PlotExportDialog(Offer offer, QWidget* parent) : QDialog(parent), offer_(std::move(offer)) {
  setObjectName(QStringLiteral("plotExportDialog"));
  place_ = new PathWatch(this);
  connect(place_, &PathWatch::changed, this, &PlotExportDialog::refresh);
  format_ = new QComboBox(this);
  format_->setObjectName(QStringLiteral("plotExportFormat"));
  for (const char* ending : {"png", "svg", "html", "csv", "gpkg"}) {
    if (!offer_.comparing || qstrcmp(ending, "html") != 0) format_->addItem(QString(), QString::fromLatin1(ending));
  }
  for (QLabel** label : {&formatLabel_, &about_, &widthLabel_, &height_, &targetLabel_, &problem_}) {
    *label = new QLabel(this);
  }
  about_->setWordWrap(true);
  about_->setForegroundRole(QPalette::PlaceholderText);
  about_->setMinimumHeight(about_->fontMetrics().lineSpacing() * 2);
  about_->setAlignment(Qt::AlignTop);
  problem_->setWordWrap(true);
  width_ = new QSpinBox(this);
  width_->setObjectName(QStringLiteral("plotExportWidth"));
  width_->setRange(kSmallestPlot, kLargestPlot);
  width_->setSingleStep(100);
  width_->setValue(kPlotWidth);
  legend_ = new QCheckBox(this);
  legend_->setObjectName(QStringLiteral("plotExportLegend"));
  legend_->setChecked(true);
  selected_ = new QCheckBox(this);
  selected_->setObjectName(QStringLiteral("plotExportSelected"));
  target_ = new QLineEdit(this);
  target_->setObjectName(QStringLiteral("plotExportTarget"));
  target_->setMinimumWidth(360);
  browse_ = new QPushButton(this);
  auto* buttons = new QDialogButtonBox(this);
  ok_ = buttons->addButton(QDialogButtonBox::Ok);
  cancel_ = buttons->addButton(QDialogButtonBox::Cancel);
  auto* size = new QHBoxLayout;
  size->addWidget(width_);
  size->addWidget(height_, 1);
  auto* place = new QHBoxLayout;
  place->addWidget(target_, 1);
  place->addWidget(browse_);
  auto* form = new QFormLayout(this);
  form->addRow(formatLabel_, format_);
  form->addRow(QString(), about_);
  form->addRow(widthLabel_, size);
  form->addRow(QString(), legend_);
  form->addRow(QString(), selected_);
  form->addRow(targetLabel_, place);
  form->addRow(QString(), problem_);
  form->addRow(buttons);
  formatLabel_->setBuddy(format_);
  widthLabel_->setBuddy(width_);
  targetLabel_->setBuddy(target_);
  connect(format_, &QComboBox::currentIndexChanged, this, &PlotExportDialog::formatChanged);
  connect(width_, &QSpinBox::valueChanged, this, &PlotExportDialog::refresh);
  connect(target_, &QLineEdit::textEdited, this, [this] {
    ownTarget_ = true;
    refresh();
  });
  connect(browse_, &QPushButton::clicked, this, &PlotExportDialog::browse);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  onLanguageChange(this, [this] { retranslate(); });
}

QString PlotExportDialog::format() const { return format_->currentData().toString(); }

void PlotExportDialog::setFormat(const QString& ending) {
  const int found = format_->findData(ending);
  if (found >= 0) format_->setCurrentIndex(found);
}

QString PlotExportDialog::target() const { return QDir::fromNativeSeparators(target_->text().trimmed()); }

void PlotExportDialog::setTarget(const QString& path) {
  ownTarget_ = true;
  target_->setText(QDir::toNativeSeparators(path));
  refresh();
}

int PlotExportDialog::width() const { return width_->value(); }

bool PlotExportDialog::withLegend() const { return legend_->isEnabled() && legend_->isChecked(); }

bool PlotExportDialog::onlySelected() const { return selected_->isEnabled() && selected_->isChecked(); }

void PlotExportDialog::setOnlySelected() {
  setFormat(QStringLiteral("gpkg"));
  selected_->setChecked(true);
}

void PlotExportDialog::retranslate() {
  setWindowTitle(tr("Export layout"));
  formatLabel_->setText(tr("&Format"));
  for (int i = 0; i < format_->count(); ++i) {
    const QString ending = format_->itemData(i).toString();
    format_->setItemText(i, ending == QLatin1String("png")    ? tr("Picture (PNG)")
                            : ending == QLatin1String("svg")  ? tr("Drawing (SVG)")
                            : ending == QLatin1String("html") ? tr("Web page (HTML)")
                            : ending == QLatin1String("csv")  ? tr("CSV table")
                                                              : tr("GeoPackage"));
  }
  widthLabel_->setText(tr("&Width"));
  width_->setSuffix(tr(" pixels"));
  width_->setToolTip(tr("Width of the picture; its height follows the plot's"));
  legend_->setText(tr("With the &legend"));
  legend_->setToolTip(tr("Colours, shapes and names beside the plot"));
  selected_->setText(
      tr("Only the s&elected tiles: %1 of %2").arg(formatCount(offer_.selected), formatCount(offer_.all)));
  selected_->setToolTip(tr("Leave out what is not selected in the plot"));
  targetLabel_->setText(tr("&Save to"));
  browse_->setText(tr("&Browse…"));
  ok_->setText(tr("&Export"));
  cancel_->setText(tr("Cancel"));
  formatChanged();
}

void PlotExportDialog::formatChanged() {
  const QString ending = format();
  about_->setText(
      ending == QLatin1String("png")   ? tr("What you see, for reports and slides.")
      : ending == QLatin1String("svg") ? tr("What you see, point by point, to be edited and printed at any size.")
      : ending == QLatin1String("html")
          ? tr("One page that any browser opens without a network, with the tiles' pictures.")
      : ending == QLatin1String("csv") ? tr("For spreadsheets and scripts: one row a tile, with place and cluster.")
                                       : tr("The tiles as polygons, coloured by cluster when QGIS opens it."));
  const bool picture = isPlotPicture(QLatin1Char('.') + ending);
  width_->setEnabled(picture);
  legend_->setEnabled(picture);
  selected_->setEnabled(!picture && !offer_.comparing && offer_.selected > 0);
  const QFileInfo now(target());
  const QString base = ownTarget_ ? QStringLiteral("%1/%2").arg(now.path(), now.completeBaseName())
                                  : QStringLiteral("%1/layout").arg(offer_.folder);
  target_->setText(QDir::toNativeSeparators(base + QLatin1Char('.') + ending));
  refresh();
}

void PlotExportDialog::browse() {
  const QString chosen =
      QFileDialog::getSaveFileName(this, tr("Save to"), target(), QStringLiteral("*.%1").arg(format()));
  if (!chosen.isEmpty()) setTarget(chosen);
}

void PlotExportDialog::refresh() {
  const int high = plotHeight(offer_.plot, width());
  height_->setText(width_->isEnabled() ? tr("× %1 high").arg(QLocale().toString(high)) : QString());
  const QFileInfo info(target());
  const bool named = !target().isEmpty() && !info.fileName().isEmpty();
  const bool fits = info.suffix().toLower() == format();
  place_->ask(target());
  const bool known = place_->facts().has_value();
  const PathFacts there = place_->facts().value_or(PathFacts());
  ok_->setEnabled(named && fits && there.parent);
  problem_->setText(!named          ? tr("Name a file.")
                    : !fits         ? tr("The file's name has to end in .%1.").arg(format())
                    : !known        ? place_->waitingText()
                    : !there.parent ? tr("The folder %1 does not exist.").arg(QDir::toNativeSeparators(info.path()))
                    : there.file    ? tr("The file exists and will be replaced.")
                                    : QString());
}

}  // namespace tilescout::ui
