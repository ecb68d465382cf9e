#include "ui/search/details_panel.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/search/result_model.h"
#include "ui/search/tile_picture.h"
#include "ui/search/tile_view_loader.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"

namespace tilescout::ui {

namespace {

constexpr int kViewPixels = 640;
constexpr int kOverviewPixels = 512;

}  // namespace

DetailsPanel::DetailsPanel(QWidget* parent) : QWidget(parent) {
  loader_ = new TileViewLoader(this);
  empty_ = new StatePage(this);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(empty_);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  scroll->setWidget(buildContent());
  stack_->addWidget(scroll);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(stack_);

  connect(copy_, &QToolButton::clicked, this, &DetailsPanel::copyPlace);
  connect(enlarge_, &QToolButton::clicked, this, &DetailsPanel::previewRequested);
  connect(loader_, &TileViewLoader::viewReady, this, [this](const TileViewData& view) {
    if (!view.error) {
      picture_->showPicture(view.view, view.frame);
      return;
    }
    const bool offline = view.error->code == ErrorCode::NotFound;
    picture_->showMessage(offline ? tr("The scene cannot be reached now") : errorSentence(*view.error));
    picture_->setToolTip(errorDetails(*view.error));
  });
  connect(loader_, &TileViewLoader::sceneReady, this, &DetailsPanel::showScene);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    copy_->setIcon(themeIcon("edit-copy"));
    enlarge_->setIcon(themeIcon("view-fullscreen"));
  });
}

DetailsPanel::~DetailsPanel() = default;

QLabel* DetailsPanel::valueLabel(const char* name) {
  auto* label = new QLabel(this);
  label->setObjectName(QString::fromLatin1(name));
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setMinimumWidth(1);  // the panel may be narrower than the longest word
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QWidget* DetailsPanel::buildContent() {
  picture_ = new TilePicture(this);
  picture_->setObjectName(QStringLiteral("detailsPicture"));
  picture_->setRatio(1.0);
  overview_ = new TilePicture(this);
  overview_->setObjectName(QStringLiteral("detailsOverview"));
  overview_->setRatio(0.75);
  score_ = valueLabel("detailsScore");
  QFont large = score_->font();
  large.setPixelSize(16);
  score_->setFont(large);
  rank_ = valueLabel("detailsRank");
  rank_->setForegroundRole(QPalette::PlaceholderText);
  found_ = valueLabel("detailsFound");
  scene_ = new ElidedLabel(this);
  scene_->setObjectName(QStringLiteral("detailsScene"));
  date_ = valueLabel("detailsDate");
  sensor_ = valueLabel("detailsSensor");
  place_ = valueLabel("detailsPlace");
  size_ = valueLabel("detailsSize");
  tile_ = valueLabel("detailsTile");
  modelLabel_ = valueLabel("detailsModel");
  overviewTitle_ = new QLabel(this);
  overviewTitle_->setForegroundRole(QPalette::PlaceholderText);
  copy_ = new QToolButton(this);
  copy_->setObjectName(QStringLiteral("detailsCopy"));
  copy_->setAutoRaise(true);
  enlarge_ = new QToolButton(this);
  enlarge_->setAutoRaise(true);

  auto* scoreRow = new QHBoxLayout;
  scoreRow->addWidget(score_, 1);
  scoreRow->addWidget(enlarge_);
  auto* placeRow = new QHBoxLayout;
  placeRow->setSpacing(4);
  placeRow->addWidget(place_, 1);
  placeRow->addWidget(copy_, 0, Qt::AlignTop);
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(6);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
  const auto name = [this] {
    names_.append(new QLabel(this));
    names_.last()->setForegroundRole(QPalette::PlaceholderText);
    names_.last()->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return names_.last();
  };
  form->addRow(name(), scene_);
  form->addRow(name(), date_);
  form->addRow(name(), sensor_);
  form->addRow(name(), placeRow);
  for (QLabel* value : {size_, tile_, modelLabel_}) form->addRow(name(), value);

  auto* content = new QWidget(this);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(8);
  column->addWidget(picture_);
  column->addLayout(scoreRow);
  column->addWidget(rank_);
  column->addWidget(found_);
  column->addLayout(form);
  column->addWidget(overviewTitle_);
  column->addWidget(overview_);
  column->addStretch(1);
  content_ = column;
  return content;
}

void DetailsPanel::addPart(QWidget* part) { content_->insertWidget(content_->indexOf(overviewTitle_), part); }

void DetailsPanel::retranslate() {
  empty_->showEmpty("edit-find", tr("Nothing is selected"), tr("Select a result to see it here in full."));
  const QStringList names = {tr("Scene"),         tr("Date"), tr("Sensor"), tr("Coordinates"),
                             tr("On the ground"), tr("Tile"), tr("Model")};
  for (qsizetype row = 0; row < names.size(); ++row) names_[row]->setText(names[row]);
  overviewTitle_->setText(tr("Place in the scene"));
  copy_->setToolTip(tr("Copy latitude and longitude (WGS 84)"));
  copy_->setAccessibleName(tr("Copy coordinates"));
  enlarge_->setToolTip(tr("Show large (Space)"));
  enlarge_->setAccessibleName(tr("Show large"));
  picture_->setAccessibleName(tr("Tile with its surroundings"));
  overview_->setAccessibleName(tr("The tile's place in its scene"));
  showValues();
}

void DetailsPanel::showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, std::int64_t searched,
                           const QString& model, const QImage& thumbnail) {
  hit_ = hit;
  searched_ = searched;
  model_ = model;
  showValues();
  const double side = 1.0 / (1.0 + 2.0 * kMargin);
  picture_->setToolTip({});
  if (thumbnail.isNull()) {
    picture_->showLoading();
  } else {
    picture_->showPreview(thumbnail, QRectF(kMargin * side, kMargin * side, side, side));
  }
  overview_->showLoading();
  stack_->setCurrentIndex(1);
  const qreal scale = devicePixelRatioF();
  loader_->load(session, hit, kMargin, static_cast<int>(kViewPixels * scale),
                static_cast<int>(kOverviewPixels * scale));
}

void DetailsPanel::clear() {
  hit_.reset();
  loader_->cancel();
  stack_->setCurrentIndex(0);
}

void DetailsPanel::showValues() {
  if (!hit_) return;
  const bool ranked = hit_->rank > 0;
  score_->setText(ranked ? tr("Score %1").arg(formatScore(hit_->score)) : tr("Not among the results"));
  score_->setToolTip(tr("Cosine between the query and this tile, as the model sees them: −1 to 1"));
  rank_->setVisible(ranked);
  rank_->setText(tr("Rank %1 · better than %2 of %3 tiles")
                     .arg(formatCount(hit_->rank), formatPercentile(hit_->percentile), formatCount(searched_)));
  QStringList found;
  if (ranked) found.append(tr("Band: %1").arg(bandText(hit_->band)));
  if (!hit_->words.empty()) found.append(tr("Words found: %1").arg(describeWords(hit_->words)));
  found_->setText(found.join(QLatin1Char('\n')));
  found_->setVisible(!found.isEmpty());
  scene_->setText(QString::fromStdString(hit_->scene));
  scene_->setToolTip(QString::fromStdString(hit_->scenePath.empty() ? hit_->scene : hit_->scenePath));
  date_->setText(hit_->date.empty() ? tr("not known") : QString::fromStdString(hit_->date));
  sensor_->setText(hit_->sensor.empty() ? tr("not known") : QString::fromStdString(hit_->sensor));
  sensor_->setToolTip(tr("As the scene's file name tells"));
  const bool placed = !hit_->wgs84.empty();
  place_->setText(placed ? formatPlace(centreOf(hit_->wgs84)).replace(QStringLiteral(", "), QStringLiteral(",\n"))
                         : tr("not known"));
  copy_->setEnabled(placed);
  const QString ground = formatGroundSize(hit_->wgs84);
  size_->setText(ground.isEmpty() ? tr("not known") : ground);
  const TileWindow& window = hit_->window;
  tile_->setText(tr("no. %1, %2 × %3 pixels at x %4, y %5")
                     .arg(hit_->tile)
                     .arg(std::lround(window.width))
                     .arg(std::lround(window.height))
                     .arg(std::lround(window.x))
                     .arg(std::lround(window.y)));
  modelLabel_->setText(model_);
}

void DetailsPanel::showScene(const TileViewData& view) {
  if (view.overview.isNull()) {
    overview_->showMessage(tr("The scene cannot be reached now"));
  } else {
    overview_->showPicture(view.overview, view.place);
  }
}

void DetailsPanel::copyPlace() {
  if (hit_ && !hit_->wgs84.empty()) QGuiApplication::clipboard()->setText(placeForCopying(centreOf(hit_->wgs84)));
}

}  // namespace tilescout::ui
