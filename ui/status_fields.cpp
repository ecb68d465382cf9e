#include "ui/status_fields.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <climits>

#include "ui/archive/archive_controller.h"
#include "ui/model/model_card_dialog.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

StatusFields::StatusFields(ArchiveController* archive, QWidget* parent) : QWidget(parent), archive_(archive) {
  archiveLabel_ = new QLabel(this);
  archiveLabel_->setObjectName(QStringLiteral("archiveLabel"));
  deviceLabel_ = new QLabel(this);
  deviceLabel_->setObjectName(QStringLiteral("deviceLabel"));
  modelButton_ = new QToolButton(this);
  modelButton_->setObjectName(QStringLiteral("modelButton"));
  modelButton_->setAutoRaise(true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  row->addWidget(archiveLabel_);
  row->addWidget(deviceLabel_);
  row->addWidget(modelButton_);
  connect(modelButton_, &QToolButton::clicked, this, &StatusFields::modelRequested);
  for (const auto signal : {&ArchiveController::archiveChanged, &ArchiveController::contentChanged,
                            &ArchiveController::modelChanged, &ArchiveController::indexingChanged}) {
    connect(archive, signal, this, &StatusFields::refresh);
  }
  onLanguageChange(this, [this] {
    modelButton_->setToolTip(tr("The model that answers: what it is, and what it does not know"));
    deviceLabel_->setToolTip(tr("Where the model computes, and with which numbers"));
    refresh();
  });
}

void StatusFields::refresh() {
  const bool open = archive_->state() == ArchiveState::Open;
  const int tiles = static_cast<int>(std::min<std::int64_t>(archive_->summary().tiles, INT_MAX));
  QStringList parts;
  if (open) {
    const std::string& indexed = archive_->summary().indexed;
    if (!indexed.empty()) parts << tr("index as of %1").arg(formatMoment(indexed));
    parts << tr("%n tile(s)", nullptr, tiles).replace(QString::number(tiles), formatCount(tiles));
  }
  archiveLabel_->setText(parts.join(QStringLiteral(" · ")));
  archiveLabel_->setToolTip(open ? QDir::toNativeSeparators(archive_->file()) : QString());
  modelButton_->setVisible(open);
  modelButton_->setText(modelLabel(*archive_) + QStringLiteral(" ⓘ"));
  deviceLabel_->setText(open && archive_->model() ? QString::fromStdString(archive_->model()->device) : QString());
}

}  // namespace tilescout::ui
