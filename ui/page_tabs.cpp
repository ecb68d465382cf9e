#include "ui/page_tabs.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/page.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

PageTabs::PageTabs(QWidget* parent) : QWidget(parent) {
  tabs_ = new QTabBar(this);
  tabs_->setObjectName(QStringLiteral("pageTabs"));
  tabs_->setDocumentMode(true);
  tabs_->setExpanding(false);
  tabs_->setDrawBase(false);
  stack_ = new QStackedWidget(this);
  row_ = new QHBoxLayout;
  row_->setContentsMargins(4, 0, 4, 0);
  row_->addWidget(tabs_);
  row_->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row_);
  column->addWidget(stack_, 1);
  connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
    if (index < 0) return;
    stack_->setCurrentIndex(index);
    Q_EMIT currentChanged();
  });
  // As its key does: letters go to the page then, no longer into the line of text that had the focus.
  connect(tabs_, &QTabBar::tabBarClicked, this, [this](int index) {
    if (index >= 0) enter(index);
  });
  onLanguageChange(this, [this] { retranslate(); });
}

void PageTabs::addPage(QWidget* page, const char* name, std::function<QString()> title, QAction* show) {
  entries_.push_back({page, QString::fromLatin1(name), std::move(title), show});
  const int index = static_cast<int>(entries_.size()) - 1;
  stack_->addWidget(page);
  tabs_->addTab(entries_.back().title());
  connect(show, &QAction::triggered, this, [this, index] { enter(index); });
  connect(show, &QAction::changed, this, &PageTabs::retranslate);  // its key stands in the tool tip
  retranslate();
}

void PageTabs::addCorner(QWidget* widget) { row_->addWidget(widget); }

void PageTabs::enter(int index) {
  tabs_->setCurrentIndex(index);
  if (auto* page = dynamic_cast<Page*>(entries_[static_cast<std::size_t>(index)].page)) page->enter();
}

void PageTabs::show(QWidget* page) { tabs_->setCurrentIndex(stack_->indexOf(page)); }

void PageTabs::showNamed(const QString& name) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  if (found != entries_.end()) show(found->page);
}

QWidget* PageTabs::current() const { return stack_->currentWidget(); }

QString PageTabs::currentName() const {
  const int index = tabs_->currentIndex();
  return index < 0 ? QString() : entries_[static_cast<std::size_t>(index)].name;
}

bool PageTabs::takeBack() {
  auto* page = dynamic_cast<Page*>(current());
  return page && page->takeBack();
}

void PageTabs::retranslate() {
  tabs_->setAccessibleName(tr("Pages"));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto index = static_cast<int>(i);
    tabs_->setTabText(index, entries_[i].title());
    const QString key = entries_[i].show->shortcut().toString(QKeySequence::NativeText);
    tabs_->setTabToolTip(index, key.isEmpty() ? entries_[i].show->toolTip()
                                              : tr("%1 (%2)").arg(entries_[i].show->toolTip(), key));
  }
}

}  // namespace tilescout::ui
