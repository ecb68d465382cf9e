#include "ui/map/background_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "base/web_address.h"
#include "ui/support/path_watch.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

bool BackgroundChoice::isWeb() const { return isWebAddress(address.toStdString()); }

QString BackgroundChoice::toJson() const {
  const QJsonObject object{{QStringLiteral("address"), address},
                           {QStringLiteral("attribution"), attribution},
                           {QStringLiteral("allowed"), allowed}};
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

BackgroundChoice BackgroundChoice::fromJson(const QString& json) {
  const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
  return {object[QLatin1String("address")].toString(), object[QLatin1String("attribution")].toString(),
          object[QLatin1String("allowed")].toBool()};
}

BackgroundDialog::BackgroundDialog(const BackgroundChoice& present, const QString& folder, QWidget* parent)
    : QDialog(parent), folder_(folder), allowedFor_(present.allowed ? present.address : QString()) {
  setObjectName(QStringLiteral("backgroundDialog"));
  place_ = new PathWatch(this);
  connect(place_, &PathWatch::changed, this, &BackgroundDialog::refresh);
  intro_ = new QLabel(this);
  intro_->setWordWrap(true);
  address_ = new QLineEdit(present.address, this);
  address_->setObjectName(QStringLiteral("backgroundAddress"));
  address_->setClearButtonEnabled(true);
  browse_ = new QPushButton(this);
  attribution_ = new QLineEdit(present.attribution, this);
  attribution_->setObjectName(QStringLiteral("backgroundAttribution"));
  allow_ = new QCheckBox(this);
  allow_->setObjectName(QStringLiteral("backgroundAllow"));
  allow_->setChecked(present.allowed);
  trouble_ = new QLabel(this);
  trouble_->setWordWrap(true);
  trouble_->setForegroundRole(QPalette::PlaceholderText);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  addressName_ = new QLabel(this);
  addressName_->setBuddy(address_);
  attributionName_ = new QLabel(this);
  attributionName_->setBuddy(attribution_);
  auto* line = new QHBoxLayout;
  line->addWidget(address_, 1);
  line->addWidget(browse_);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(8);
  form->addRow(addressName_, line);
  form->addRow(attributionName_, attribution_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 16, 16, 16);
  column->setSpacing(12);
  column->addWidget(intro_);
  column->addLayout(form);
  column->addWidget(allow_);
  column->addWidget(trouble_);
  column->addStretch();
  column->addWidget(buttons_);
  setMinimumWidth(560);
  connect(browse_, &QPushButton::clicked, this, &BackgroundDialog::browse);
  connect(address_, &QLineEdit::textChanged, this, [this] {
    allow_->setChecked(!allowedFor_.isEmpty() && address_->text().trimmed() == allowedFor_);
    refresh();
  });
  connect(allow_, &QCheckBox::toggled, this, [this](bool on) {
    if (on) allowedFor_ = address_->text().trimmed();
    refresh();
  });
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  onLanguageChange(this, [this] { retranslate(); });
}

void BackgroundDialog::retranslate() {
  setWindowTitle(tr("Background of the map"));
  intro_->setText(
      tr("A picture under the scenes: a raster of your own (GeoTIFF, VRT, MBTiles, …), or a web map whose address you "
         "have the right to use. Addresses of map tiles hold {z}, {x} and {y}; a WMS address names its LAYERS."));
  addressName_->setText(tr("&File or address"));
  attributionName_->setText(tr("&Thanks to"));
  attribution_->setPlaceholderText(tr("What the map's provider wants to be named as"));
  browse_->setText(tr("&Browse…"));
  allow_->setText(tr("&Load pictures from this address while the map shows them"));
  refresh();
}

void BackgroundDialog::browse() {
  const QString file = QFileDialog::getOpenFileName(
      this, tr("Background of the map"), folder_,
      tr("Rasters (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.jp2 *.png *.jpg *.xml);;All files (*)"));
  if (!file.isEmpty()) address_->setText(file);
}

BackgroundChoice BackgroundDialog::choice() const {
  return {address_->text().trimmed(), attribution_->text().trimmed(), allow_->isChecked()};
}

void BackgroundDialog::refresh() {
  const BackgroundChoice now = choice();
  // A description file may name a server, which only its reader finds out.
  const bool mayAsk = now.isWeb() || now.address.endsWith(QLatin1String(".xml"), Qt::CaseInsensitive) ||
                      now.address.endsWith(QLatin1String(".vrt"), Qt::CaseInsensitive);
  allow_->setVisible(mayAsk);
  const bool isFile = !now.isEmpty() && !now.isWeb();
  place_->ask(isFile ? now.address : QString());
  const bool isThere = place_->facts() && place_->facts()->exists();
  QString text;
  if (now.isWeb() && !now.allowed) {
    text =
        tr("Nothing is loaded until you allow it. The server sees your computer's address and which places you "
           "look at.");
  } else if (isFile && !place_->facts()) {
    text = place_->waitingText();
  } else if (isFile && !isThere) {
    text = tr("There is no such file.");
  }
  trouble_->setText(text);
  trouble_->setVisible(!text.isEmpty());
  const bool usable = now.isEmpty() || (now.isWeb() ? now.allowed : isThere);
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(usable);
}

}  // namespace tilescout::ui
