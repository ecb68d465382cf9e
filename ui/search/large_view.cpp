#include "ui/search/large_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/search/tile_picture.h"
#include "ui/search/tile_view_loader.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr double kMargin = 0.25;
constexpr int kPixels = 1280;

}  // namespace

LargeView::LargeView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  loader_ = new TileViewLoader(this);
  picture_ = new TilePicture(this);
  caption_ = new ElidedLabel(this);
  previous_ = new QToolButton(this);
  next_ = new QToolButton(this);
  close_ = new QToolButton(this);
  for (QToolButton* button : {previous_, next_, close_}) {
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
  }
  close_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* row = new QHBoxLayout;
  row->addWidget(previous_);
  row->addWidget(next_);
  row->addWidget(caption_, 1);
  row->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 8);
  column->setSpacing(4);
  column->addLayout(row);
  column->addWidget(picture_, 1);

  connect(previous_, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
  connect(close_, &QToolButton::clicked, this, &LargeView::closeRequested);
  connect(loader_, &TileViewLoader::viewReady, this, [this](const TileViewData& view) {
    if (view.error) {
      picture_->showMessage(errorSentence(*view.error));
    } else {
      picture_->showPicture(view.view, view.frame);
    }
  });
  onLanguageChange(this, [this] {
    previous_->setToolTip(tr("Previous result (Left)"));
    next_->setToolTip(tr("Next result (Right)"));
    close_->setText(tr("Back to the results"));
    close_->setToolTip(tr("Back to the results (Esc)"));
    showCaption();
  });
  onPaletteChange(this, [this] {
    previous_->setIcon(themeIcon("go-previous"));
    next_->setIcon(themeIcon("go-next"));
    close_->setIcon(themeIcon("view-list-icons"));
  });
}

LargeView::~LargeView() = default;

void LargeView::showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, int count,
                        const QImage& thumbnail) {
  hit_ = hit;
  count_ = count;
  showCaption();
  const double side = 1.0 / (1.0 + 2.0 * kMargin);
  if (thumbnail.isNull()) {
    picture_->showLoading();
  } else {
    picture_->showPreview(thumbnail, QRectF(kMargin * side, kMargin * side, side, side));
  }
  loader_->load(session, hit, kMargin, static_cast<int>(kPixels * devicePixelRatioF()), 0);
}

void LargeView::showCaption() {
  if (!hit_) return;
  QStringList parts = {tr("%1 of %2").arg(formatCount(hit_->rank), formatCount(count_)),
                       tr("score %1").arg(formatScore(hit_->score)), QString::fromStdString(hit_->scene)};
  if (!hit_->date.empty()) parts.append(QString::fromStdString(hit_->date));
  caption_->setText(parts.join(QStringLiteral(" · ")));
}

void LargeView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: Q_EMIT stepRequested(-1); break;
    case Qt::Key_Right:
    case Qt::Key_Down: Q_EMIT stepRequested(1); break;
    case Qt::Key_Space:
    case Qt::Key_Escape: Q_EMIT closeRequested(); break;
    default: QWidget::keyPressEvent(event);
  }
}

}  // namespace tilescout::ui
