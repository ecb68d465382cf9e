#include "ui/support/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

NoticeBar::NoticeBar(QWidget* parent) : QFrame(parent) {
  icon_ = new QLabel(this);
  text_ = new QLabel(this);
  text_->setTextFormat(Qt::PlainText);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  action_ = new QPushButton(this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 4, 8, 4);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  row->addWidget(action_);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Midlight);
  connect(action_, &QPushButton::clicked, this, &NoticeBar::actionTriggered);
  hide();
  onPaletteChange(this, [this] { refresh(); });
}

void NoticeBar::setNotice(Kind kind, const QString& text, const QString& action) {
  kind_ = kind;
  text_->setText(text);
  action_->setText(action);
  action_->setVisible(!action.isEmpty());
  setVisible(!text.isEmpty());
  refresh();
}

QString NoticeBar::text() const { return text_->text(); }

void NoticeBar::refresh() {
  icon_->setPixmap(themeIcon(kind_ == Kind::Warning ? "dialog-warning" : "dialog-information").pixmap(16, 16));
}

}  // namespace tilescout::ui
