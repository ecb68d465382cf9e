#include "ui/archive/welcome_page.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/settings/settings.h"
#include "ui/support/choice_card.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kRecentShown = 4;
constexpr int kColumnWidth = 600;

}  // namespace

WelcomePage::WelcomePage(const Settings* settings, QWidget* parent) : QWidget(parent), settings_(settings) {
  title_ = new QLabel(this);
  QFont large = title_->font();
  large.setPixelSize(22);
  title_->setFont(large);
  title_->setWordWrap(true);
  intro_ = new QLabel(this);
  intro_->setWordWrap(true);
  intro_->setForegroundRole(QPalette::PlaceholderText);
  demo_ = choice("welcomeDemo");
  scenes_ = choice("welcomeScenes");
  open_ = choice("welcomeOpen");
  recentTitle_ = new QLabel(this);
  recentTitle_->setForegroundRole(QPalette::PlaceholderText);
  recent_ = new QVBoxLayout;
  recent_->setSpacing(2);
  models_ = new QLabel(this);
  models_->setWordWrap(true);
  models_->setForegroundRole(QPalette::PlaceholderText);

  auto* column = new QVBoxLayout;
  column->setSpacing(8);
  column->addStretch(1);
  column->addWidget(title_);
  column->addWidget(intro_);
  column->addSpacing(8);
  for (ChoiceCard* button : {demo_, scenes_, open_}) column->addWidget(button);
  column->addSpacing(8);
  column->addWidget(recentTitle_);
  column->addLayout(recent_);
  column->addSpacing(8);
  column->addWidget(models_);
  column->addStretch(2);
  auto* middle = new QWidget(this);
  middle->setLayout(column);
  middle->setMaximumWidth(kColumnWidth);
  auto* row = new QHBoxLayout(this);
  row->addStretch(1);
  row->addWidget(middle, 100);
  row->addStretch(1);

  connect(demo_, &ChoiceCard::clicked, this, &WelcomePage::demoRequested);
  connect(scenes_, &ChoiceCard::clicked, this, &WelcomePage::addScenesRequested);
  connect(open_, &ChoiceCard::clicked, this, &WelcomePage::openRequested);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    demo_->setIcon(themeIcon("media-playback-start"));
    scenes_->setIcon(themeIcon("folder-add"));
    open_->setIcon(themeIcon("document-open"));
  });
  refreshRecent();
}

ChoiceCard* WelcomePage::choice(const char* name) {
  auto* button = new ChoiceCard(this);
  button->setObjectName(QString::fromLatin1(name));
  return button;
}

void WelcomePage::retranslate() {
  title_->setText(tr("Find things in satellite images by describing them"));
  intro_->setText(
      tr("Type what you are looking for, for example “a harbour with ships”. Tilescout compares your words "
         "with every part of every scene, on this computer alone."));
  demo_->setText(tr("Open the demo"));
  demo_->setDescription(tr("Paints a few scenes, indexes them, and lets you search at once"));
  scenes_->setText(tr("Add your scenes"));
  scenes_->setDescription(tr("Choose a folder of GeoTIFF files, or drop it anywhere on this window"));
  open_->setText(tr("Open an archive"));
  open_->setDescription(tr("A .tilescout file that was made before"));
  recentTitle_->setText(tr("Opened lately"));
  models_->setText(tr("Have CLIP, RemoteCLIP, GeoRSCLIP or HarMA weights? Drop the file on this window to use them "
                      "instead of the small model that comes with Tilescout."));
}

void WelcomePage::refreshRecent() {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int shown = 0;
  for (const QString& file : settings_->recentArchives()) {
    if (shown == kRecentShown) break;
    if (!QFileInfo::exists(file)) continue;
    ++shown;
    auto* link = new QLabel(this);
    link->setTextFormat(Qt::RichText);
    link->setText(QStringLiteral("<a href=\"open\">%1</a> &nbsp;%2")
                      .arg(QFileInfo(file).completeBaseName().toHtmlEscaped(),
                           QDir::toNativeSeparators(QFileInfo(file).path()).toHtmlEscaped()));
    link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(link, &QLabel::linkActivated, this, [this, file] { Q_EMIT recentRequested(file); });
    recent_->addWidget(link);
  }
  recentTitle_->setVisible(shown > 0);
}

}  // namespace tilescout::ui
