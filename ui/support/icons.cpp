#include "ui/support/icons.h"

#include <QApplication>
#include <QStyle>
#include <map>
#include <string_view>

namespace tilescout::ui {

namespace {

QIcon styleIcon(std::string_view name) {
  static const std::map<std::string_view, QStyle::StandardPixmap> meanings = {
      {"document-new", QStyle::SP_FileIcon},
      {"document-open", QStyle::SP_DialogOpenButton},
      {"document-open-folder", QStyle::SP_DirOpenIcon},
      {"document-open-recent", QStyle::SP_DirOpenIcon},
      {"folder-add", QStyle::SP_FileDialogNewFolder},
      {"list-add", QStyle::SP_FileDialogNewFolder},
      {"view-refresh", QStyle::SP_BrowserReload},
      {"process-stop", QStyle::SP_BrowserStop},
      {"dialog-close", QStyle::SP_TitleBarCloseButton},
      {"dialog-warning", QStyle::SP_MessageBoxWarning},
      {"dialog-error", QStyle::SP_MessageBoxCritical},
      {"dialog-information", QStyle::SP_MessageBoxInformation},
      {"help-about", QStyle::SP_MessageBoxInformation},
      {"edit-copy", QStyle::SP_FileLinkIcon},
      {"edit-find", QStyle::SP_FileDialogContentsView},
      {"go-previous", QStyle::SP_ArrowLeft},
      {"go-next", QStyle::SP_ArrowRight},
      {"window-close", QStyle::SP_TitleBarCloseButton},
      {"application-exit", QStyle::SP_DialogCloseButton},
      {"media-playback-start", QStyle::SP_MediaPlay},
      {"view-fullscreen", QStyle::SP_TitleBarMaxButton},
      {"network-disconnect", QStyle::SP_DriveNetIcon},
      {"dialog-ok", QStyle::SP_DialogApplyButton},
  };
  const auto found = meanings.find(name);
  return found == meanings.end() ? QIcon() : QApplication::style()->standardIcon(found->second);
}

}  // namespace

QIcon themeIcon(const char* name) {
  const QString wanted = QString::fromLatin1(name);
  const QIcon fromTheme = QIcon::fromTheme(wanted);
  return fromTheme.isNull() ? styleIcon(name) : fromTheme;
}

QIcon programIcon() { return QIcon(QStringLiteral(":/tilescout/tilescout.svg")); }

}  // namespace tilescout::ui
