#include "ui/settings/picture_place_row.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

PicturePlaceRow::PicturePlaceRow(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  folder_ = new QLineEdit(QDir::toNativeSeparators(context->settings().pictureFolder()), this);
  folder_->setObjectName(QStringLiteral("settingsPictureFolder"));
  folder_->setClearButtonEnabled(true);
  setFocusProxy(folder_);
  for (QPushButton** button : {&choose_, &move_, &anew_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  move_->setObjectName(QStringLiteral("settingsMovePictures"));
  anew_->setObjectName(QStringLiteral("settingsNewPictures"));
  trouble_ = new QLabel(this);
  trouble_->setObjectName(QStringLiteral("settingsPictureTrouble"));
  trouble_->setWordWrap(true);
  trouble_->hide();
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {choose_, move_, anew_}) buttons->addWidget(button);
  buttons->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(folder_);
  column->addLayout(buttons);
  column->addWidget(trouble_);
  connect(folder_, &QLineEdit::textChanged, this, &PicturePlaceRow::refresh);
  connect(choose_, &QPushButton::clicked, this, &PicturePlaceRow::choose);
  connect(move_, &QPushButton::clicked, this, [this] { take(true); });
  connect(anew_, &QPushButton::clicked, this, [this] { take(false); });
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] { choose_->setIcon(themeIcon("document-open-folder")); });
  refresh();
}

void PicturePlaceRow::retranslate() {
  folder_->setPlaceholderText(tr("beside each archive"));
  folder_->setAccessibleName(tr("Folder of the small pictures"));
  folder_->setToolTip(tr("One folder for the small pictures of all archives, on a fast disk perhaps; each archive's take "
                         "no more there than is set above. Empty: beside each archive."));
  choose_->setText(tr("Choose…"));
  choose_->setToolTip(tr("Choose the folder of the small pictures"));
  move_->setText(tr("&Move pictures"));
  move_->setToolTip(tr("Take this folder, and move there what has been drawn for it"));
  anew_->setText(tr("&Start anew"));
  anew_->setToolTip(tr("Take this folder and remove what has been drawn; it is drawn again when it is needed"));
}

QString PicturePlaceRow::typed() const {
  const QString text = QDir::fromNativeSeparators(folder_->text().trimmed());
  return text.isEmpty() ? text : QDir::cleanPath(text);
}

void PicturePlaceRow::refresh() {
  const bool other = typed() != context_->settings().pictureFolder();
  move_->setEnabled(other);
  anew_->setEnabled(other);
  trouble_->hide();
}

void PicturePlaceRow::choose() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the small pictures"), typed());
  if (!folder.isEmpty()) folder_->setText(QDir::toNativeSeparators(folder));
}

/// Asks the disk elsewhere: one that is not connected holds up no dialog.
void PicturePlaceRow::take(bool keep) {
  const QString folder = typed();
  move_->setEnabled(false);
  anew_->setEnabled(false);
  if (folder.isEmpty()) return took(folder, keep);
  calls_.call(
      [folder](const std::stop_token&) {
        return QDir::isAbsolutePath(folder) && QDir().mkpath(folder) && QFileInfo(folder).isWritable();
      },
      [this, folder, keep](bool good) {
        if (good) return took(folder, keep);
        refresh();
        trouble_->setText(tr("Nothing can be written to %1. Choose another folder.").arg(QDir::toNativeSeparators(folder)));
        trouble_->show();
      });
}

void PicturePlaceRow::took(const QString& folder, bool keep) {
  context_->setPictureFolder(folder, keep);
  refresh();
}

}  // namespace tilescout::ui
