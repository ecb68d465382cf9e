#include "ui/archive/add_scenes_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/app_context.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"

namespace tilescout::ui {

namespace {

constexpr int kTypingPauseMs = 300;  // typing a size asks once, at its end

template <typename Box>
Box* namedBox(QWidget* parent, const char* name) {
  auto* box = new Box(parent);
  box->setObjectName(QString::fromLatin1(name));
  return box;
}

QHBoxLayout* rowOf(std::initializer_list<QWidget*> parts) {
  auto* row = new QHBoxLayout;
  for (QWidget* part : parts) row->addWidget(part);
  row->addStretch(1);
  return row;
}

QString metres(double value) {
  return value < 100 ? QLocale().toString(value, 'g', 2) : formatCount(std::llround(value));
}

/// Keeps the choice while the texts change.
void setTexts(QComboBox* box, const QStringList& texts) {
  const QSignalBlocker quiet(box);
  const int chosen = std::max(0, box->currentIndex());
  box->clear();
  box->addItems(texts);
  box->setCurrentIndex(chosen);
}

}  // namespace

AddScenesDialog::AddScenesDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  setObjectName(QStringLiteral("addScenesDialog"));
  setAcceptDrops(true);
  pause_.setSingleShot(true);
  pause_.setInterval(kTypingPauseMs);
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    addFolder_->setIcon(themeIcon("folder-new"));
    addFiles_->setIcon(themeIcon("document-open"));
    remove_->setIcon(themeIcon("list-remove"));
  });
  const bool before = context->archive().state() == ArchiveState::Open && !context->archive().scenes().empty();
  cut_->setCurrentIndex(static_cast<int>(before ? Cut::AsBefore : Cut::Seen));
  showChoices();
}

AddScenesDialog::~AddScenesDialog() = default;

void AddScenesDialog::build() {
  intro_ = new QLabel(this);
  intro_->setWordWrap(true);
  list_ = namedBox<QListWidget>(this, "addScenesList");
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setFixedHeight(96);
  for (QPushButton** button : {&addFolder_, &addFiles_, &remove_, &start_, &close_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  start_->setObjectName(QStringLiteral("addScenesStart"));
  start_->setDefault(true);
  state_ = new QLabel(this);
  state_->setObjectName(QStringLiteral("addScenesState"));
  state_->setWordWrap(true);
  state_->setTextFormat(Qt::PlainText);
  state_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  state_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  state_->setMinimumHeight(5 * state_->fontMetrics().lineSpacing());
  unfold_ = namedBox<QToolButton>(this, "addScenesUnfold");
  unfold_->setAutoRaise(true);
  unfold_->setCheckable(true);
  problems_ = namedBox<QPlainTextEdit>(this, "addScenesProblems");
  problems_->setReadOnly(true);
  problems_->setFixedHeight(96);
  problems_->hide();
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(8);
  QSizePolicy kept = bar_->sizePolicy();
  kept.setRetainSizeWhenHidden(true);
  bar_->setSizePolicy(kept);

  auto* sources = new QVBoxLayout;
  for (QPushButton* button : {addFolder_, addFiles_, remove_}) sources->addWidget(button);
  sources->addStretch(1);
  auto* what = new QHBoxLayout;
  what->addWidget(list_, 1);
  what->addLayout(sources);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(start_);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(intro_);
  column->addLayout(what);
  column->addLayout(buildChoices());
  column->addWidget(bar_);
  column->addWidget(state_);
  column->addWidget(unfold_, 0, Qt::AlignLeft);
  column->addWidget(problems_);
  column->addStretch(1);
  column->addLayout(buttons);
  resizeFitting(this, {660, 520});
}

QFormLayout* AddScenesDialog::buildChoices() {
  for (QLabel** label : {&cutLabel_, &overlapLabel_, &bandsLabel_, &contrastLabel_}) *label = new QLabel(this);
  cut_ = namedBox<QComboBox>(this, "addScenesCut");
  tile_ = namedBox<QSpinBox>(this, "addScenesTile");
  tile_->setRange(8, 65536);
  tile_->setValue(256);
  levels_ = namedBox<QSpinBox>(this, "addScenesLevels");
  levels_->setRange(1, 16);
  ground_ = namedBox<QDoubleSpinBox>(this, "addScenesGround");
  ground_->setRange(1, 1'000'000);
  ground_->setDecimals(0);
  ground_->setValue(500);
  overlap_ = namedBox<QSpinBox>(this, "addScenesOverlap");
  overlap_->setRange(0, 90);
  overlap_->setSingleStep(25);
  overlapLabel_->setBuddy(overlap_);
  bands_ = namedBox<QComboBox>(this, "addScenesBands");
  for (int i = 0; i < 3; ++i) {
    auto* band = new QComboBox(this);
    band->setObjectName(QStringLiteral("addScenesBand%1").arg(i));
    band->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    band_[static_cast<std::size_t>(i)] = band;
  }
  contrast_ = namedBox<QComboBox>(this, "addScenesContrast");
  low_ = namedBox<QDoubleSpinBox>(this, "addScenesLow");
  high_ = namedBox<QDoubleSpinBox>(this, "addScenesHigh");
  for (QDoubleSpinBox* limit : {low_, high_}) limit->setDecimals(2);
  cutLabel_->setBuddy(cut_);
  bandsLabel_->setBuddy(bands_);
  contrastLabel_->setBuddy(contrast_);
  auto* form = new QFormLayout;
  form->addRow(cutLabel_, rowOf({cut_, tile_, levels_, ground_, overlapLabel_, overlap_}));
  form->addRow(bandsLabel_, rowOf({bands_, band_[0], band_[1], band_[2]}));
  form->addRow(contrastLabel_, rowOf({contrast_, low_, high_}));
  return form;
}

void AddScenesDialog::wire() {
  connect(addFolder_, &QPushButton::clicked, this, &AddScenesDialog::folderRequested);
  connect(addFiles_, &QPushButton::clicked, this, &AddScenesDialog::filesRequested);
  connect(remove_, &QPushButton::clicked, this, [this] {
    qDeleteAll(list_->selectedItems());
    changed();
  });
  connect(list_, &QListWidget::itemSelectionChanged, this,
          [this] { remove_->setEnabled(!list_->selectedItems().isEmpty()); });
  connect(start_, &QPushButton::clicked, this, &AddScenesDialog::start);
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  connect(unfold_, &QToolButton::toggled, problems_, &QWidget::setVisible);
  for (QComboBox* box : {cut_, bands_, contrast_}) {
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
      showChoices();
      changed();
    });
  }
  connect(contrast_, &QComboBox::currentIndexChanged, this, [this] {
    const bool percent = contrast() == Contrast::Percent;
    const double most = percent ? 100 : 1e9;
    for (QDoubleSpinBox* limit : {low_, high_}) limit->setRange(percent ? 0 : -most, most);
    low_->setValue(contrast() == Contrast::Range ? 0 : 2);
    high_->setValue(percent ? 98 : 255);
  });
  for (QSpinBox* box : {tile_, levels_, overlap_}) connect(box, &QSpinBox::valueChanged, this, &AddScenesDialog::changed);
  for (QDoubleSpinBox* box : {ground_, low_, high_})
    connect(box, &QDoubleSpinBox::valueChanged, this, &AddScenesDialog::changed);
  for (QComboBox* box : band_) connect(box, &QComboBox::currentIndexChanged, this, &AddScenesDialog::changed);
  connect(&pause_, &QTimer::timeout, this, &AddScenesDialog::look);
}

void AddScenesDialog::retranslate() {
  setWindowTitle(tr("Add scenes"));
  intro_->setText(tr("Folders are gone through with all that lies in them. Nothing is written before you start."));
  list_->setAccessibleName(tr("Files and folders to add"));
  addFolder_->setText(tr("Add &folder…"));
  addFiles_->setText(tr("Add f&iles…"));
  remove_->setText(tr("&Remove"));
  start_->setText(tr("&Start indexing"));
  close_->setText(tr("Cancel"));
  problems_->setAccessibleName(tr("Files that cannot be indexed, and why"));
  retranslateChoices();
  retranslateUnits();
  offerBands();
  showPreview();
}

void AddScenesDialog::retranslateChoices() {
  cutLabel_->setText(tr("&Tiles"));
  setTexts(cut_, {tr("as this archive was cut before"), tr("at the sizes the model has seen"), tr("by pixels"),
                  tr("by size on the ground")});
  overlapLabel_->setText(tr("&Overlap"));
  bandsLabel_->setText(tr("&Bands"));
  setTexts(bands_, {tr("chosen from each file"), tr("these, as red, green and blue")});
  contrastLabel_->setText(tr("&Contrast"));
  setTexts(contrast_, {tr("automatic"), tr("percentiles of each scene"), tr("fixed range"),
                       tr("standard deviations around the mean"), tr("values as they are")});
  contrast_->setToolTip(tr("Computed once for each scene and kept, so that the same pixel looks the same in every tile"));
  cut_->setAccessibleName(tr("How scenes are cut into tiles"));
  bands_->setAccessibleName(tr("Which bands are shown"));
  contrast_->setAccessibleName(tr("How values become brightness"));
  band_[0]->setAccessibleName(tr("Band shown as red"));
  band_[1]->setAccessibleName(tr("Band shown as green"));
  band_[2]->setAccessibleName(tr("Band shown as blue"));
}

void AddScenesDialog::retranslateUnits() {
  tile_->setSuffix(tr(" px", "pixels, after a number"));
  tile_->setAccessibleName(tr("Side of a tile in pixels"));
  levels_->setPrefix(tr("levels: "));
  levels_->setAccessibleName(tr("Resolution levels"));
  levels_->setToolTip(tr("Each level shows twice as much ground in a tile as the one before"));
  ground_->setSuffix(tr(" m", "metres, after a number"));
  ground_->setAccessibleName(tr("Side of a tile on the ground in metres"));
  overlap_->setSuffix(QStringLiteral(" %"));
  overlap_->setAccessibleName(tr("Overlap of neighbouring tiles"));
  low_->setAccessibleName(tr("Shown as black"));
  high_->setAccessibleName(tr("Shown as white"));
}

AddScenesDialog::Cut AddScenesDialog::cut() const { return static_cast<Cut>(cut_->currentIndex()); }

AddScenesDialog::Contrast AddScenesDialog::contrast() const {
  return static_cast<Contrast>(contrast_->currentIndex());
}

void AddScenesDialog::showChoices() {
  tile_->setVisible(cut() == Cut::Pixels);
  levels_->setVisible(cut() == Cut::Pixels);
  ground_->setVisible(cut() == Cut::Ground);
  for (QWidget* part : {static_cast<QWidget*>(overlapLabel_), static_cast<QWidget*>(overlap_)})
    part->setVisible(cut() == Cut::Pixels);
  // What was chosen before goes for all of it.
  const bool free = cut() != Cut::AsBefore;
  for (QWidget* part : {static_cast<QWidget*>(bands_), static_cast<QWidget*>(contrast_)}) part->setEnabled(free);
  for (QComboBox* band : band_) band->setVisible(free && bands_->currentIndex() == 1);
  const bool two = contrast() == Contrast::Percent || contrast() == Contrast::Range;
  low_->setVisible(free && (two || contrast() == Contrast::Deviations));
  high_->setVisible(free && two);
}

void AddScenesDialog::addPaths(const QStringList& paths) {
  const QStringList had = this->paths();
  for (const QString& path : paths) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (had.contains(absolute)) continue;
    auto* item = new QListWidgetItem(QDir::toNativeSeparators(absolute), list_);
    item->setData(Qt::UserRole, absolute);
    item->setToolTip(item->text());
  }
  changed();
}

QStringList AddScenesDialog::paths() const {
  QStringList paths;
  for (int row = 0; row < list_->count(); ++row) paths.append(list_->item(row)->data(Qt::UserRole).toString());
  return paths;
}

StretchSpec AddScenesDialog::stretch() const {
  using Kind = StretchSpec::Kind;
  switch (contrast()) {
    case Contrast::Automatic: break;
    case Contrast::Percent: return {Kind::Percent, low_->value(), high_->value()};
    case Contrast::Range: return {Kind::MinMax, low_->value(), high_->value()};
    case Contrast::Deviations: return {Kind::Sigma, low_->value(), 0.0};
    case Contrast::None: return {Kind::None, 0.0, 0.0};
  }
  return {};
}

jobs::IndexOptions AddScenesDialog::options() const {
  jobs::IndexOptions options;
  for (const QString& path : paths()) options.paths.emplace_back(path.toStdString());
  options.cutAsBefore = cut() == Cut::AsBefore;
  if (options.cutAsBefore) return options;
  if (cut() == Cut::Ground) options.groundMetres = ground_->value();
  if (cut() == Cut::Pixels) {
    options.tile = tile_->value();
    options.levels = levels_->value();
    if (overlap_->value() > 0)
      options.stride = std::max(1, static_cast<int>(std::lround(tile_->value() * (100 - overlap_->value()) / 100.0)));
  }
  options.stretch = stretch();
  if (bands_->currentIndex() == 1 && band_[0]->count() > 0) {
    options.bands = {band_[0]->currentIndex() + 1, band_[1]->currentIndex() + 1, band_[2]->currentIndex() + 1};
  }
  return options;
}

void AddScenesDialog::changed() {
  calls_.drop();
  remove_->setEnabled(!list_->selectedItems().isEmpty());
  phase_ = list_->count() == 0 ? Phase::Empty : Phase::Looking;
  if (phase_ == Phase::Looking) pause_.start();
  showPreview();
}

void AddScenesDialog::look() {
  if (list_->count() == 0) return;
  const ArchiveController& archive = context_->archive();
  const std::filesystem::path file =
      archive.state() == ArchiveState::Open ? std::filesystem::path(archive.file().toStdString()) : "";
  const auto sink = [this](const Progress& progress) {
    QMetaObject::invokeMethod(
        this,
        [this, progress] {
          bar_->setRange(0, static_cast<int>(progress.total));
          bar_->setValue(static_cast<int>(progress.done));
        },
        Qt::QueuedConnection);
  };
  calls_.call(
      [backend = &context_->backend(), file, options = options(), memory = memory_, sink](const std::stop_token& stop) {
        JobContext job(stop, sink);
        return backend->previewIndex(file, options, *memory, job);
      },
      [this](const jobs::IndexPreview& preview) { took(preview); }, [this](const UiError& error) { failed(error); });
}

void AddScenesDialog::took(const jobs::IndexPreview& preview) {
  preview_ = preview;
  phase_ = Phase::Known;
  offerBands();
  showPreview();
}

void AddScenesDialog::failed(const UiError& error) {
  error_ = error;
  phase_ = Phase::Failed;
  showPreview();
}

void AddScenesDialog::offerBands() {
  if (preview_.bands.empty()) return;
  const bool first = band_[0]->count() == 0;
  QStringList names;
  for (const BandInfo& band : preview_.bands) {
    const QString name = QString::fromStdString(band.name.empty() ? band.interpretation : band.name);
    names.append(name.isEmpty() ? QString::number(band.number) : QStringLiteral("%1 %2").arg(band.number).arg(name));
  }
  for (std::size_t i = 0; i < band_.size(); ++i) {
    setTexts(band_[i], names);
    const QSignalBlocker quiet(band_[i]);
    if (first) band_[i]->setCurrentIndex(preview_.shown[i] - 1);
    band_[i]->setToolTip(tr("The bands of %1").arg(QString::fromStdString(preview_.bandScene)));
  }
}

QStringList AddScenesDialog::previewLines() const {
  const jobs::IndexPreview& seen = preview_;
  QStringList lines;
  QString scenes = tr("%n new scene file(s), %1", nullptr, static_cast<int>(seen.files)).arg(formatBytes(seen.bytes));
  if (seen.known > 0) scenes += tr("; %n known already", nullptr, static_cast<int>(seen.known));
  lines.append(scenes);
  if (seen.files == 0) return lines;
  QString tiles = seen.looked < seen.files ? tr("About %1 tiles").arg(formatCount(seen.tiles))
                                           : tr("%n tile(s)", nullptr, static_cast<int>(seen.tiles));
  if (seen.largestTileMetres > 0) {
    const QString least = metres(seen.smallestTileMetres), most = metres(seen.largestTileMetres);
    tiles += least == most ? tr(", %1 m on the ground").arg(most)
                           : tr(", %1 to %2 m on the ground").arg(least, most);
  }
  lines.append(tiles);
  lines.append(tr("The archive grows by about %1; embedding takes about %2 on this computer.")
                   .arg(formatBytes(seen.archiveBytes), formatDuration(seen.seconds)));
  if (seen.looked < seen.files) {
    lines.append(tr("From the headers of %1 files, spread evenly over all.").arg(formatCount(seen.looked)));
  }
  if (seen.unseen > 0) {
    lines.append(tr("The model has not seen ground as these tiles show it in %n scene(s): expect weaker answers there.",
                    nullptr, static_cast<int>(seen.unseen)));
  }
  if (seen.unplaced > 0)
    lines.append(tr("%n scene(s) without a place on the map.", nullptr, static_cast<int>(seen.unplaced)));
  return lines;
}

void AddScenesDialog::showPreview() {
  bar_->setVisible(phase_ == Phase::Looking);
  start_->setEnabled(phase_ == Phase::Looking || (phase_ == Phase::Known && preview_.files + preview_.known > 0));
  const bool bad = phase_ == Phase::Known && preview_.refused > 0;
  unfold_->setVisible(bad);
  if (!bad) unfold_->setChecked(false);
  switch (phase_) {
    case Phase::Empty: state_->setText(tr("Choose a folder or files, or drop them here.")); return;
    case Phase::Looking: state_->setText(tr("Looking at the files…")); return;
    case Phase::Failed: state_->setText(errorSentence(error_)); return;
    case Phase::Known: break;
  }
  state_->setText(previewLines().join(QLatin1Char('\n')));
  if (!bad) return;
  unfold_->setText(tr("%n file(s) cannot be indexed", nullptr, static_cast<int>(preview_.refused)));
  unfold_->setToolTip(tr("Show which, and why"));
  unfold_->setIcon(themeIcon("dialog-warning"));
  unfold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  QStringList reasons;
  for (const SceneProblem& problem : preview_.problems)
    reasons.append(QString::fromStdString(problem.scene + ": " + problem.message));
  problems_->setPlainText(reasons.join(QLatin1Char('\n')));
}

void AddScenesDialog::start() {
  context_->archive().addScenes(options());
  close();
}

void AddScenesDialog::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void AddScenesDialog::dropEvent(QDropEvent* event) {
  QStringList dropped;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) dropped.append(url.toLocalFile());
  if (dropped.isEmpty()) return;
  event->acceptProposedAction();
  addPaths(dropped);
}

}  // namespace tilescout::ui
