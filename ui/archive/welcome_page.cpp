#include "ui/archive/welcome_page.h"

#include <QDir>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/archive/recent_archives.h"
#include "ui/support/choice_card.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kRecentShown = 4;
constexpr int kColumnWidth = 600;
constexpr int kIcon = 22;

}  // namespace

/// A dashed frame: something can be let fall here.
class DropPlace : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
  }
};

WelcomePage::WelcomePage(AppContext* context, RecentArchives* recent, QWidget* parent)
    : QWidget(parent), context_(context), recent_(recent) {
  build();
  connect(demo_, &ChoiceCard::clicked, this, &WelcomePage::demoRequested);
  connect(scenes_, &ChoiceCard::clicked, this, &WelcomePage::addScenesRequested);
  connect(open_, &ChoiceCard::clicked, this, &WelcomePage::openRequested);
  connect(import_, &QPushButton::clicked, this, &WelcomePage::importRequested);
  connect(&context->archive(), &ArchiveController::demoChanged, this, &WelcomePage::describeDemo);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    demo_->setIcon(themeIcon("media-playback-start"));
    scenes_->setIcon(themeIcon("folder-add"));
    open_->setIcon(themeIcon("document-open"));
    modelIcon_->setPixmap(themeIcon("document-import").pixmap(kIcon, kIcon));
  });
  connect(recent, &RecentArchives::changed, this, &WelcomePage::showRecent);
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::build() {
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
  drop_ = new DropPlace(this);
  modelIcon_ = new QLabel(drop_);
  models_ = new QLabel(drop_);
  models_->setWordWrap(true);
  models_->setForegroundRole(QPalette::PlaceholderText);
  import_ = new QPushButton(drop_);
  import_->setObjectName(QStringLiteral("welcomeImport"));
  import_->setAutoDefault(false);
  auto* model = new QHBoxLayout(drop_);
  model->setContentsMargins(14, 8, 14, 8);
  model->setSpacing(14);
  model->addWidget(modelIcon_);
  model->addWidget(models_, 1);
  model->addWidget(import_);
  recentTitle_ = new QLabel(this);
  recentTitle_->setForegroundRole(QPalette::PlaceholderText);
  recentTitle_->hide();
  recentRows_ = new QVBoxLayout;
  recentRows_->setSpacing(2);

  auto* column = new QVBoxLayout;
  column->setSpacing(8);
  column->addStretch(1);
  column->addWidget(title_);
  column->addWidget(intro_);
  column->addSpacing(8);
  for (ChoiceCard* button : {demo_, scenes_, open_}) column->addWidget(button);
  column->addWidget(drop_);
  column->addSpacing(8);
  column->addWidget(recentTitle_);
  column->addLayout(recentRows_);
  column->addStretch(2);
  auto* middle = new QWidget(this);
  middle->setLayout(column);
  middle->setMaximumWidth(kColumnWidth);
  auto* page = new QWidget(this);
  auto* row = new QHBoxLayout(page);
  row->addStretch(1);
  row->addWidget(middle, 100);
  row->addStretch(1);
  auto* scroll = new QScrollArea(this);  // in a wordy language, or a low window
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(page);
  for (QWidget* ground : {scroll->viewport(), page}) ground->setAutoFillBackground(false);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll);
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
  scenes_->setText(tr("Add your scenes"));
  scenes_->setDescription(tr("Choose a folder of GeoTIFF files, or drop it anywhere on this window"));
  open_->setText(tr("Open an archive"));
  open_->setDescription(tr("A .tilescout file that was made before"));
  recentTitle_->setText(tr("Opened lately"));
  models_->setText(tr("Have CLIP, RemoteCLIP, GeoRSCLIP or HarMA weights? Drop the file here to use them "
                      "instead of the small model that comes with Tilescout."));
  import_->setText(tr("&Import…"));
  import_->setToolTip(tr("Choose a model file or folder, or load one from the network"));
  describeDemo();
  showRecent();
}

void WelcomePage::describeDemo() {
  const ArchiveController& archive = context_->archive();
  demo_->setEnabled(archive.demoJob() == nullptr);
  if (const Job* job = archive.demoJob()) {
    const Progress& progress = job->progress();
    const auto percent = progress.total > 0 ? progress.done * 100 / progress.total : 0;
    demo_->setDescription(tr("Painting the scenes: %1 %").arg(percent));
  } else if (archive.demoError()) {
    demo_->setDescription(errorSentence(*archive.demoError()) + QLatin1Char(' ') + errorAdvice(*archive.demoError()));
    demo_->setToolTip(errorDetails(*archive.demoError()));
  } else {
    demo_->setDescription(tr("Paints a few scenes, indexes them, and lets you search at once"));
    demo_->setToolTip({});
  }
}

void WelcomePage::showRecent() {
  while (QLayoutItem* item = recentRows_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int shown = 0;
  for (const RecentArchives::Entry& recent : recent_->entries()) {
    if (recent.presence == RecentArchives::Presence::Unknown) continue;
    if (++shown > kRecentShown) break;
    const QString name = QFileInfo(recent.file).completeBaseName().toHtmlEscaped();
    const QString folder = QDir::toNativeSeparators(QFileInfo(recent.file).path()).toHtmlEscaped();
    auto* link = new QLabel(this);
    link->setObjectName(QStringLiteral("welcomeRecent"));
    link->setTextFormat(Qt::RichText);
    recentRows_->addWidget(link);
    if (recent.presence == RecentArchives::Presence::Away) {
      link->setForegroundRole(QPalette::PlaceholderText);
      link->setText(QStringLiteral("%1 &nbsp;%2 · %3").arg(name, folder, tr("its disk is not connected")));
      continue;
    }
    link->setText(QStringLiteral("<a href=\"open\">%1</a> &nbsp;%2").arg(name, folder));
    link->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(link, &QLabel::linkActivated, this, [this, file = recent.file] { Q_EMIT recentRequested(file); });
  }
  recentTitle_->setVisible(shown > 0);
}

}  // namespace tilescout::ui
