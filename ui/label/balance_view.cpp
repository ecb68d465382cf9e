#include "ui/label/balance_view.h"

#include <QPainter>
#include <algorithm>
#include <iterator>

#include "ui/label/label_controller.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kMostBars = 8, kBar = 6, kGap = 4, kSwatch = 14;
constexpr int kSentenceLines = 3;

}  // namespace

BalanceView::BalanceView(QWidget* parent) : QWidget(parent) {
  onLanguageChange(this, [this] { setCounts(counts_); });
}

void BalanceView::setCounts(const LabelCounts& counts) {
  counts_ = counts;
  setAccessibleName(sentence() + QLatin1Char(' ') + splitSentence());
  setToolTip(splitSentence());
  updateGeometry();
  update();
}

QString BalanceView::sentence() const {
  QString text =
      tr("Captions: %1, on %2 of %3 tiles.")
          .arg(formatCount(counts_.captions), formatCount(counts_.labelledTiles), formatCount(counts_.tiles));
  if (counts_.tags.size() > 1 && counts_.imbalance > 0) {
    text += QLatin1Char(' ') + tr("The largest tag has %1 times as many tiles as the smallest.")
                                   .arg(QLocale().toString(counts_.imbalance, 'f', counts_.imbalance < 10 ? 1 : 0));
  }
  return text;
}

std::vector<BalanceView::Split> BalanceView::splits() const {
  static constexpr Qt::BrushStyle kPatterns[] = {Qt::SolidPattern, Qt::Dense4Pattern, Qt::BDiagPattern,
                                                 Qt::CrossPattern};
  std::vector<Split> all;
  for (const LabelCount& split : counts_.splits) {
    const std::size_t pattern = std::min(all.size(), std::size(kPatterns) - 1);
    if (split.tiles > 0) all.push_back({splitShown(split.name), split.name, split.tiles, kPatterns[pattern]});
  }
  return all;
}

QString BalanceView::splitSentence() const {
  QStringList parts;
  for (const Split& split : splits()) parts.append(QStringLiteral("%1 %2").arg(split.name, formatCount(split.tiles)));
  return parts.isEmpty() ? QString() : tr("Splits: %1").arg(parts.join(QStringLiteral(" · ")));
}

int BalanceView::barCount() const { return std::min(kMostBars, static_cast<int>(counts_.tags.size())); }

QSize BalanceView::sizeHint() const {
  const int rows = barCount() + (splits().empty() ? 0 : 1);
  return {240, kSentenceLines * fontMetrics().lineSpacing() + kGap + rows * (fontMetrics().height() + kGap)};
}

void BalanceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const int top = kSentenceLines * fontMetrics().lineSpacing() + kGap;
  painter.drawText(QRect(0, 0, width(), top), Qt::TextWordWrap, sentence());
  drawLegend(painter, top + barCount() * (fontMetrics().height() + kGap));
  if (counts_.tags.empty()) return;
  const auto most = std::max<std::int64_t>(1, counts_.tags.front().tiles);
  const int name = width() * 2 / 5, number = fontMetrics().horizontalAdvance(QStringLiteral("000,000"));
  const int row = fontMetrics().height() + kGap;
  for (int i = 0; i < barCount(); ++i) {
    const LabelCount& tag = counts_.tags[static_cast<std::size_t>(i)];
    const QRect line(0, top + i * row, width(), row);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line.adjusted(0, 0, name - width() - 8, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(QString::fromStdString(tag.name), Qt::ElideRight, name - 8));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, formatCount(tag.tiles));
    const int room = width() - name - number - 8;
    const int length = std::max(2, static_cast<int>(room * tag.tiles / most));
    drawBar(painter, tag, QRect(name, line.center().y() - kBar / 2, length, kBar));
  }
}

/// The bar's outline is the tag's tiles; each split fills its share in a pattern of its own, what is in none stays
/// bare.
void BalanceView::drawBar(QPainter& painter, const LabelCount& tag, const QRect& whole) const {
  const QColor colour = palette().color(QPalette::Highlight);
  const std::vector<Split> all = splits();
  if (all.empty()) return painter.fillRect(whole, colour);
  std::int64_t before = 0;
  const auto at = [&](std::int64_t tiles) {
    return whole.left() + static_cast<int>(whole.width() * tiles / std::max<std::int64_t>(1, tag.tiles));
  };
  for (const Split& split : all) {
    for (const TagSplitCount& count : counts_.tagSplits) {
      if (count.tag != tag.name || count.split != split.key) continue;
      const int from = at(before), to = at(std::min(tag.tiles, before + count.tiles));
      painter.fillRect(QRect(from, whole.top(), to - from, whole.height()), QBrush(colour, split.pattern));
      before += count.tiles;
    }
  }
  painter.setPen(colour);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(whole.adjusted(0, 0, -1, -1));
}

void BalanceView::drawLegend(QPainter& painter, int top) const {
  int left = 0;
  const QColor colour = palette().color(QPalette::Highlight);
  for (const Split& split : splits()) {
    const QString text = QStringLiteral("%1 %2").arg(split.name, formatCount(split.tiles));
    const int wide = kSwatch + kGap + fontMetrics().horizontalAdvance(text);
    if (left > 0 && left + wide > width()) break;  // the tool tip has all of them
    const QRect line(left, top, wide, fontMetrics().height() + kGap);
    const QRect swatch(left, line.center().y() - kBar / 2, kSwatch, kBar);
    painter.fillRect(swatch, QBrush(colour, split.pattern));
    painter.setPen(colour);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(swatch.adjusted(0, 0, -1, -1));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line.adjusted(kSwatch + kGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    left += wide + 3 * kGap;
  }
}

}  // namespace tilescout::ui
