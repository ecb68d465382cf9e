#include "ui/search/filter_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QScreen>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "ui/app_context.h"
#include "ui/search/date_histogram.h"
#include "ui/search/facet_list.h"
#include "ui/search/result_model.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

/// "2015", "2015-06" or "2015-06-29", all in range; empty is no limit.
bool isDate(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("^(\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?$"));
  return pattern.match(text).hasMatch();
}

constexpr int kContentWidth = 270;
constexpr int kLineMargins = 40;  ///< of a line beside its text, with the button that clears it

QString originOf(const jobs::SceneSummary& scene) {
  const QString name = QString::fromStdString(scene.name);
  return scene.date.empty() ? name : QStringLiteral("%1 · %2").arg(QString::fromStdString(scene.date), name);
}

/// What the program averages over when the user has no list of his own (core/text/prompt_templates.h).
QStringList standardTemplates() {
  return {QStringLiteral("{}"),
          QStringLiteral("a satellite image of {}."),
          QStringLiteral("an aerial photograph of {}."),
          QStringLiteral("a remote sensing image of {}."),
          QStringLiteral("{} seen from above."),
          QStringLiteral("there is {} in the picture.")};
}

}  // namespace

FilterPanel::FilterPanel(AppContext* context, QWidget* parent) : QFrame(parent, Qt::Popup), context_(context) {
  setObjectName(QStringLiteral("filterPanel"));
  setFrameShape(QFrame::StyledPanel);
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

void FilterPanel::build() {
  const auto line = [this](const char* name) {
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setClearButtonEnabled(true);
    return edit;
  };
  from_ = line("filterFrom");
  to_ = line("filterTo");
  scene_ = line("filterScene");
  distinct_ = new QDoubleSpinBox(this);
  distinct_->setObjectName(QStringLiteral("filterDistinct"));
  distinct_->setRange(0, 1e6);
  distinct_->setDecimals(0);
  distinct_->setSingleStep(100);
  band_ = new QComboBox(this);
  band_->setObjectName(QStringLiteral("filterBand"));
  words_ = new QComboBox(this);
  words_->setObjectName(QStringLiteral("filterWords"));
  neighbours_ = new QCheckBox(this);
  neighbours_->setObjectName(QStringLiteral("filterNeighbours"));
  samePlace_ = new QCheckBox(this);
  samePlace_->setObjectName(QStringLiteral("filterSamePlace"));
  templates_ = new QCheckBox(this);
  templates_->setObjectName(QStringLiteral("filterTemplates"));
  templateList_ = new QPlainTextEdit(this);
  templateList_->setObjectName(QStringLiteral("filterTemplateList"));
  templateList_->setTabChangesFocus(true);
  templateList_->setFixedHeight(110);
  trouble_ = new QLabel(this);
  trouble_->setObjectName(QStringLiteral("filterTrouble"));
  trouble_->setWordWrap(true);
  trouble_->hide();
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(6);
  for (QWidget* field :
       {static_cast<QWidget*>(from_), static_cast<QWidget*>(to_), static_cast<QWidget*>(scene_),
        static_cast<QWidget*>(band_), static_cast<QWidget*>(words_), static_cast<QWidget*>(distinct_)}) {
    auto* name = new QLabel(this);
    name->setBuddy(field);
    names_.append(name);
    form->addRow(name, field);
  }
  auto* column = new QVBoxLayout;
  column->setSpacing(8);
  column->addLayout(form);
  column->addWidget(trouble_);
  for (QWidget* field : {static_cast<QWidget*>(neighbours_), static_cast<QWidget*>(samePlace_),
                         static_cast<QWidget*>(templates_), static_cast<QWidget*>(templateList_)})
    column->addWidget(field);
  auto* both = new QHBoxLayout(this);
  both->setContentsMargins(16, 12, 16, 12);
  both->setSpacing(16);
  both->addLayout(column, 1);
  both->addLayout(buildContent());
}

QLayout* FilterPanel::buildContent() {
  yearsName_ = new QLabel(this);
  years_ = new DateHistogram(this);
  scenes_ = new FacetList(this);
  sensors_ = new FacetList(this);
  tags_ = new FacetList(this);
  scenes_->list()->setObjectName(QStringLiteral("filterScenes"));
  sensors_->list()->setObjectName(QStringLiteral("filterSensors"));
  tags_->list()->setObjectName(QStringLiteral("filterTags"));
  facets_ = new QTabWidget(this);
  facets_->setDocumentMode(true);
  facets_->addTab(scenes_, QString());
  facets_->addTab(sensors_, QString());
  facets_->addTab(tags_, QString());
  facets_->setMinimumSize(kContentWidth, 160);
  yearsName_->setBuddy(years_);
  auto* column = new QVBoxLayout;
  column->setSpacing(6);
  column->addWidget(yearsName_);
  column->addWidget(years_);
  column->addWidget(facets_, 1);
  return column;
}

void FilterPanel::wire() {
  const auto change = [this](auto edit) {
    if (!reading_) context_->search().change(edit);
  };
  connect(from_, &QLineEdit::textChanged, this, &FilterPanel::writeDates);
  connect(to_, &QLineEdit::textChanged, this, &FilterPanel::writeDates);
  connect(scene_, &QLineEdit::textChanged, this, [=](const QString& text) {
    change([&](QueryDraft& draft) { draft.query.sceneGlob = text.trimmed().toStdString(); });
  });
  connect(distinct_, &QDoubleSpinBox::valueChanged, this,
          [=](double metres) { change([&](QueryDraft& draft) { draft.query.distinctMetres = metres; }); });
  connect(band_, &QComboBox::currentIndexChanged, this,
          [=](int band) { change([&](QueryDraft& draft) { draft.query.minBand = static_cast<ScoreBand>(band); }); });
  connect(words_, &QComboBox::currentIndexChanged, this,
          [=](int rule) { change([&](QueryDraft& draft) { draft.query.words = static_cast<WordRule>(rule); }); });
  connect(neighbours_, &QCheckBox::toggled, this,
          [=](bool on) { change([&](QueryDraft& draft) { draft.query.leaveOutNeighbours = on; }); });
  connect(samePlace_, &QCheckBox::toggled, this,
          [=](bool on) { change([&](QueryDraft& draft) { draft.query.leaveOutSamePlace = on; }); });
  connect(years_, &DateHistogram::rangeChosen, this, [=, this](const DateHistogram::Range& range) {
    const auto year = [](const std::optional<int>& value) {
      return value ? QString::number(*value).rightJustified(4, QLatin1Char('0')) : QString();
    };
    {
      const QScopedValueRollback quiet(reading_, true);
      from_->setText(year(range.from));
      to_->setText(year(range.to));
    }
    change([&](QueryDraft& draft) {
      draft.query.fromDate = year(range.from).toStdString();
      draft.query.toDate = year(range.to).toStdString();
      draft.query.undated = range.undated;
    });
  });
  connect(scenes_, &FacetList::chosenChanged, this, &FilterPanel::writeScenes);
  connect(sensors_, &FacetList::chosenChanged, this, &FilterPanel::writeSensors);
  connect(tags_, &FacetList::chosenChanged, this, &FilterPanel::writeTags);
  const auto contentChanged = [this] {
    if (isVisible()) readContent();
  };
  connect(&context_->archive(), &ArchiveController::contentChanged, this, contentChanged);
  connect(&context_->labels(), &LabelController::labelsChanged, this, contentChanged);
  connect(templates_, &QCheckBox::toggled, this, &FilterPanel::writeTemplates);
  connect(templateList_, &QPlainTextEdit::textChanged, this, &FilterPanel::writeTemplates);
  connect(&context_->search(), &SearchController::draftChanged, this, [this] {
    if (isVisible() && !isAncestorOf(focusWidget())) read();
    if (isVisible()) readYears();
  });
}

void FilterPanel::retranslate() {
  const QStringList names = {tr("&From"),       tr("&Until"), tr("S&cene name"),
                             tr("Show &tiles"), tr("&Words"), tr("Places a&part")};
  for (qsizetype i = 0; i < names.size(); ++i) names_[i]->setText(names[i]);
  from_->setPlaceholderText(tr("2015, 2015-06 or 2015-06-29"));
  to_->setPlaceholderText(tr("2015, 2015-06 or 2015-06-29"));
  from_->setMinimumWidth(from_->fontMetrics().horizontalAdvance(from_->placeholderText()) + kLineMargins);
  scene_->setPlaceholderText(tr("naip* – with * and ?"));
  scene_->setToolTip(tr("Only scenes whose whole name matches; * stands for anything, ? for one character"));
  distinct_->setSuffix(tr(" m"));
  distinct_->setSpecialValueText(tr("off"));
  distinct_->setToolTip(tr("Of hits closer than this only the best is shown"));
  const QScopedValueRollback quiet(reading_, true);
  band_->clear();
  band_->addItems({tr("all, best first"), tr("likely and possible"), tr("likely only")});
  band_->setToolTip(tr("Cut off where this query's scores leave the noise of the whole archive"));
  words_->clear();
  words_->addItems(
      {tr("the picture alone counts"), tr("say where words were found"), tr("tiles with every word first")});
  words_->setToolTip(tr("Words of the text are looked for in captions, tags, names and folders of scenes, and dates"));
  neighbours_->setText(tr("Leave out tiles that &overlap an example"));
  samePlace_->setText(tr("Leave out the &example's place on other dates"));
  templates_->setText(tr("A&verage the text over these sentences ({} is the text)"));
  templateList_->setAccessibleName(tr("Sentences, one a line"));
  yearsName_->setText(tr("Tiles by &year"));
  years_->setToolTip(tr("Drag over years to keep them; click “no date” to let such scenes pass"));
  facets_->setTabText(0, tr("Scenes"));
  facets_->setTabText(1, tr("Sensors"));
  facets_->setTabToolTip(1, tr("As the scenes' file names tell"));
  facets_->setTabText(2, tr("Tags"));
  scenes_->list()->setAccessibleName(tr("Scenes to search in"));
  sensors_->list()->setAccessibleName(tr("Sensors to search in"));
  tags_->list()->setAccessibleName(tr("Tags to search in"));
  readContent();
  read();
}

void FilterPanel::read() {
  const QScopedValueRollback quiet(reading_, true);
  const Query& query = context_->search().draft().query;
  from_->setText(QString::fromStdString(query.fromDate));
  to_->setText(QString::fromStdString(query.toDate));
  scene_->setText(QString::fromStdString(query.sceneGlob));
  distinct_->setValue(query.distinctMetres);
  band_->setCurrentIndex(static_cast<int>(query.minBand));
  words_->setCurrentIndex(static_cast<int>(query.words));
  neighbours_->setChecked(query.leaveOutNeighbours);
  samePlace_->setChecked(query.leaveOutSamePlace);
  templates_->setChecked(query.useTemplates);
  QStringList sentences;
  for (const std::string& sentence : query.templates) sentences.append(QString::fromStdString(sentence));
  if (sentences.isEmpty()) sentences = standardTemplates();
  templateList_->setPlainText(sentences.join(QLatin1Char('\n')));
  templateList_->setEnabled(query.useTemplates);
  trouble_->hide();
  readYears();
  scenes_->setChosen({query.scenes.begin(), query.scenes.end()});
  showSensors();
  if (!query.tiles) askedTags_.clear();
  tags_->setChosen(askedTags_);
}

void FilterPanel::showSensors() {
  const Query& query = context_->search().draft().query;
  std::set<qint64> sensors;
  for (std::size_t i = 0; i < sensorNames_.size(); ++i) {
    if (std::find(query.sensors.begin(), query.sensors.end(), sensorNames_[i]) != query.sensors.end())
      sensors.insert(static_cast<qint64>(i));
  }
  sensors_->setChosen(sensors);
}

void FilterPanel::readYears() {
  const Query& query = context_->search().draft().query;
  const auto year = [](const std::string& date) {
    return date.size() < 4 ? std::optional<int>() : std::optional(QString::fromStdString(date).left(4).toInt());
  };
  years_->setRange({year(query.fromDate), year(query.toDate), query.undated});
}

void FilterPanel::readContent() {
  std::map<int, std::int64_t> years;
  std::int64_t undated = 0;
  std::map<std::string, std::int64_t> bySensor;
  std::vector<FacetList::Value> scenes, sensors, tags;
  for (const jobs::SceneSummary& scene : context_->archive().scenes()) {
    if (scene.tiles <= 0) continue;
    const int year = QString::fromStdString(scene.date).left(4).toInt();
    (year > 0 ? years[year] : undated) += scene.tiles;
    scenes.push_back({scene.id, originOf(scene), scene.tiles});
    bySensor[scene.sensor] += scene.tiles;
  }
  sensorNames_.clear();
  const auto addSensor = [&](const std::string& sensor, const QString& name, std::int64_t tiles) {
    sensors.push_back({static_cast<qint64>(sensorNames_.size()), name, tiles});
    sensorNames_.push_back(sensor);
  };
  for (const auto& [sensor, tiles] : bySensor)
    if (!sensor.empty()) addSensor(sensor, QString::fromStdString(sensor), tiles);
  if (bySensor.contains({})) addSensor({}, tr("not known"), bySensor[{}]);
  for (const TileSet& tag : context_->labels().tags())
    tags.push_back({tag.id, QString::fromStdString(tag.name), tag.tiles});
  years_->setCounts(years, undated);
  years_->setVisible(!years_->isEmpty());
  yearsName_->setVisible(!years_->isEmpty());
  scenes_->setValues(scenes, tr("This archive has no tiles yet."));
  sensors_->setValues(sensors, tr("This archive has no tiles yet."));
  tags_->setValues(tags, tr("Nothing has a tag yet. Select tiles and press T to give them one."));
  showSensors();
}

void FilterPanel::writeScenes() {
  if (reading_) return;
  const std::set<qint64> chosen = scenes_->chosen();
  context_->search().change([&](QueryDraft& draft) { draft.query.scenes.assign(chosen.begin(), chosen.end()); });
}

void FilterPanel::writeSensors() {
  if (reading_) return;
  std::vector<std::string> chosen;
  for (const qint64 place : sensors_->chosen()) chosen.push_back(sensorNames_[static_cast<std::size_t>(place)]);
  context_->search().change([&](QueryDraft& draft) { draft.query.sensors = chosen; });
}

/// Tiles with any of the ticked tags. They are read first: a tag is a set of tiles like a collection.
void FilterPanel::writeTags() {
  if (reading_) return;
  askedTags_ = tags_->chosen();
  const std::set<qint64> asked = askedTags_;
  if (asked.empty()) {
    context_->search().change([](QueryDraft& draft) {
      draft.query.tiles.reset();
      draft.tilesName.clear();
    });
    return;
  }
  QStringList names;
  for (const TileSet& tag : context_->labels().tags())
    if (asked.contains(tag.id)) names.append(QString::fromStdString(tag.name));
  const auto found = std::make_shared<std::set<TileId>>();
  const auto missing = std::make_shared<std::size_t>(asked.size());
  for (const qint64 tag : asked) {
    context_->labels().findTiles(tag, [=, this](const std::vector<TileId>& tiles) {
      found->insert(tiles.begin(), tiles.end());
      if (--*missing > 0 || asked != askedTags_) return;
      context_->search().setTiles({found->begin(), found->end()}, tr("tag %1").arg(names.join(QStringLiteral(", "))));
    });
  }
}

void FilterPanel::writeDates() {
  if (reading_) return;
  const QString from = from_->text().trimmed(), to = to_->text().trimmed();
  QString trouble;
  if (!isDate(from) || !isDate(to)) {
    trouble = tr("A date is a year, a month or a day: 2015, 2015-06 or 2015-06-29.");
  } else if (!from.isEmpty() && !to.isEmpty() && from.left(to.size()) > to.left(from.size())) {
    trouble = tr("The first date is later than the last.");
  }
  trouble_->setText(trouble);
  trouble_->setVisible(!trouble.isEmpty());
  if (!trouble.isEmpty()) return;
  context_->search().change([&](QueryDraft& draft) {
    draft.query.fromDate = from.toStdString();
    draft.query.toDate = to.toStdString();
  });
}

void FilterPanel::writeTemplates() {
  if (reading_) return;
  templateList_->setEnabled(templates_->isChecked());
  std::vector<std::string> sentences;
  for (const QString& line : templateList_->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    if (!line.trimmed().isEmpty()) sentences.push_back(line.trimmed().toStdString());
  QStringList asText;
  for (const std::string& sentence : sentences) asText.append(QString::fromStdString(sentence));
  context_->search().change([&](QueryDraft& draft) {
    draft.query.useTemplates = templates_->isChecked();
    draft.query.templates = asText == standardTemplates() ? std::vector<std::string>() : sentences;
  });
}

void FilterPanel::open(QWidget* anchor, bool templates) {
  readContent();
  read();
  adjustSize();
  QPoint place = anchor->mapToGlobal(QPoint(anchor->width() - width(), anchor->height() + 2));
  if (const QScreen* screen = anchor->screen()) {
    const QRect room = screen->availableGeometry();
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  }
  move(place);
  show();
  (templates ? static_cast<QWidget*>(templates_) : from_)->setFocus();
}

}  // namespace tilescout::ui
