#include "ui/search/filter_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpressionValidator>
#include <QScopedValueRollback>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/search/result_model.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

/// "2015", "2015-06" or "2015-06-29", all in range; empty is no limit.
bool isDate(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("^(\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)?$"));
  return pattern.match(text).hasMatch();
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
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 12, 16, 12);
  column->setSpacing(8);
  column->addLayout(form);
  column->addWidget(trouble_);
  for (QWidget* field : {static_cast<QWidget*>(neighbours_), static_cast<QWidget*>(samePlace_),
                         static_cast<QWidget*>(templates_), static_cast<QWidget*>(templateList_)})
    column->addWidget(field);
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
  connect(templates_, &QCheckBox::toggled, this, &FilterPanel::writeTemplates);
  connect(templateList_, &QPlainTextEdit::textChanged, this, &FilterPanel::writeTemplates);
  connect(&context_->search(), &SearchController::draftChanged, this, [this] {
    if (isVisible() && !isAncestorOf(focusWidget())) read();
  });
}

void FilterPanel::retranslate() {
  const QStringList names = {tr("&From"),       tr("&Until"), tr("S&cene name"),
                             tr("Show &tiles"), tr("&Words"), tr("Places a&part")};
  for (qsizetype i = 0; i < names.size(); ++i) names_[i]->setText(names[i]);
  from_->setPlaceholderText(tr("2015, 2015-06 or 2015-06-29"));
  to_->setPlaceholderText(tr("2015, 2015-06 or 2015-06-29"));
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
  words_->setToolTip(tr("Words of the text are looked for in captions, tags, scene names and dates"));
  neighbours_->setText(tr("Leave out tiles that &overlap an example"));
  samePlace_->setText(tr("Leave out the &example's place on other dates"));
  templates_->setText(tr("A&verage the text over these sentences ({} is the text)"));
  templateList_->setAccessibleName(tr("Sentences, one a line"));
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
