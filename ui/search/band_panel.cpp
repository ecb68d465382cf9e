#include "ui/search/band_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <algorithm>

#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kShortest = 9;  // signs of a choice that are always seen
constexpr int kWidest = 240;

enum Combination { Indexed, Natural, Infrared, Vegetation, FirstBand, Own };
enum Stretch { AsIndexed, Percent, Sigma, WholeRange, Plain };

}  // namespace

BandPanel::BandPanel(QWidget* parent) : QWidget(parent) {
  bandsLabel_ = new QLabel(this);
  stretchLabel_ = new QLabel(this);
  combination_ = new QComboBox(this);
  stretch_ = new QComboBox(this);
  stretch_->setObjectName(QStringLiteral("stretchChoice"));
  combination_->setObjectName(QStringLiteral("bandCombination"));
  // Long names are cut rather than the window's docks pushed aside; the lists show them whole.
  for (QComboBox* choice : {combination_, stretch_}) {
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(kShortest);
    choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    choice->setMaximumWidth(kWidest);
  }
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(bandsLabel_);
  row->addWidget(combination_);
  const char* names[] = {"bandRed", "bandGreen", "bandBlue"};
  for (std::size_t i = 0; i < 3; ++i) {
    band_[i] = new QComboBox(this);
    band_[i]->setObjectName(QString::fromLatin1(names[i]));
    band_[i]->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(band_[i]);
    connect(band_[i], &QComboBox::currentIndexChanged, this, [this] {
      if (filling_) return;
      {
        const QScopedValueRollback quiet(filling_, true);
        combination_->setCurrentIndex(combination_->findData(Own));
        if (stretch_->currentData() == AsIndexed) stretch_->setCurrentIndex(stretch_->findData(Percent));
      }
      Q_EMIT changed();
    });
  }
  row->addSpacing(8);
  row->addWidget(stretchLabel_);
  row->addWidget(stretch_);
  row->addStretch(1);
  connect(combination_, &QComboBox::activated, this, &BandPanel::useCombination);
  connect(stretch_, &QComboBox::currentIndexChanged, this, [this] {
    if (!filling_) Q_EMIT changed();
  });
  onLanguageChange(this, [this] { retranslate(); });
}

void BandPanel::retranslate() {
  bandsLabel_->setText(tr("Bands"));
  stretchLabel_->setText(tr("Stretch"));
  combination_->setAccessibleName(tr("Band combination"));
  stretch_->setAccessibleName(tr("Stretch of the values"));
  band_[0]->setAccessibleName(tr("Band shown as red"));
  band_[1]->setAccessibleName(tr("Band shown as green"));
  band_[2]->setAccessibleName(tr("Band shown as blue"));
  for (QComboBox* band : band_) band->setToolTip(band->accessibleName());
  fillNames();
}

int BandPanel::bandNamed(const char* name) const {
  const auto found = std::find_if(scene_.bands.begin(), scene_.bands.end(), [name](const BandInfo& band) {
    return QString::fromStdString(band.interpretation).contains(QLatin1String(name), Qt::CaseInsensitive) ||
           QString::fromStdString(band.name).contains(QLatin1String(name), Qt::CaseInsensitive);
  });
  return found == scene_.bands.end() ? 0 : found->number;
}

void BandPanel::fillNames() {
  const QScopedValueRollback quiet(filling_, true);
  const QVariant combination = combination_->currentData(), stretch = stretch_->currentData();
  combination_->clear();
  combination_->addItem(tr("As indexed"), Indexed);
  const bool colours = bandNamed("red") && bandNamed("green") && bandNamed("blue");
  // Four bands without names are red, green, blue and infrared with nearly every provider.
  const bool infrared = bandNamed("nir") || bandNamed("infrared") || (colours && scene_.bands.size() == 4);
  if (colours) combination_->addItem(tr("Natural colours"), Natural);
  if (colours && infrared) {
    combination_->addItem(tr("Infrared"), Infrared);
    combination_->addItem(tr("Vegetation"), Vegetation);
  }
  combination_->addItem(tr("One band, grey"), FirstBand);
  combination_->addItem(tr("Own choice"), Own);
  stretch_->clear();
  stretch_->addItem(tr("As indexed"), AsIndexed);
  stretch_->addItem(tr("2 to 98 %"), Percent);
  stretch_->addItem(tr("Mean ± 2 standard deviations"), Sigma);
  stretch_->addItem(tr("Smallest to largest"), WholeRange);
  stretch_->addItem(tr("None"), Plain);
  combination_->setCurrentIndex(std::max(0, combination_->findData(combination)));
  stretch_->setCurrentIndex(std::max(0, stretch_->findData(stretch)));
}

void BandPanel::expectScene() {
  scene_ = {};
  QWidget* focus = window()->focusWidget();
  if (focus && isAncestorOf(focus)) focused_ = focus;
  setEnabled(false);
  focusedSince_ = window()->focusWidget();
}

void BandPanel::setScene(const jobs::SceneView& scene) {
  const bool same = scene.id == scene_.id;
  scene_ = scene;
  setEnabled(true);
  if (focused_ && window()->focusWidget() == focusedSince_) focused_->setFocus();
  focused_.clear();
  if (same) return;
  fillNames();
  const QScopedValueRollback quiet(filling_, true);
  for (std::size_t i = 0; i < 3; ++i) {
    band_[i]->clear();
    for (const BandInfo& band : scene.bands) {
      const QString name = QString::fromStdString(band.name.empty() ? band.interpretation : band.name);
      const bool telling = !name.isEmpty() && name != QLatin1String("undefined") && name.size() <= 12;
      band_[i]->addItem(telling ? QStringLiteral("%1 %2").arg(band.number).arg(name) : QString::number(band.number),
                        band.number);
    }
    band_[i]->setCurrentIndex(band_[i]->findData(scene.rendering.bands[i]));
  }
  combination_->setCurrentIndex(0);
  stretch_->setCurrentIndex(0);
}

void BandPanel::useCombination(int index) {
  std::array<int, 3> chosen = scene_.rendering.bands;
  const int red = bandNamed("red"), green = bandNamed("green"), blue = bandNamed("blue");
  int infrared = bandNamed("nir") ? bandNamed("nir") : bandNamed("infrared");
  if (!infrared) infrared = static_cast<int>(scene_.bands.size());
  bool indexed = false;
  switch (combination_->itemData(index).toInt()) {
    case Natural: chosen = {red, green, blue}; break;
    case Infrared: chosen = {infrared, red, green}; break;
    case Vegetation: chosen = {red, infrared, green}; break;
    case FirstBand: chosen = {bands()[0], bands()[0], bands()[0]}; break;
    case Own: return;
    default: indexed = true;
  }
  {
    const QScopedValueRollback quiet(filling_, true);
    for (std::size_t i = 0; i < 3; ++i) band_[i]->setCurrentIndex(band_[i]->findData(chosen[i]));
    stretch_->setCurrentIndex(stretch_->findData(indexed ? AsIndexed : Percent));
  }
  Q_EMIT changed();
}

std::array<int, 3> BandPanel::bands() const {
  return {band_[0]->currentData().toInt(), band_[1]->currentData().toInt(), band_[2]->currentData().toInt()};
}

StretchSpec BandPanel::stretch() const {
  switch (stretch_->currentData().toInt()) {
    case Percent: return {StretchSpec::Kind::Percent, 2, 98};
    case Sigma: return {StretchSpec::Kind::Sigma, 2, 0};
    case WholeRange: return {StretchSpec::Kind::Percent, 0, 100};
    case Plain: return {StretchSpec::Kind::None, 0, 0};
    default: return {};
  }
}

bool BandPanel::isOriginal() const { return stretch_->currentData() == AsIndexed && bands() == scene_.rendering.bands; }

}  // namespace tilescout::ui
