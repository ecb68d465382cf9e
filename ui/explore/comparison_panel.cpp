#include "ui/explore/comparison_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

QToolButton* iconButton(QWidget* parent, const char* name, const char* icon) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoRaise(true);
  onPaletteChange(button, [button, icon] { button->setIcon(themeIcon(icon)); });
  return button;
}

}  // namespace

ComparisonPanel::ComparisonPanel(Selection* selection, ThumbnailLoader* first, ThumbnailLoader* second, QWidget* parent)
    : QWidget(parent) {
  before_ = new ScatterView(selection, first, this);
  before_->setObjectName(QStringLiteral("scatterBefore"));
  after_ = new ScatterView(selection, second, this);
  after_->setObjectName(QStringLiteral("scatterAfter"));
  beforeTitle_ = new QLabel(this);
  afterTitle_ = new QLabel(this);
  auto* plots = new QHBoxLayout;
  plots->setSpacing(1);
  plots->addWidget(buildSide(beforeTitle_, before_), 1);
  plots->addWidget(buildSide(afterTitle_, after_), 1);
  play_ = iconButton(this, "comparePlay", "media-playback-start");
  close_ = iconButton(this, "compareClose", "window-close");
  close_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setObjectName(QStringLiteral("compareSlider"));
  slider_->setRange(0, kSteps);
  slider_->setPageStep(kSteps / 10);
  slider_->setSingleStep(kSteps / 50);
  slider_->setValue(kSteps);
  from_ = new QLabel(this);
  to_ = new QLabel(this);
  auto* way = new QHBoxLayout;
  way->setContentsMargins(8, 4, 8, 4);
  way->addWidget(play_);
  way->addWidget(from_);
  way->addWidget(slider_, 1);
  way->addWidget(to_);
  way->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(plots, 1);
  column->addLayout(way);
  link(before_, after_);
  link(after_, before_);
  animation_.setDuration(kPlayMs);
  animation_.setEasingCurve(QEasingCurve::InOutSine);
  connect(&animation_, &QVariantAnimation::valueChanged, this,
          [this](const QVariant& value) { slider_->setValue(value.toInt()); });
  connect(&animation_, &QVariantAnimation::stateChanged, this, [this] { retranslate(); });
  connect(slider_, &QSlider::valueChanged, this, &ComparisonPanel::showMoment);
  connect(slider_, &QSlider::sliderPressed, this, [this] { animation_.stop(); });
  connect(play_, &QToolButton::clicked, this, &ComparisonPanel::play);
  connect(close_, &QToolButton::clicked, this, &ComparisonPanel::closeRequested);
  onLanguageChange(this, [this] { retranslate(); });
}

ComparisonPanel::~ComparisonPanel() = default;

QWidget* ComparisonPanel::buildSide(QLabel* title, QWidget* plot) {
  auto* side = new QWidget(this);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  title->setContentsMargins(8, 2, 8, 2);
  title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  plot->setMinimumSize(160, 160);
  column->addWidget(title);
  column->addWidget(plot, 1);
  return side;
}

void ComparisonPanel::link(ScatterView* one, ScatterView* other) {
  connect(one, &ScatterView::viewMoved, other, [one, other] { other->follow(*one); });
  // Their sizes may differ by a pixel, what they show must not.
  connect(one, &ScatterView::refitted, this, [this] { after_->follow(*before_); });
  connect(one, &ScatterView::toolChanged, this, [this, one] { Q_EMIT toolChanged(one->tool()); });
  connect(one, &ScatterView::menuRequested, this, &ComparisonPanel::menuRequested);
}

void ComparisonPanel::retranslate() {
  const bool playing = animation_.state() == QAbstractAnimation::Running;
  play_->setIcon(themeIcon(playing ? "media-playback-pause" : "media-playback-start"));
  play_->setText(playing ? tr("Stop") : tr("Play"));
  play_->setToolTip(playing ? tr("Stop where it is") : tr("Play how the tiles move from before to after"));
  play_->setAccessibleName(play_->text());
  close_->setText(tr("End comparison"));
  close_->setToolTip(tr("Show the archive's own layout again"));
  from_->setText(tr("Before"));
  to_->setText(tr("After"));
  slider_->setAccessibleName(tr("The right plot on its way from before to after"));
  slider_->setToolTip(tr("Move the right plot from before to after"));
  before_->setAccessibleName(tr("Plot of the tiles, model before"));
  after_->setAccessibleName(tr("Plot of the tiles, model after"));
  refreshTitles();
}

void ComparisonPanel::refreshTitles() {
  if (!comparison_) return;
  const QString before = tr("Before: %1").arg(QString::fromStdString(comparison_->before.model));
  const QString after = tr("After: %1").arg(QString::fromStdString(comparison_->after.model));
  beforeTitle_->setText(before);
  const int value = slider_->value();
  afterTitle_->setText(value == kSteps ? after
                       : value == 0    ? before
                                       : tr("On the way: %1 %").arg(QLocale().toString(100 * value / kSteps)));
}

void ComparisonPanel::setComparison(std::shared_ptr<const jobs::ComparisonView> comparison) {
  if (comparison == comparison_) return;
  animation_.stop();
  comparison_ = std::move(comparison);
  const auto side = [this](const jobs::LayoutView& view) {
    return std::shared_ptr<const jobs::LayoutView>(comparison_, &view);
  };
  QRectF whole;
  if (comparison_) {
    whole = PointIndex(comparison_->before.xy).bounds().united(PointIndex(comparison_->after.xy).bounds());
  }
  for (ScatterView* plot : {before_, after_}) {
    plot->setView(!comparison_ ? nullptr : side(plot == before_ ? comparison_->before : comparison_->after));
    plot->setExtent(whole);
    plot->fit();
  }
  {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(kSteps);
  }
  refreshTitles();
}

void ComparisonPanel::setColouring(const std::shared_ptr<const Colouring>& colouring) {
  before_->setColouring(colouring);
  after_->setColouring(colouring);
}

void ComparisonPanel::setHiddenEntries(const std::vector<bool>& hidden) {
  before_->setHiddenEntries(hidden);
  after_->setHiddenEntries(hidden);
}

void ComparisonPanel::setTool(ScatterTool tool) {
  before_->setTool(tool);
  after_->setTool(tool);
}

void ComparisonPanel::setRenderer(PlotRenderer renderer) {
  before_->setRenderer(renderer);
  after_->setRenderer(renderer);
}

void ComparisonPanel::fit() {
  before_->fit();
  after_->fit();
}

bool ComparisonPanel::dropLine() {
  const bool first = before_->dropLine();
  return after_->dropLine() || first;
}

double ComparisonPanel::moment() const { return slider_->value() / static_cast<double>(kSteps); }

void ComparisonPanel::setMoment(double moment) { slider_->setValue(static_cast<int>(std::lround(moment * kSteps))); }

void ComparisonPanel::play() {
  if (animation_.state() == QAbstractAnimation::Running) return animation_.stop();
  const int start = slider_->value() == kSteps ? 0 : slider_->value();
  animation_.setStartValue(start);
  animation_.setEndValue(kSteps);
  animation_.setDuration(std::max(1, kPlayMs * (kSteps - start) / kSteps));
  animation_.start();
}

void ComparisonPanel::showMoment() {
  if (!comparison_) return;
  const auto& from = comparison_->before.xy;
  const auto& to = comparison_->after.xy;
  const auto part = static_cast<float>(moment());
  std::vector<float> places(to.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = from[i] + (to[i] - from[i]) * part;
  after_->setPlaces(std::move(places));
  refreshTitles();
}

}  // namespace tilescout::ui
