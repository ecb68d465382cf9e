#include "ui/explore/embedding_bar.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <array>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kDrift = static_cast<int>(ColourBy::Drift);  // the last choice, there only while two models are compared

void name(QToolButton* button, const QString& text, const QString& tip) {
  button->setText(text);
  button->setAccessibleName(text);
  button->setToolTip(tip);
}

}  // namespace

EmbeddingBar::EmbeddingBar(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 4, 8, 4);
  row->setSpacing(4);
  auto* label = new QLabel(this);
  colour_ = new QComboBox(this);
  colour_->setObjectName(QStringLiteral("colourBy"));
  colour_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  for (int i = 0; i < kDrift; ++i) colour_->addItem(QString());
  label->setBuddy(colour_);
  onLanguageChange(label, [label] { label->setText(EmbeddingBar::tr("&Colour by")); });
  move_ = button("scatterMove", "transform-move", true, false);
  lasso_ = button("scatterLasso", "edit-select-lasso", true, false);
  box_ = button("scatterBox", "select-rectangular", true, false);
  fit_ = button("scatterFit", "zoom-fit-best", false, false);
  list_ = button("scatterList", "view-list-details", true, false);
  texts = button("scatterTexts", "draw-text", false, true);
  find = button("scatterFind", "edit-find", false, true);
  compare = button("scatterCompare", "view-split-left-right", false, true);
  make = button("scatterMake", "view-refresh", false, true);
  exportPlot = button("scatterExport", "document-save-as", false, true);
  for (QToolButton* withMenu : {texts, find}) withMenu->setPopupMode(QToolButton::InstantPopup);
  auto* tools = new QButtonGroup(this);
  for (QToolButton* tool : {move_, lasso_, box_}) tools->addButton(tool);
  move_->setChecked(true);
  row->addWidget(label);
  row->addWidget(colour_);
  row->addSpacing(8);
  for (QToolButton* tool : {move_, lasso_, box_, fit_, list_}) row->addWidget(tool);
  row->addStretch();
  for (QToolButton* tool : {texts, find, compare, make, exportPlot}) row->addWidget(tool);
  connect(colour_, &QComboBox::currentIndexChanged, this, &EmbeddingBar::colourChanged);
  connect(move_, &QToolButton::clicked, this, [this] { Q_EMIT toolChosen(ScatterTool::Move); });
  connect(lasso_, &QToolButton::clicked, this, [this] { Q_EMIT toolChosen(ScatterTool::Lasso); });
  connect(box_, &QToolButton::clicked, this, [this] { Q_EMIT toolChosen(ScatterTool::Box); });
  connect(fit_, &QToolButton::clicked, this, &EmbeddingBar::fitRequested);
  connect(list_, &QToolButton::toggled, this, &EmbeddingBar::listToggled);
  onLanguageChange(this, [this] { retranslate(); });
}

QToolButton* EmbeddingBar::button(const char* name, const char* icon, bool checkable, bool wide) {
  auto* button = new QToolButton(this);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoRaise(true);
  button->setCheckable(checkable);
  if (wide) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  onPaletteChange(button, [button, icon] { button->setIcon(themeIcon(icon)); });
  return button;
}

QSize EmbeddingBar::minimumSizeHint() const {
  return {colour_->minimumSizeHint().width() + 12 * move_->sizeHint().width(), QWidget::minimumSizeHint().height()};
}

void EmbeddingBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitWords();
}

void EmbeddingBar::fitWords() {
  const std::array wide = {texts, find, compare, make, exportPlot};
  const auto show = [&](Qt::ToolButtonStyle style) {
    for (QToolButton* button : wide) button->setToolButtonStyle(style);
  };
  show(Qt::ToolButtonTextBesideIcon);
  if (layout()->sizeHint().width() > width()) show(Qt::ToolButtonIconOnly);
}

ColourBy EmbeddingBar::colourBy() const { return static_cast<ColourBy>(std::max(0, colour_->currentIndex())); }

void EmbeddingBar::setColourBy(ColourBy by) { colour_->setCurrentIndex(static_cast<int>(by)); }

void EmbeddingBar::setComparing(bool comparing) {
  const bool can = colour_->count() > kDrift;
  if (comparing == can) return;
  if (!comparing) {
    if (colour_->currentIndex() == kDrift) colour_->setCurrentIndex(0);
    colour_->removeItem(kDrift);
    return;
  }
  colour_->addItem(tr("Change between models"));
}

void EmbeddingBar::setTool(ScatterTool tool) {
  (tool == ScatterTool::Move ? move_ : tool == ScatterTool::Lasso ? lasso_ : box_)->setChecked(true);
}

bool EmbeddingBar::showsList() const { return list_->isChecked(); }

void EmbeddingBar::addActions(WindowActions* actions, QWidget* page, const std::function<bool()>& ready) {
  const auto add = [&](QToolButton* button, const char* name, const char* icon, const QKeySequence& key) {
    ActionSpec spec{name, icon, {key}, MenuPlace::Plot};
    spec.scope = page;
    actions->addButton(button, spec, ready);
  };
  add(move_, "scatterMove", "transform-move", Qt::Key_H);
  add(lasso_, "scatterLasso", "edit-select-lasso", Qt::SHIFT | Qt::Key_S);
  add(box_, "scatterBox", "select-rectangular", Qt::Key_S);
  add(fit_, "scatterFit", "zoom-fit-best", Qt::Key_Z);
  add(list_, "scatterList", "view-list-details", Qt::Key_A);
  add(texts, "scatterTexts", "draw-text", Qt::Key_W);
  add(make, "scatterMake", "view-refresh", Qt::Key_J);
  add(exportPlot, "scatterExport", "document-save-as", Qt::SHIFT | Qt::Key_E);
}

void EmbeddingBar::retranslate() {
  colour_->setAccessibleName(tr("Colour by"));
  const QStringList ways = {tr("Cluster"), tr("Scene"),   tr("Date"),  tr("Score of the query"),
                            tr("Tag"),     tr("Caption"), tr("Split"), tr("Change between models")};
  for (int i = 0; i < colour_->count(); ++i) colour_->setItemText(i, ways[i]);
  name(move_, tr("Move"), tr("Drag to move, wheel to zoom, click to select; Shift and drag selects with a lasso"));
  name(lasso_, tr("Lasso"), tr("Draw around tiles to select them; Ctrl adds, Alt takes away"));
  name(box_, tr("Box"), tr("Draw a box around tiles to select them; Ctrl adds, Alt takes away"));
  name(fit_, tr("Show all"), tr("Show the whole layout (Home)"));
  name(list_, tr("As a list"), tr("Read the same as a list: what lies where, and what lies near it"));
  name(texts, tr("Texts"), tr("Show texts among the tiles that fit them best"));
  name(find, tr("Find"), tr("Find near-duplicates, outliers, and tiles worth a label"));
  name(compare, tr("Compare…"), tr("Lay out two models together and see what has changed"));
  name(make, tr("Layout…"), tr("Make the layout again with other settings"));
  name(exportPlot, tr("Export…"), tr("Save as a picture (PNG, SVG), a table (CSV, GeoPackage) or a web page (HTML)"));
  fitWords();
}

}  // namespace tilescout::ui
