#include "ui/support/fold_section.h"

#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/support/retranslate.h"

namespace tilescout::ui {

FoldSection::FoldSection(QWidget* content, std::function<QString()> title, QWidget* parent)
    : QWidget(parent), title_(std::move(title)), content_(content) {
  header_ = new QToolButton(this);
  header_->setAutoRaise(true);
  header_->setArrowType(Qt::RightArrow);
  header_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  header_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  content->setParent(this);
  content->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header_);
  column->addWidget(content, 1);
  connect(header_, &QToolButton::clicked, this, [this] { setOpen(!open_); });
  onLanguageChange(this, [this] { refreshTitle(); });
}

void FoldSection::setOpen(bool open) {
  if (open == open_) return;
  open_ = open;
  header_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
  content_->setVisible(open);
  refreshTitle();
  Q_EMIT opened(open);
}

void FoldSection::refreshTitle() {
  header_->setText(title_());
  header_->setAccessibleName(open_ ? tr("%1, unfolded").arg(title_()) : tr("%1, folded").arg(title_()));
}

}  // namespace tilescout::ui
