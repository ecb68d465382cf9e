#include "fake_match_session.h"

#include <algorithm>

namespace tilescout::test {

std::vector<TextMatch> FakeMatchSession::rank(TileId, const std::vector<std::string>& texts, int top) {
  std::vector<std::string> sorted = texts;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<TextMatch> ranked;
  for (const std::string& text : sorted) {
    if (static_cast<int>(ranked.size()) == top) break;
    const int rank = static_cast<int>(ranked.size()) + 1;
    ranked.push_back({rank, text, 0.4 - 0.01 * rank});
  }
  return ranked;
}

}  // namespace tilescout::test
