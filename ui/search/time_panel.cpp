#include "ui/search/time_panel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/search/time_canvas.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr std::size_t kMostPanels = 6;

QString labelOf(const jobs::SceneView& scene) {
  const QString name = QString::fromStdString(scene.name);
  return scene.date.empty() ? name : QStringLiteral("%1 · %2").arg(QString::fromStdString(scene.date), name);
}

}  // namespace

TimePanel::TimePanel(QWidget* parent) : QWidget(parent) {
  canvas_ = new TimeCanvas(this);
  sideBySide_ = new QToolButton(this);
  swipe_ = new QToolButton(this);
  sideBySide_->setObjectName(QStringLiteral("timeSideBySide"));
  swipe_->setObjectName(QStringLiteral("timeSwipe"));
  auto* modes = new QButtonGroup(this);
  for (QToolButton* button : {sideBySide_, swipe_}) {
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    modes->addButton(button);
  }
  sideBySide_->setChecked(true);
  left_ = new QComboBox(this);
  right_ = new QComboBox(this);
  for (QComboBox* choice : {left_, right_}) {
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(14);
  }
  same_ = new QCheckBox(this);
  note_ = new QLabel(this);
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(sideBySide_);
  row->addWidget(swipe_);
  row->addWidget(left_, 1);
  row->addWidget(right_, 1);
  row->addWidget(same_);
  row->addWidget(note_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(canvas_, 1);
  setFocusProxy(canvas_);
  connect(modes, &QButtonGroup::buttonClicked, this, &TimePanel::show);
  for (QComboBox* choice : {left_, right_}) connect(choice, &QComboBox::activated, this, &TimePanel::show);
  connect(same_, &QCheckBox::toggled, canvas_, &TimeCanvas::setSameStretch);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    sideBySide_->setIcon(themeIcon("view-grid"));
    swipe_->setIcon(themeIcon("view-split-left-right"));
  });
}

void TimePanel::retranslate() {
  sideBySide_->setText(tr("Side by side"));
  sideBySide_->setToolTip(tr("All dates beside each other, at one scale"));
  swipe_->setText(tr("Swipe"));
  swipe_->setToolTip(tr("Two dates over each other; drag the line, or move it with Left and Right"));
  left_->setAccessibleName(tr("Scene at the left"));
  right_->setAccessibleName(tr("Scene at the right"));
  same_->setText(tr("Same stretch"));
  same_->setToolTip(tr("Show all dates with the first one's bands and stretch, so that the same value looks the same"));
  show();
}

void TimePanel::setPlace(const std::shared_ptr<ArchiveSession>& session, const Ring& outline) {
  canvas_->setSession(session);
  canvas_->setPlace(outline);
}

void TimePanel::setScenes(const std::vector<jobs::SceneView>& scenes, SceneId present) {
  scenes_ = scenes;
  int at = 0;
  for (QComboBox* choice : {left_, right_}) choice->clear();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    for (QComboBox* choice : {left_, right_}) choice->addItem(labelOf(scenes[i]));
    if (scenes[i].id == present) at = static_cast<int>(i);
  }
  // The present scene against an older one where there is one, else against the next.
  const int other = at > 0 ? at - 1 : std::min(1, static_cast<int>(scenes.size()) - 1);
  left_->setCurrentIndex(std::min(at, other));
  right_->setCurrentIndex(std::max(at, other));
  show();
}

void TimePanel::show() {
  const bool swipes = swipe_->isChecked();
  left_->setVisible(swipes);
  right_->setVisible(swipes);
  note_->setVisible(!swipes);
  std::vector<jobs::SceneView> shown;
  if (swipes && !scenes_.empty()) {
    shown = {scenes_[static_cast<std::size_t>(std::max(0, left_->currentIndex()))],
             scenes_[static_cast<std::size_t>(std::max(0, right_->currentIndex()))]};
  } else {
    shown.assign(scenes_.begin(), scenes_.begin() + static_cast<std::ptrdiff_t>(std::min(kMostPanels, scenes_.size())));
  }
  note_->setText(scenes_.size() <= 1 ? tr("No other scene of this archive shows this place.")
                 : scenes_.size() > kMostPanels
                     ? tr("The first %1 of %2 dates; the swipe reaches all.").arg(kMostPanels).arg(scenes_.size())
                     : QString());
  canvas_->setMode(swipes ? TimeCanvas::Mode::Swipe : TimeCanvas::Mode::SideBySide);
  canvas_->setScenes(shown);
}

}  // namespace tilescout::ui
