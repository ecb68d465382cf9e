#include "ui/label/balance_view.h"

#include <QPainter>
#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kMostBars = 8, kBar = 6, kGap = 4;
constexpr int kSentenceLines = 3;

}  // namespace

BalanceView::BalanceView(QWidget* parent) : QWidget(parent) {
  onLanguageChange(this, [this] { setCounts(counts_); });
}

void BalanceView::setCounts(const LabelCounts& counts) {
  counts_ = counts;
  setAccessibleName(sentence());
  updateGeometry();
  update();
}

QString BalanceView::sentence() const {
  QString text =
      tr("%1 of %2 tiles have captions, %3 captions in all.")
          .arg(formatCount(counts_.labelledTiles), formatCount(counts_.tiles), formatCount(counts_.captions));
  if (counts_.tags.size() > 1 && counts_.imbalance > 0) {
    text += QLatin1Char(' ') + tr("The largest tag has %1 times as many tiles as the smallest.")
                                   .arg(QLocale().toString(counts_.imbalance, 'f', counts_.imbalance < 10 ? 1 : 0));
  }
  return text;
}

int BalanceView::barCount() const { return std::min(kMostBars, static_cast<int>(counts_.tags.size())); }

QSize BalanceView::sizeHint() const {
  return {240, kSentenceLines * fontMetrics().lineSpacing() + kGap + barCount() * (fontMetrics().height() + kGap)};
}

void BalanceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const int top = kSentenceLines * fontMetrics().lineSpacing() + kGap;
  painter.drawText(QRect(0, 0, width(), top), Qt::TextWordWrap, sentence());
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
    painter.fillRect(QRect(name, line.center().y() - kBar / 2, length, kBar), palette().color(QPalette::Highlight));
  }
}

}  // namespace tilescout::ui
