#include "ui/file_requests.h"

#include <QFileDialog>
#include <QFileInfo>

#include "ui/app_context.h"
#include "ui/archive/add_scenes_dialog.h"
#include "ui/archive/drop_content.h"
#include "ui/model/model_controller.h"

namespace tilescout::ui {

FileRequests::FileRequests(AppContext* context, QWidget* window)
    : QObject(window), context_(context), window_(window) {}

void FileRequests::remember(const QString& path) {
  context_->settings().setLastFolder(QFileInfo(path).absolutePath());
}

void FileRequests::take(const QStringList& paths) {
  QStringList named;
  for (const QString& path : paths) named.append(QFileInfo(path).absoluteFilePath());
  sortDropped(this, named, [this](const DropContent& content) {
    if (!content.archive.isEmpty()) context_->archive().open(content.archive);
    if (!content.scenes.isEmpty()) context_->archive().addScenes(content.scenes);
    if (!content.model.isEmpty()) importModel(content.model);
  });
}

void FileRequests::newArchive() {
  QString file = QFileDialog::getSaveFileName(window_, tr("New archive"), context_->settings().lastFolder(),
                                              tr("Tilescout archives (*.tilescout)"), nullptr,
                                              QFileDialog::DontConfirmOverwrite);
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".tilescout"))) file += QStringLiteral(".tilescout");
  remember(file);
  context_->archive().create(file);
}

void FileRequests::openArchive() {
  const QString file = QFileDialog::getOpenFileName(window_, tr("Open archive"), context_->settings().lastFolder(),
                                                    tr("Tilescout archives (*.tilescout)"));
  if (file.isEmpty()) return;
  remember(file);
  context_->archive().open(file);
}

void FileRequests::addFolder() {
  const QString folder = QFileDialog::getExistingDirectory(window_, tr("Add a folder of scenes"),
                                                           context_->settings().lastFolder());
  if (folder.isEmpty()) return;
  remember(folder);
  proposeScenes({folder});
}

void FileRequests::addFiles() {
  const QStringList files = QFileDialog::getOpenFileNames(
      window_, tr("Add scenes"), context_->settings().lastFolder(),
      tr("Scenes (*.tif *.tiff *.jp2 *.vrt *.img *.png *.jpg);;All files (*)"));
  if (files.isEmpty()) return;
  remember(files.first());
  proposeScenes(files);
}

void FileRequests::proposeScenes(const QStringList& paths) {
  if (!proposal_) {
    proposal_ = new AddScenesDialog(context_, window_);
    proposal_->setAttribute(Qt::WA_DeleteOnClose);
    connect(proposal_, &AddScenesDialog::folderRequested, this, &FileRequests::addFolder);
    connect(proposal_, &AddScenesDialog::filesRequested, this, &FileRequests::addFiles);
  }
  proposal_->addPaths(paths);
  proposal_->show();
  proposal_->raise();
  proposal_->activateWindow();
}

void FileRequests::importModel(const QString& path) {
  jobs::ImportOptions options;
  options.path = path.toStdString();
  context_->models().import(options);
}

}  // namespace tilescout::ui
