#include "ui/search/results_header.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/app_context.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/score_histogram.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

const QLatin1String kOrderKey("resultOrder"), kGroupsKey("resultGroups");

}  // namespace

ResultsHeader::ResultsHeader(AppContext* context, ResultGrid* grid, ResultModel* model, QWidget* parent)
    : QWidget(parent), context_(context), grid_(grid), model_(model) {
  const auto kept = [&](QLatin1String name, int last) {
    return std::clamp(context->settings().view(name, 0).toInt(), 0, last);
  };
  model->setOrder(static_cast<HitOrder>(kept(kOrderKey, static_cast<int>(HitOrder::Place))),
                  static_cast<HitGroups>(kept(kGroupsKey, static_cast<int>(HitGroups::Date))));
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

void ResultsHeader::build() {
  histogram_ = new ScoreHistogram(this);
  histogram_->setObjectName(QStringLiteral("scoreHistogram"));
  count_ = new ElidedLabel(this);
  count_->setObjectName(QStringLiteral("resultCount"));
  count_->setForegroundRole(QPalette::PlaceholderText);
  orderLabel_ = new QLabel(this);
  sizeLabel_ = new QLabel(this);
  for (QLabel* label : {orderLabel_, sizeLabel_}) label->setForegroundRole(QPalette::PlaceholderText);
  order_ = new QComboBox(this);
  order_->setObjectName(QStringLiteral("resultOrder"));
  order_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  orderLabel_->setBuddy(order_);
  group_ = new QComboBox(this);
  group_->setObjectName(QStringLiteral("resultGroup"));
  group_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  size_ = new QSlider(Qt::Horizontal, this);
  size_->setRange(96, 320);
  size_->setPageStep(32);
  size_->setFixedWidth(80);
  size_->setValue(grid_->pictureSize());
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(count_, 1);
  row->addWidget(orderLabel_);
  row->addWidget(order_);
  row->addWidget(group_);
  row->addSpacing(4);
  row->addWidget(sizeLabel_);
  row->addWidget(size_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 12, 2);
  column->setSpacing(4);
  column->addWidget(histogram_);
  column->addLayout(row);
}

void ResultsHeader::wire() {
  connect(histogram_, &ScoreHistogram::moved, this,
          [this](qint64 remaining) { count_->setText(countText(remaining)); });
  connect(histogram_, &ScoreHistogram::cutChosen, this, [this](std::optional<double> score) {
    context_->search().change([&](QueryDraft& draft) {
      draft.query.minScore = score;
      draft.query.minBand = ScoreBand::Noise;  // the handle says it now
    });
  });
  connect(order_, &QComboBox::currentIndexChanged, this, &ResultsHeader::applyOrder);
  connect(group_, &QComboBox::currentIndexChanged, this, &ResultsHeader::applyOrder);
  connect(size_, &QSlider::valueChanged, grid_, &ResultGrid::setPictureSize);
  connect(grid_, &ResultGrid::pictureSizeChanged, size_, &QSlider::setValue);
}

void ResultsHeader::retranslate() {
  const auto fill = [](QComboBox* choice, const QStringList& items, int current) {
    const QSignalBlocker quiet(choice);
    choice->clear();
    choice->addItems(items);
    choice->setCurrentIndex(current);
  };
  fill(order_, {tr("score"), tr("newest first"), tr("oldest first"), tr("scene"), tr("place")},
       static_cast<int>(model_->order()));
  fill(group_, {tr("not grouped"), tr("by band"), tr("by scene"), tr("by place"), tr("by date")},
       static_cast<int>(model_->groups()));
  orderLabel_->setText(tr("Sort by"));
  order_->setAccessibleName(tr("Order of the results"));
  order_->setToolTip(tr("Order of the results; by place they go from north to south"));
  group_->setAccessibleName(tr("Grouping of the results"));
  group_->setToolTip(
      tr("Headings with counts; within a group the order goes on. By band keeps likely results in front of possible "
         "ones, by place puts the same ground on several dates together"));
  sizeLabel_->setText(tr("Size"));
  size_->setAccessibleName(tr("Size of the pictures"));
  size_->setToolTip(tr("Size of the pictures (Ctrl and mouse wheel)"));
  refresh();
}

void ResultsHeader::addActions(WindowActions* actions) {
  struct Choice {
    const char* name;
    const char* icon;
    QString (*text)();
  };
  const auto add = [&](QComboBox* list, MenuPlace place, const auto& choices, const QList<Qt::Key>& keys,
                       QString (*tip)()) {
    auto* group = new QActionGroup(this);
    for (int i = 0; i < static_cast<int>(std::size(choices)); ++i) {
      const Choice& choice = choices[i];
      QAction* action = actions->add(
          {choice.name, choice.icon, {QKeyCombination(Qt::ControlModifier, keys[i])}, place, choice.text, tip});
      action->setCheckable(true);
      action->setChecked(list->currentIndex() == i);
      group->addAction(action);
      connect(action, &QAction::triggered, list, [list, i] { list->setCurrentIndex(i); });
      connect(list, &QComboBox::currentIndexChanged, action, [action, i](int now) { action->setChecked(now == i); });
    }
  };
  static constexpr Choice kOrders[] = {{"sortScore", "view-sort-descending", [] { return tr("By score"); }},
                                       {"sortNewest", "view-calendar", [] { return tr("Newest first"); }},
                                       {"sortOldest", "view-calendar-day", [] { return tr("Oldest first"); }},
                                       {"sortScene", "image-x-generic", [] { return tr("By scene"); }},
                                       {"sortPlace", "map-globe", [] { return tr("From north to south"); }}};
  static constexpr Choice kGroups[] = {{"groupNone", "view-list-icons", [] { return tr("Not grouped"); }},
                                       {"groupBand", "office-chart-bar", [] { return tr("By band"); }},
                                       {"groupScene", "image-x-generic", [] { return tr("By scene"); }},
                                       {"groupPlace", "map-globe", [] { return tr("By place"); }},
                                       {"groupDate", "view-calendar", [] { return tr("By date"); }}};
  add(order_, MenuPlace::Order, kOrders, {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5},
      [] { return tr("Order of the results"); });
  add(group_, MenuPlace::Groups, kGroups, {Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0},
      [] { return tr("Headings with counts; within a group the order goes on"); });
}

void ResultsHeader::applyOrder() {
  model_->setOrder(static_cast<HitOrder>(std::max(0, order_->currentIndex())),
                   static_cast<HitGroups>(std::max(0, group_->currentIndex())));
  context_->settings().setView(kOrderKey, order_->currentIndex());
  context_->settings().setView(kGroupsKey, group_->currentIndex());
}

QString ResultsHeader::countText(std::int64_t remaining) const {
  const auto& result = context_->search().result();
  if (const QString& list = context_->search().listName(); !list.isEmpty()) {
    return tr("%1: %2 of %3 tiles")
        .arg(list, formatCount(static_cast<std::int64_t>(result->hits.size())), formatCount(result->searched));
  }
  // An example tile passes the filters and is no answer: it alone makes no cut-off.
  const std::int64_t possible = result->profile.empty() ? result->passed : result->profile.passingFrom(0);
  const auto hits = static_cast<std::int64_t>(result->hits.size());
  QString text = remaining < possible ? tr("%1 of %2 tiles pass").arg(formatCount(remaining), formatCount(result->passed))
                 : hits == result->searched && hits > 1
                     ? tr("All %1 tiles").arg(formatCount(hits))
                     : tr("The best %1 of %2 tiles").arg(formatCount(hits), formatCount(result->searched));
  if (result->passed < result->searched)
    text += QStringLiteral(" · ") + tr("%1 in the archive").arg(formatCount(result->searched));
  return text;
}

void ResultsHeader::refresh() {
  const auto& result = context_->search().result();
  if (!result) return;
  const Query& query = context_->search().draft().query;
  std::optional<double> cut = query.minScore;
  if (query.minBand == ScoreBand::Likely) cut = result->profile.likelyFrom;
  if (query.minBand == ScoreBand::Possible) cut = result->profile.possibleFrom;
  if (context_->search().showsInstead()) cut.reset();
  histogram_->setResult(result, cut);
  histogram_->setVisible(!result->profile.empty());
  count_->setText(countText(result->accepted));
  const QString model =
      context_->archive().model() ? modelLabel(context_->archive()) : QString::fromStdString(result->model);
  count_->setToolTip(
      tr("Answered by %1 in %2 ms").arg(model, formatCount(std::max<std::int64_t>(1, std::llround(result->tookMs)))));
}

}  // namespace tilescout::ui
