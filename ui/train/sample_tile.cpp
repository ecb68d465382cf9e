#include "ui/train/sample_tile.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPointer>
#include <QTextLayout>
#include <QVBoxLayout>

#include "ui/backend/backend.h"
#include "ui/backend/train_session.h"
#include "ui/search/tile_picture.h"
#include "ui/support/image_convert.h"

namespace tilescout::ui {

namespace {

constexpr int kReadPixels = 192;
constexpr int kLines = 2;  ///< of words under a picture

/// `text` broken at its words into lines of `width`, what is too long for the last cut off there.
QString inLines(const QString& text, const QFont& font, int width) {
  QTextLayout layout(text, font);
  layout.beginLayout();
  QTextLine line = layout.createLine();
  if (!line.isValid()) return text;
  line.setLineWidth(width);
  const QString first = text.left(line.textLength()).trimmed(), rest = text.mid(line.textLength()).trimmed();
  layout.endLayout();
  const QFontMetrics metrics(font);
  const QString fitting = metrics.elidedText(first, Qt::ElideRight, width);
  return rest.isEmpty() ? fitting : fitting + QLatin1Char('\n') + metrics.elidedText(rest, Qt::ElideRight, width);
}

}  // namespace

SamplePictures::SamplePictures(QObject* parent) : QObject(parent), background_(2) {}

void SamplePictures::setSource(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneSource& source) {
  const bool same = session == session_ && source.archive == source_.archive && source.dataset == source_.dataset &&
                    source.imagesRoot == source_.imagesRoot;
  if (same) return;
  background_.drop();
  session_ = session;
  source_ = source;
}

void SamplePictures::load(TilePicture* picture, TileId tile, const std::string& subject) {
  picture->showLoading();
  if (!session_ || (tile == 0 && subject.empty())) return picture->showMessage(QStringLiteral("–"));
  const QPointer<TilePicture> target(picture);
  background_.call(
      [session = session_, source = source_, tile, subject](std::stop_token) {
        return toQImage(session->train()->picture(source, tile, subject, kReadPixels));
      },
      [target](const QImage& image) {
        if (target) target->showPicture(image, {});
      },
      [target](const UiError& error) {
        if (!target) return;
        target->showMessage(QStringLiteral("–"));  // there is no room for more
        target->setToolTip(errorSentence(error));
      });
}

SampleTile::SampleTile(Shape shape, int pixels, QWidget* parent) : QFrame(parent), shape_(shape) {
  picture_ = new TilePicture(this);
  picture_->setFixedSize(pixels, pixels);
  mark_ = new QLabel(this);
  QFont bold = mark_->font();
  bold.setBold(true);
  mark_->setFont(bold);
  QFont small = font();
  small.setPixelSize(11);
  if (shape == Shape::Below) {
    words_ = new QLabel(this);
    words_->setFixedSize(pixels, kLines * QFontMetrics(small).lineSpacing());
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(picture_);
    column->addWidget(words_);
    mark_->hide();
  } else {
    words_ = new QLabel(this);
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(mark_);
    text->addWidget(words_, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(picture_, 0, Qt::AlignTop);
    row->addLayout(text, 1);
  }
  words_->setFont(small);
  words_->setTextFormat(Qt::PlainText);
}

void SampleTile::show(SamplePictures* pictures, TileId tile, const std::string& subject, const QString& mark,
                      const QString& words) {
  if (tile != tile_ || subject != subject_ || !picture_->hasPicture()) pictures->load(picture_, tile, subject);
  tile_ = tile;
  subject_ = subject;
  mark_->setText(mark);
  words_->setText(shape_ == Shape::Below ? inLines(words, words_->font(), words_->width()) : words);
  const QString all = mark.isEmpty() ? words : QStringLiteral("%1\n%2").arg(mark, words);
  setToolTip(QStringLiteral("%1\n%2").arg(all, QString::fromStdString(subject)).trimmed());
  setAccessibleName(all);
  setFocusPolicy(tile != 0 ? Qt::StrongFocus : Qt::NoFocus);
  setCursor(tile != 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QString SampleTile::mark() const { return mark_->text(); }

void SampleTile::mouseReleaseEvent(QMouseEvent* event) {
  if (tile_ != 0 && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
    Q_EMIT activated(tile_);
  }
}

void SampleTile::keyPressEvent(QKeyEvent* event) {
  const bool pressed = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
  if (tile_ != 0 && pressed) return Q_EMIT activated(tile_);
  QFrame::keyPressEvent(event);
}

}  // namespace tilescout::ui
