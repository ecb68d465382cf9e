#include "ui/search/query_chips.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/app_context.h"
#include "ui/search/example_file.h"
#include "ui/search/example_popup.h"
#include "ui/search/flow_layout.h"
#include "ui/search/result_model.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kLongestText = 40;
constexpr int kChipHeight = 26, kPicture = 18;

QString shortened(const QString& text) {
  return text.size() <= kLongestText ? text : text.left(kLongestText - 1) + QChar(0x2026);
}

/// " × 2.0", nothing for 1.
QString weightText(double weight) {
  const double size = std::abs(weight);
  return size == 1.0 ? QString() : QStringLiteral(" × ") + QLocale().toString(size, 'f', 1);
}

template <typename T>
void dropAt(std::vector<T>& list, std::size_t place) {
  if (place < list.size()) list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
}

}  // namespace

QueryChips::QueryChips(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  chips_ = new QWidget(this);
  auto* flow = new FlowLayout(6, chips_);
  chips_->setLayout(flow);
  QSizePolicy grows(QSizePolicy::Expanding, QSizePolicy::Preferred);
  grows.setHeightForWidth(true);
  chips_->setSizePolicy(grows);
  weight_ = new ExamplePopup(this);
  mixture_ = new QWidget(this);
  slider_ = new QSlider(Qt::Horizontal, mixture_);
  slider_->setObjectName(QStringLiteral("mixture"));
  slider_->setRange(0, 100);
  slider_->setPageStep(10);
  slider_->setFixedWidth(110);
  slider_->setInvertedAppearance(true);  // the text stands at the left: more of it lies there
  auto* mix = new QHBoxLayout(mixture_);
  mix->setContentsMargins(0, 0, 0, 0);
  mix->setSpacing(6);
  for (const char* name : {"mixtureText", "", "mixtureExamples"}) {
    if (*name == 0) {
      mix->addWidget(slider_);
      continue;
    }
    auto* label = new QLabel(mixture_);
    label->setObjectName(QString::fromLatin1(name));
    label->setForegroundRole(QPalette::PlaceholderText);
    mix->addWidget(label);
  }
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 2, 0, 2);
  row->setSpacing(12);
  row->addWidget(chips_, 1);
  row->addWidget(mixture_, 0, Qt::AlignTop);

  SearchController& search = context->search();
  connect(&search, &SearchController::draftChanged, this, &QueryChips::refresh);
  connect(&search, &SearchController::resultChanged, this, &QueryChips::refresh);
  connect(&context->thumbnails(), &ThumbnailLoader::changed, this, [this](qint64 tile) {
    const auto name = QStringLiteral("chipPicture%1").arg(tile);
    if (auto* label = chips_->findChild<QLabel*>(name)) {
      label->setPixmap(context_->thumbnails().pixmap(tile).scaled(kPicture, kPicture, Qt::KeepAspectRatioByExpanding,
                                                                  Qt::SmoothTransformation));
    }
  });
  connect(slider_, &QSlider::valueChanged, this, [this](int value) {
    context_->search().change([&](QueryDraft& draft) { draft.query.textWeight = value / 100.0; });
  });
  onLanguageChange(this, [this] { retranslate(); });
}

void QueryChips::retranslate() {
  findChild<QLabel*>(QStringLiteral("mixtureText"))->setText(tr("text"));
  findChild<QLabel*>(QStringLiteral("mixtureExamples"))->setText(tr("examples"));
  slider_->setAccessibleName(tr("Weight of text against examples"));
  slider_->setToolTip(tr("How much the text counts against the examples"));
  shown_.clear();
  refresh();
}

std::vector<QueryChips::Chip> QueryChips::subjectChips() const {
  std::vector<Chip> chips;
  const Query& query = context_->search().draft().query;
  const auto& result = context_->search().result();
  if (result && !result->translation.empty() && !query.text.empty()) {
    QString tip = tr("The model reads no Chinese: the glossary translated the text. Click to correct it.");
    if (!result->untranslated.empty()) {
      QStringList parts;
      for (const std::string& part : result->untranslated) parts.append(QString::fromStdString(part));
      tip += QLatin1Char('\n') + tr("Not in the glossary: %1").arg(parts.join(tr(", ", "between words of a list")));
    }
    const bool own = !query.translation.empty();
    chips.push_back(
        {QStringLiteral("chipTranslation"),
         tr("In English: %1").arg(QString::fromStdString(result->translation)),
         tip,
         own ? std::function<void(QueryDraft&)>([](QueryDraft& draft) { draft.query.translation.clear(); }) : nullptr,
         [this](QWidget*) { Q_EMIT const_cast<QueryChips*>(this)->translationRequested(); },
         0,
         {}});
  }
  for (std::size_t i = 0; i < query.notTexts.size(); ++i) {
    chips.push_back({QStringLiteral("chipNot"),
                     tr("not %1").arg(shortened(QString::fromStdString(query.notTexts[i]))),
                     tr("Tiles like this move down"),
                     [i](QueryDraft& draft) { dropAt(draft.query.notTexts, i); },
                     {},
                     0,
                     {}});
  }
  if (query.detector) {
    const QString name = context_->search().draft().detectorName;
    chips.push_back({QStringLiteral("chipDetector"),
                     tr("detector: %1").arg(name),
                     tr("Ranked by what was learned from marks"),
                     [](QueryDraft& draft) { draft.query.detector.reset(); },
                     {},
                     0,
                     {}});
  }
  if (query.useTemplates) {
    chips.push_back({QStringLiteral("chipTemplates"),
                     tr("with templates"),
                     tr("The text is averaged over sentences such as “a satellite image of …”. Click to see them."),
                     [](QueryDraft& draft) { draft.query.useTemplates = false; },
                     [this](QWidget*) { Q_EMIT const_cast<QueryChips*>(this)->templatesRequested(); },
                     0,
                     {}});
  }
  return chips;
}

std::vector<QueryChips::Chip> QueryChips::exampleChips() const {
  std::vector<Chip> chips;
  const Query& query = context_->search().draft().query;
  for (std::size_t i = 0; i < query.images.size(); ++i) chips.push_back(pictureChip(i));
  for (const TileId tile : query.like) chips.push_back(tileChip(tile, true));
  for (const TileId tile : query.unlike) chips.push_back(tileChip(tile, false));
  return chips;
}

QueryChips::Chip QueryChips::pictureChip(std::size_t place) const {
  const ExampleImage& image = context_->search().draft().query.images[place];
  const QString name = shortened(exampleLabel(image));
  const QString text = (image.weight < 0 ? tr("unlike %1").arg(name) : name) + weightText(image.weight);
  return {
      QStringLiteral("chipImage"),
      text,
      (image.weight < 0 ? tr("Tiles that look like this picture move down") : tr("Tiles that look like this picture")) +
          QLatin1Char('\n') + tr("Click to weigh it"),
      [place](QueryDraft& draft) { dropAt(draft.query.images, place); },
      [this, place](QWidget* chip) { const_cast<QueryChips*>(this)->weighPicture(chip, place); },
      0,
      exampleThumbnail(image, kPicture)};
}

QueryChips::Chip QueryChips::tileChip(TileId tile, bool like) const {
  const Query& query = context_->search().draft().query;
  const auto weight = query.weights.find(tile);
  return {like ? QStringLiteral("chipLike") : QStringLiteral("chipUnlike"),
          (like ? tr("like tile %1") : tr("unlike tile %1")).arg(tile) +
              (weight == query.weights.end() ? QString() : weightText(weight->second)),
          (like ? tr("More like this tile") : tr("Less like this tile")) + QLatin1Char('\n') + tr("Click to weigh it"),
          [tile, like](QueryDraft& draft) {
            std::erase(like ? draft.query.like : draft.query.unlike, tile);
            draft.query.weights.erase(tile);
          },
          [this, tile](QWidget* chip) { const_cast<QueryChips*>(this)->weighTile(chip, tile); },
          tile,
          {}};
}

void QueryChips::weighPicture(QWidget* chip, std::size_t place) {
  weight_->open(chip, context_->search().draft().query.images[place].weight, [this, place](double weight) {
    context_->search().change([&](QueryDraft& draft) {
      if (place < draft.query.images.size()) draft.query.images[place].weight = weight;
    });
  });
}

void QueryChips::weighTile(QWidget* chip, TileId tile) {
  const Query& query = context_->search().draft().query;
  const auto known = query.weights.find(tile);
  const double size = known == query.weights.end() ? 1.0 : known->second;
  const bool unlike = std::find(query.unlike.begin(), query.unlike.end(), tile) != query.unlike.end();
  weight_->open(chip, unlike ? -size : size, [this, tile](double weight) {
    context_->search().change([&](QueryDraft& draft) {
      Query& edited = draft.query;
      auto& target = weight < 0 ? edited.unlike : edited.like;
      if (std::find(target.begin(), target.end(), tile) == target.end()) {
        std::erase(weight < 0 ? edited.like : edited.unlike, tile);
        target.push_back(tile);
      }
      edited.weights.erase(tile);
      if (std::abs(weight) != 1.0) edited.weights[tile] = std::abs(weight);
    });
  });
}

QueryChips::Chip QueryChips::areaChip() const {
  const QueryDraft& draft = context_->search().draft();
  const QString file = QString::fromStdString(draft.query.withinFile);
  QString name = QFileInfo(file).fileName(), where = file;
  if (draft.query.bbox) {
    const auto& box = *draft.query.bbox;
    name = where = tr("W %1, S %2, E %3, N %4")
                       .arg(box[0], 0, 'f', 3)
                       .arg(box[1], 0, 'f', 3)
                       .arg(box[2], 0, 'f', 3)
                       .arg(box[3], 0, 'f', 3);
  }
  if (!draft.areaName.isEmpty()) name = shortened(draft.areaName);
  return {QStringLiteral("chipArea"),
          tr("area: %1").arg(name),
          where + QLatin1Char('\n') + tr("Click to rename, export or change it"),
          [](QueryDraft& d) {
            d.query.bbox.reset();
            d.query.withinFile.clear();
            d.areaName.clear();
          },
          [this](QWidget* chip) { Q_EMIT const_cast<QueryChips*>(this)->areaRequested(chip); },
          0,
          {}};
}

std::vector<QueryChips::Chip> QueryChips::filterChips() const {
  std::vector<Chip> chips;
  const QueryDraft& draft = context_->search().draft();
  const Query& query = draft.query;
  const auto filters = [this](QWidget*) { Q_EMIT const_cast<QueryChips*>(this)->filtersRequested(); };
  if (query.bbox || !query.withinFile.empty()) chips.push_back(areaChip());
  if (query.undated == Undated::Only) {
    chips.push_back({QStringLiteral("chipDates"),
                     tr("no date"),
                     tr("Only scenes without a date"),
                     [](QueryDraft& d) { d.query.undated = Undated::Never; },
                     filters,
                     0,
                     {}});
  } else if (!query.fromDate.empty() || !query.toDate.empty()) {
    const QString from = QString::fromStdString(query.fromDate), to = QString::fromStdString(query.toDate);
    const QString text = to.isEmpty()     ? tr("from %1").arg(from)
                         : from.isEmpty() ? tr("until %1").arg(to)
                                          : tr("%1 to %2").arg(from, to);
    const bool also = query.undated == Undated::Also;
    chips.push_back({QStringLiteral("chipDates"),
                     also ? tr("%1, or no date").arg(text) : text,
                     also ? tr("Scenes without a date pass as well") : tr("Scenes without a date do not pass"),
                     [](QueryDraft& d) {
                       d.query.fromDate.clear();
                       d.query.toDate.clear();
                       d.query.undated = Undated::Never;
                     },
                     filters,
                     0,
                     {}});
  }
  if (!query.sceneGlob.empty()) {
    chips.push_back({QStringLiteral("chipScene"),
                     tr("scene: %1").arg(QString::fromStdString(query.sceneGlob)),
                     tr("Only scenes whose name matches"),
                     [](QueryDraft& d) { d.query.sceneGlob.clear(); },
                     filters,
                     0,
                     {}});
  }
  if (!query.scenes.empty()) {
    chips.push_back({QStringLiteral("chipScenes"),
                     tr("%n scene(s)", nullptr, static_cast<int>(query.scenes.size())),
                     tr("Only the chosen scenes"),
                     [](QueryDraft& d) { d.query.scenes.clear(); },
                     {},
                     0,
                     {}});
  }
  if (!query.sensors.empty()) {
    QStringList names;
    for (const std::string& sensor : query.sensors)
      names.append(sensor.empty() ? tr("sensor not known") : QString::fromStdString(sensor));
    chips.push_back({QStringLiteral("chipSensors"),
                     shortened(names.join(tr(", ", "between words of a list"))),
                     tr("Only scenes of these sensors, as their file names tell"),
                     [](QueryDraft& d) { d.query.sensors.clear(); },
                     filters,
                     0,
                     {}});
  }
  if (query.afterTile > 0) {
    chips.push_back({QStringLiteral("chipNew"),
                     tr("new since the last look"),
                     tr("Only tiles that were added since"),
                     [](QueryDraft& d) { d.query.afterTile = 0; },
                     {},
                     0,
                     {}});
  }
  if (query.tiles) {
    chips.push_back({QStringLiteral("chipTiles"),
                     draft.tilesName.isEmpty() ? tr("%n chosen tile(s)", nullptr, static_cast<int>(query.tiles->size()))
                                               : tr("in %1").arg(shortened(draft.tilesName)),
                     tr("Only these tiles"),
                     [](QueryDraft& d) {
                       d.query.tiles.reset();
                       d.tilesName.clear();
                     },
                     {},
                     0,
                     {}});
  }
  return chips;
}

std::vector<QueryChips::Chip> QueryChips::scoreChips() const {
  std::vector<Chip> chips;
  const Query& query = context_->search().draft().query;
  const auto filters = [this](QWidget*) { Q_EMIT const_cast<QueryChips*>(this)->filtersRequested(); };
  if (query.minScore) {
    chips.push_back({QStringLiteral("chipScore"),
                     tr("score from %1").arg(formatScore(*query.minScore)),
                     tr("Tiles below it are left out"),
                     [](QueryDraft& d) { d.query.minScore.reset(); },
                     {},
                     0,
                     {}});
  }
  if (query.minBand != ScoreBand::Noise) {
    chips.push_back({QStringLiteral("chipBand"),
                     query.minBand == ScoreBand::Likely ? tr("likely only") : tr("likely and possible"),
                     tr("Cut off where this query's scores leave the noise of the whole archive"),
                     [](QueryDraft& d) { d.query.minBand = ScoreBand::Noise; },
                     {},
                     0,
                     {}});
  }
  if (query.distinctMetres > 0) {
    chips.push_back({QStringLiteral("chipDistinct"),
                     tr("places %1 m apart").arg(QLocale().toString(query.distinctMetres, 'f', 0)),
                     tr("Of hits closer than this only the best is shown"),
                     [](QueryDraft& d) { d.query.distinctMetres = 0; },
                     filters,
                     0,
                     {}});
  }
  if (query.leaveOutNeighbours || query.leaveOutSamePlace) {
    chips.push_back({QStringLiteral("chipElsewhere"),
                     query.leaveOutSamePlace ? tr("other places") : tr("without neighbours"),
                     tr("The example's own surroundings are left out"),
                     [](QueryDraft& d) { d.query.leaveOutNeighbours = d.query.leaveOutSamePlace = false; },
                     filters,
                     0,
                     {}});
  }
  if (query.words == WordRule::First) {
    chips.push_back({QStringLiteral("chipWords"),
                     tr("words first"),
                     tr("Tiles whose captions, tags, scene name, folder or date hold every word come first"),
                     [](QueryDraft& d) { d.query.words = WordRule::Mark; },
                     {},
                     0,
                     {}});
  }
  return chips;
}

void QueryChips::refresh() {
  std::vector<Chip> chips = subjectChips();
  for (const auto& more : {exampleChips(), filterChips(), scoreChips()})
    chips.insert(chips.end(), more.begin(), more.end());
  QString signature;
  for (const Chip& chip : chips) signature += chip.text + QLatin1Char('\n') + chip.tip + QLatin1Char('\n');
  refreshMixture();
  if (signature != shown_ || chips.empty()) {
    shown_ = signature;
    show(chips);
  }
  setVisible(!chips.empty());
}

void QueryChips::refreshMixture() {
  const Query& query = context_->search().draft().query;
  const QSignalBlocker quiet(slider_);
  slider_->setValue(static_cast<int>(std::lround(query.textWeight * 100)));
  mixture_->setVisible(!query.text.empty() && (!query.images.empty() || !query.like.empty()));
}

void QueryChips::show(const std::vector<Chip>& chips) {
  const bool hadFocus = chips_->isAncestorOf(focusWidget());
  for (QLayoutItem* item = chips_->layout()->takeAt(0); item; item = chips_->layout()->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const Chip& chip : chips) chips_->layout()->addWidget(makeChip(chip));
  chips_->updateGeometry();
  // A removed chip must not leave the keyboard nowhere.
  if (hadFocus && chips_->layout()->count() > 0) chips_->layout()->itemAt(0)->widget()->setFocus();
}

QWidget* QueryChips::makeChip(const Chip& chip) {
  auto* frame = new QFrame(chips_);
  frame->setObjectName(chip.name);
  frame->setFrameShape(QFrame::StyledPanel);
  frame->setToolTip(chip.tip);
  auto* row = new QHBoxLayout(frame);
  row->setContentsMargins(6, 0, chip.remove ? 2 : 6, 0);
  row->setSpacing(4);
  frame->setFixedHeight(kChipHeight);
  if (chip.tile != 0 || !chip.picture.isNull()) {
    auto* picture = new QLabel(frame);
    picture->setObjectName(QStringLiteral("chipPicture%1").arg(chip.tile));
    picture->setFixedSize(kPicture, kPicture);
    const QPixmap shown = chip.tile != 0 ? context_->thumbnails().pixmap(chip.tile) : QPixmap::fromImage(chip.picture);
    picture->setPixmap(shown.scaled(kPicture, kPicture, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation));
    row->addWidget(picture);
  }
  if (chip.open) {
    auto* text = new QToolButton(frame);
    text->setText(chip.text);
    text->setAutoRaise(true);
    text->setToolTip(chip.tip);
    text->setObjectName(QStringLiteral("chipOpen"));
    connect(text, &QToolButton::clicked, this, [open = chip.open, frame] { open(frame); });
    row->addWidget(text);
  } else {
    auto* text = new QLabel(chip.text, frame);
    text->setTextFormat(Qt::PlainText);
    row->addWidget(text);
  }
  if (chip.remove) {
    auto* close = new QToolButton(frame);
    close->setObjectName(QStringLiteral("chipRemove"));
    close->setText(QStringLiteral("×"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Remove: %1").arg(chip.text));
    close->setToolTip(tr("Remove: %1").arg(chip.text));
    connect(close, &QToolButton::clicked, this, [this, remove = chip.remove] { context_->search().change(remove); });
    row->addWidget(close);
    frame->setFocusProxy(close);
  }
  return frame;
}

}  // namespace tilescout::ui
