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
  header_->setCheckable(true);
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
  connect(header_, &QToolButton::toggled, this, [this](bool open) {
    header_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    content_->setVisible(open);
    Q_EMIT opened(open);
  });
  onLanguageChange(this, [this] { refreshTitle(); });
}

bool FoldSection::isOpen() const { return header_->isChecked(); }

void FoldSection::setOpen(bool open) { header_->setChecked(open); }

void FoldSection::refreshTitle() {
  header_->setText(title_());
  header_->setAccessibleName(title_());
}

}  // namespace tilescout::ui
