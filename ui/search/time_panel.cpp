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
#include "ui/support/elided_label.h"
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
  blink_ = new QToolButton(this);
  run_ = new QToolButton(this);
  sideBySide_->setObjectName(QStringLiteral("timeSideBySide"));
  swipe_->setObjectName(QStringLiteral("timeSwipe"));
  blink_->setObjectName(QStringLiteral("timeBlink"));
  run_->setObjectName(QStringLiteral("timeRun"));
  run_->setAutoRaise(true);
  auto* modes = new QButtonGroup(this);
  for (QToolButton* button : {sideBySide_, swipe_, blink_}) {
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
  note_ = new ElidedLabel(this);
  note_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(sideBySide_);
  row->addWidget(swipe_);
  row->addWidget(blink_);
  row->addWidget(run_);
  row->addWidget(note_, 1);
  row->addWidget(same_, 0, Qt::AlignRight);
  auto* two = new QHBoxLayout;  // a row of their own: names of scenes are long, and the window may be small
  two->setContentsMargins(0, 0, 0, 0);
  two->addWidget(left_, 1);
  two->addWidget(right_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addLayout(row);
  column->addLayout(two);
  column->addWidget(canvas_, 1);
  setFocusProxy(canvas_);
  connect(modes, &QButtonGroup::buttonClicked, this, &TimePanel::show);
  for (QComboBox* choice : {left_, right_}) connect(choice, &QComboBox::activated, this, &TimePanel::show);
  connect(run_, &QToolButton::clicked, this, [this] { canvas_->setBlinking(!canvas_->isBlinking()); });
  connect(canvas_, &TimeCanvas::blinkingChanged, this, &TimePanel::showRun);
  connect(same_, &QCheckBox::toggled, canvas_, &TimeCanvas::setSameStretch);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    sideBySide_->setIcon(themeIcon("view-grid"));
    swipe_->setIcon(themeIcon("view-split-left-right"));
    blink_->setIcon(themeIcon("media-playlist-repeat"));
    showRun();
  });
}

void TimePanel::retranslate() {
  sideBySide_->setText(tr("Side by side"));
  sideBySide_->setToolTip(tr("All dates beside each other, at one scale"));
  swipe_->setText(tr("Swipe"));
  swipe_->setToolTip(tr("Two dates over each other; drag the line, or move it with Left and Right"));
  blink_->setText(tr("Blink"));
  blink_->setToolTip(
      tr("Two dates in turn at the same place, so that what changed blinks; Space stops and goes on, Left and Right "
         "turn"));
  left_->setAccessibleName(tr("Scene at the left"));
  right_->setAccessibleName(tr("Scene at the right"));
  same_->setText(tr("Same stretch"));
  same_->setToolTip(tr("Show all dates with the first one's bands and stretch, so that the same value looks the same"));
  showRun();
  show();
}

void TimePanel::showRun() {
  const bool runs = canvas_->isBlinking();
  run_->setIcon(themeIcon(runs ? "media-playback-pause" : "media-playback-start"));
  run_->setAccessibleName(runs ? tr("Stop blinking") : tr("Blink by itself"));
  run_->setToolTip(runs ? tr("Stop blinking (Space)") : tr("Blink by itself (Space)"));
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
  const bool blinks = blink_->isChecked(), two = swipe_->isChecked() || blinks;
  const auto mode = blinks ? TimeCanvas::Mode::Blink : two ? TimeCanvas::Mode::Swipe : TimeCanvas::Mode::SideBySide;
  if (!blinks) began_ = false;
  left_->setVisible(two);
  right_->setVisible(two);
  run_->setVisible(blinks);
  note_->setVisible(!two);
  std::vector<jobs::SceneView> shown;
  if (two && !scenes_.empty()) {
    shown = {scenes_[static_cast<std::size_t>(std::max(0, left_->currentIndex()))],
             scenes_[static_cast<std::size_t>(std::max(0, right_->currentIndex()))]};
  } else {
    shown.assign(scenes_.begin(), scenes_.begin() + static_cast<std::ptrdiff_t>(std::min(kMostPanels, scenes_.size())));
  }
  note_->setText(scenes_.size() <= 1 ? tr("No other scene of this archive shows this place.")
                 : scenes_.size() > kMostPanels
                     ? tr("The first %1 of %2 dates; swipe and blink reach all.").arg(kMostPanels).arg(scenes_.size())
                     : QString());
  canvas_->setMode(mode);
  canvas_->setScenes(shown);
  if (blinks && !began_ && shown.size() > 1) {
    began_ = true;
    // What blinks has to look alike where nothing changed.
    same_->setChecked(true);
    canvas_->setBlinking(true);
  }
}

}  // namespace tilescout::ui
