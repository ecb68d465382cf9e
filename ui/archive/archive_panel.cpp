#include "ui/archive/archive_panel.h"

#include <QVBoxLayout>
#include <utility>

#include "ui/settings/settings.h"
#include "ui/support/fold_section.h"

namespace tilescout::ui {

namespace {

constexpr int kOpenShare = 100;  ///< against 1 of the empty rest below, when all are folded

}  // namespace

ArchivePanel::ArchivePanel(Settings* settings, QWidget* parent) : QWidget(parent), settings_(settings) {
  column_ = new QVBoxLayout(this);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  column_->addStretch(1);
}

FoldSection* ArchivePanel::addSection(QWidget* content, const char* name, std::function<QString()> title, bool open) {
  auto* section = new FoldSection(content, std::move(title), this);
  section->setObjectName(QString::fromLatin1(name));
  column_->insertWidget(column_->count() - 1, section);
  const QString key = QStringLiteral("section/") + QString::fromLatin1(name);
  connect(section, &FoldSection::opened, this, [this, section, key](bool isOpen) {
    column_->setStretchFactor(section, isOpen ? kOpenShare : 0);
    settings_->setView(key, isOpen);
  });
  section->setOpen(settings_->view(key, open).toBool());
  return section;
}

}  // namespace tilescout::ui
