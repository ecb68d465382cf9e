#include "ui/support/state_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

StatePage::StatePage(QWidget* parent) : QWidget(parent) {
  icon_ = new QLabel(this);
  icon_->setAlignment(Qt::AlignCenter);
  title_ = new QLabel(this);
  title_->setAlignment(Qt::AlignCenter);
  title_->setWordWrap(true);
  QFont titleFont = title_->font();
  titleFont.setPixelSize(16);
  title_->setFont(titleFont);
  text_ = new QLabel(this);
  text_->setAlignment(Qt::AlignCenter);
  text_->setWordWrap(true);
  text_->setForegroundRole(QPalette::PlaceholderText);
  action_ = new QPushButton(this);
  unfold_ = new QToolButton(this);
  unfold_->setCheckable(true);
  unfold_->setAutoRaise(true);
  copy_ = new QPushButton(this);
  details_ = new QPlainTextEdit(this);
  details_->setReadOnly(true);
  details_->setFixedHeight(80);
  details_->setMinimumWidth(200);
  details_->setMaximumWidth(560);
  details_->hide();

  auto* buttons = new QHBoxLayout;
  buttons->addStretch();
  buttons->addWidget(action_);
  buttons->addWidget(unfold_);
  buttons->addWidget(copy_);
  buttons->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 16, 16, 16);
  column->setSpacing(8);
  column->addStretch(2);
  column->addWidget(icon_);
  column->addWidget(title_);
  column->addWidget(text_);
  column->addLayout(buttons);
  auto* detailsRow = new QHBoxLayout;
  detailsRow->addStretch(1);
  detailsRow->addWidget(details_, 100);
  detailsRow->addStretch(1);
  column->addLayout(detailsRow);
  column->addStretch(3);

  connect(action_, &QPushButton::clicked, this, &StatePage::actionTriggered);
  connect(unfold_, &QToolButton::toggled, details_, &QWidget::setVisible);
  connect(copy_, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(details_->toPlainText()); });
  onLanguageChange(this, [this] {
    unfold_->setText(tr("Details"));
    copy_->setText(tr("Copy"));
    copy_->setToolTip(tr("Copy the details for a report"));
  });
  onPaletteChange(this, [this] {
    if (!iconName_.isEmpty()) icon_->setPixmap(themeIcon(iconName_.constData()).pixmap(48, 48));
  });
}

void StatePage::showEmpty(const char* icon, const QString& title, const QString& text, const QString& action) {
  set(icon, title, text, action);
  unfold_->setVisible(false);
  unfold_->setChecked(false);
  copy_->setVisible(false);
}

void StatePage::showError(const UiError& error, const QString& action) {
  set("dialog-warning", errorSentence(error), errorAdvice(error), action);
  details_->setPlainText(errorDetails(error));
  unfold_->setVisible(true);
  copy_->setVisible(true);
}

QString StatePage::title() const { return title_->text(); }
QString StatePage::text() const { return text_->text(); }

void StatePage::set(const char* icon, const QString& title, const QString& text, const QString& action) {
  iconName_ = icon;
  icon_->setPixmap(themeIcon(icon).pixmap(48, 48));
  title_->setText(title);
  text_->setText(text);
  action_->setText(action);
  action_->setVisible(!action.isEmpty());
}

}  // namespace tilescout::ui
