#include "ui/help/guide_window.h"

#include <QAction>
#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QListWidget>
#include <QPointer>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <memory>

#include "base/paths.h"
#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

/// Reading order; a page that is not written yet is passed over.
const char* const kPages[] = {"start",  "search",   "map",      "labels",      "training", "embedding",
                              "models", "archives", "diagnostics", "command-line"};

QString titleOf(const QString& file) {
  QFile page(file);
  if (!page.open(QIODevice::ReadOnly | QIODevice::Text)) return QFileInfo(file).baseName();
  QString line = QString::fromUtf8(page.readLine(400)).trimmed();
  while (line.startsWith(QLatin1Char('#'))) line.remove(0, 1);
  return line.trimmed();
}

}  // namespace

QList<GuidePage> guidePages(const std::filesystem::path& folder, const QString& language) {
  const QString root = QString::fromStdString(folder.string());
  QList<GuidePage> pages;
  for (const char* name : kPages) {
    for (const QString& tongue : {language, QStringLiteral("en")}) {
      const QString file = QStringLiteral("%1/%2/%3.md").arg(root, tongue, QLatin1String(name));
      if (!QFileInfo::exists(file)) continue;
      pages.append({file, titleOf(file)});
      break;
    }
  }
  return pages;
}

GuideWindow::GuideWindow(AppContext* context, const std::filesystem::path& folder, QWidget* parent)
    : QWidget(parent, Qt::Window), context_(context), folder_(folder), list_(new QListWidget(this)),
      text_(new QTextBrowser(this)) {
  resizeFitting(this, {980, 660});
  list_->setFrameShape(QFrame::NoFrame);
  text_->setFrameShape(QFrame::NoFrame);
  text_->setOpenLinks(false);
  text_->document()->setDocumentMargin(16);
  auto* split = new QSplitter(this);
  split->addWidget(list_);
  split->addWidget(text_);
  split->setStretchFactor(1, 1);
  split->setSizes({200, 780});
  split->setChildrenCollapsible(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(split);
  auto* close = new QAction(this);
  close->setShortcuts({QKeySequence(Qt::Key_Escape), QKeySequence(QKeySequence::Close)});
  connect(close, &QAction::triggered, this, &QWidget::close);
  addAction(close);
  connect(list_, &QListWidget::currentRowChanged, this, &GuideWindow::open);
  connect(text_, &QTextBrowser::anchorClicked, this, &GuideWindow::follow);
  onLanguageChange(this, [this] { fill(); });
}

void GuideWindow::fill() {
  setWindowTitle(tr("Tilescout guide"));
  list_->setAccessibleName(tr("Pages of the guide"));
  text_->setAccessibleName(tr("Text of the guide"));
  const int row = std::max(0, list_->currentRow());
  pages_ = guidePages(folder_, context_->language().current());
  list_->clear();
  for (const GuidePage& page : pages_) list_->addItem(page.title);
  if (pages_.isEmpty()) {
    text_->setPlainText(tr("The guide's files are not beside the program. Install Tilescout again to read it here."));
    return;
  }
  list_->setCurrentRow(std::min(row, static_cast<int>(pages_.size()) - 1));
}

void GuideWindow::open(int row) {
  if (row < 0 || row >= pages_.size()) return;
  text_->setSource(QUrl::fromLocalFile(pages_[row].file), QTextDocument::MarkdownResource);
}

void GuideWindow::follow(const QUrl& link) {
  const QUrl target = text_->source().resolved(link);
  if (!target.isLocalFile()) {
    QDesktopServices::openUrl(target);
    return;
  }
  for (int row = 0; row < pages_.size(); ++row) {
    if (QFileInfo(pages_[row].file) == QFileInfo(target.toLocalFile())) list_->setCurrentRow(row);
  }
}

void addGuide(MainWindow* window, AppContext* context) {
  QAction* action = window->actions()->add({"guide", "help-contents", {QKeySequence(Qt::Key_F1)}, MenuPlace::Help,
                                            [] { return GuideWindow::tr("&Guide"); },
                                            [] { return GuideWindow::tr("Read how Tilescout is used"); }});
  auto shown = std::make_shared<QPointer<GuideWindow>>();
  QObject::connect(action, &QAction::triggered, window, [window, context, shown] {
    if (!*shown) *shown = new GuideWindow(context, paths::guide(), window);
    (*shown)->show();
    (*shown)->raise();
    (*shown)->activateWindow();
  });
}

}  // namespace tilescout::ui
