// Texts in the plot: those that were laid out with the tiles, and others at the tiles that fit them best.
#include <QPainter>
#include <algorithm>

#include "ui/explore/cluster_words.h"
#include "ui/explore/halo_text.h"
#include "ui/explore/scatter_view.h"

namespace tilescout::ui {

namespace {

constexpr double kTextMark = 5;          ///< half a diamond
constexpr double kLaidOutMark = 4;       ///< of a text of the layout, of which there may be thousands
constexpr std::size_t kMostWorded = 24;  ///< texts of the layout in view, up to which their words are drawn
constexpr double kWidestHover = 320;

void paintDiamond(QPainter& painter, const QPointF& at, double half) {
  painter.drawPolygon(
      QPolygonF({at + QPointF(0, -half), at + QPointF(half, 0), at + QPointF(0, half), at + QPointF(-half, 0)}));
}

}  // namespace

void ScatterView::setTexts(std::vector<TextMark> texts) {
  texts_ = std::move(texts);
  hoveredText_.clear();
  refresh();
}

/// The layout's own texts, in the language of the window.
void ScatterView::takeLaidOut() {
  laidOut_.clear();
  hoveredText_.clear();
  if (!view_) return;
  for (const jobs::LayoutTextView& text : view_->texts) {
    const QString words = QString::fromStdString(text.text);
    laidOut_.push_back({words, view_->textsAreWords ? clusterNameShown(text.text) : words, text.x, text.y});
  }
}

QRectF ScatterView::extent() const {
  if (extent_.isValid()) return extent_;
  QRectF bounds = index_ ? index_->bounds() : PointIndex(xy_).bounds();
  for (const TextMark& mark : laidOut_) {
    bounds.setCoords(std::min<double>(bounds.left(), mark.x), std::min<double>(bounds.top(), mark.y),
                     std::max<double>(bounds.right(), mark.x), std::max<double>(bounds.bottom(), mark.y));
  }
  return bounds;
}

/// Those whose words are drawn where there is room: of the layout's own only when few are in view.
std::vector<const TextMark*> ScatterView::wordedTexts(const QRectF& whole, const ViewMap& map) const {
  std::vector<const TextMark*> worded;
  for (const TextMark& mark : texts_) {
    if (whole.contains(map.toView(mark.x, mark.y))) worded.push_back(&mark);
  }
  const std::size_t others = worded.size();
  for (const TextMark& mark : laidOut_) {
    if (!showsLaidOut_ || !whole.contains(map.toView(mark.x, mark.y))) continue;
    worded.push_back(&mark);
    if (worded.size() <= others + kMostWorded) continue;
    worded.resize(others);
    break;
  }
  return worded;
}

/// Beside their marks, the query's first; never over a cluster's label or another text.
std::vector<ScatterView::Label> ScatterView::textLabels(const ViewMap& map, const QFontMetrics& metrics) const {
  std::vector<Label> placed = labels(map, metrics);
  const std::size_t clusters = placed.size();
  const QRectF whole(QPointF(0, 0), map.size);
  for (const TextMark* mark : wordedTexts(whole, map)) {
    const QPointF at = map.toView(mark->x, mark->y);
    const QString text = metrics.elidedText(mark->shown, Qt::ElideRight, 160);
    const QSizeF size(metrics.horizontalAdvance(text) + 6, metrics.height());
    for (const QPointF& corner :
         {QPointF(kTextMark + 2, -size.height() / 2), QPointF(-kTextMark - 2 - size.width(), -size.height() / 2)}) {
      const QRectF box(at + corner, size);
      const bool free = whole.contains(box) && std::none_of(placed.begin(), placed.end(), [&](const Label& other) {
                          return other.box.intersects(box);
                        });
      if (!free) continue;
      placed.push_back({text, box, {}});
      break;
    }
  }
  placed.erase(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(clusters));
  return placed;
}

QStringList ScatterView::visibleTexts() const {
  QStringList texts;
  for (const Label& label : textLabels(map_, fontMetrics())) texts.append(label.text);
  return texts;
}

void ScatterView::paintTexts(QPainter& painter, const ViewMap& map) const {
  if (texts_.empty() && (laidOut_.empty() || !showsLaidOut_)) return;
  const QColor ink = palette().color(QPalette::Text), ground = palette().color(QPalette::Base);
  const QRectF seen = QRectF(QPointF(0, 0), map.size).adjusted(-8, -8, 8, 8);
  painter.setPen(QPen(ground, 1.2));
  painter.setBrush(ink);
  for (const TextMark& mark : laidOut_) {
    const QPointF at = map.toView(mark.x, mark.y);
    if (showsLaidOut_ && seen.contains(at)) paintDiamond(painter, at, kLaidOutMark);
  }
  painter.setPen(QPen(ground, 1.5));
  for (const TextMark& mark : texts_) {
    painter.setBrush(mark.query ? palette().color(QPalette::Highlight) : ink);
    paintDiamond(painter, map.toView(mark.x, mark.y), mark.query ? kTextMark * 1.6 : kTextMark);
  }
  QFont italic = font();
  italic.setItalic(true);
  painter.setFont(italic);
  const QFontMetrics metrics(italic);
  for (const Label& label : textLabels(map, metrics)) {
    paintHaloText(painter, {label.box.left() + 3, label.box.top() + metrics.ascent()}, label.text, ink, ground);
  }
  painter.setFont(font());
}

const TextMark* ScatterView::textAt(const QPointF& at) const {
  const TextMark* nearest = nullptr;
  double least = kTextMark * 1.6;
  const auto look = [&](const TextMark& mark) {
    const double away = (map_.toView(mark.x, mark.y) - at).manhattanLength();
    if (away > least) return;
    least = away;
    nearest = &mark;
  };
  if (showsLaidOut_) std::for_each(laidOut_.begin(), laidOut_.end(), look);
  std::for_each(texts_.begin(), texts_.end(), look);
  return nearest;
}

QString ScatterView::textUnder(const QPoint& at) const {
  const TextMark* text = textAt(at);
  return text ? text->text : QString();
}

/// All its words: beside the mark they may be cut, or not drawn at all.
void ScatterView::paintHoveredText(QPainter& painter) const {
  const int flags = Qt::AlignLeft | Qt::TextWordWrap;
  const QRectF words = QFontMetricsF(font()).boundingRect(QRectF(0, 0, kWidestHover, 400), flags, hoveredText_);
  QRectF box(mouse_ + QPointF(16, 16), words.size() + QSizeF(18, 12));
  if (box.right() > width()) box.moveRight(std::max(box.width(), mouse_.x() - 12));
  if (box.bottom() > height()) box.moveBottom(std::max(box.height(), mouse_.y() - 12));
  painter.setPen(palette().color(QPalette::Mid));
  painter.setBrush(palette().color(QPalette::Window));
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(box.adjusted(8, 6, -8, -6), flags, hoveredText_);
}

}  // namespace tilescout::ui
