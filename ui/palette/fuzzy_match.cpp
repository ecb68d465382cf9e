#include "ui/palette/fuzzy_match.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tilescout::ui {

namespace {

constexpr int kLetter = 4, kRow = 6, kWordStart = 8, kTextStart = 4;
constexpr int kNever = std::numeric_limits<int>::min() / 2;
constexpr qsizetype kLongest = 200;  ///< of a text: the rest of a long path does not count

/// Lower case, and "é" as "e": compatibility decomposition without the marks.
QString folded(const QString& text) {
  QString out;
  for (const QChar c : text.left(kLongest).normalized(QString::NormalizationForm_KD)) {
    if (!c.isMark()) out.append(c.toLower());
  }
  return out;
}

bool beginsWord(const QString& text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

}  // namespace

std::optional<int> fuzzyScore(const QString& pattern, const QString& text) {
  QString wanted = folded(pattern);
  wanted.remove(QLatin1Char(' '));
  if (wanted.isEmpty()) return 0;
  const QString in = folded(text);
  const auto length = static_cast<std::size_t>(in.size());
  // best[i]: of the pattern's letters so far, the last one at i.
  std::vector<int> best(length, kNever), next(length, kNever);
  for (qsizetype p = 0; p < wanted.size(); ++p) {
    int bestBefore = p == 0 ? 0 : kNever;  // with the last letter anywhere before i - 1
    for (std::size_t i = 0; i < length; ++i) {
      const auto at = static_cast<qsizetype>(i);
      const int inRow = p > 0 && i > 0 ? best[i - 1] + kRow : kNever;
      if (p > 0 && i > 1) bestBefore = std::max(bestBefore, best[i - 2]);
      const int before = std::max(bestBefore, inRow);
      next[i] = kNever;
      if (in[at] != wanted[p] || before <= kNever / 2) continue;
      next[i] = before + kLetter + (beginsWord(in, at) ? kWordStart : 0) + (at == 0 ? kTextStart : 0);
    }
    std::swap(best, next);
  }
  const int score = length == 0 ? kNever : *std::max_element(best.begin(), best.end());
  if (score <= kNever / 2) return std::nullopt;
  return score * 16 - static_cast<int>(in.size()) / 4;
}

}  // namespace tilescout::ui
