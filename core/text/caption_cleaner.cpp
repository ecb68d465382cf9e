#include "text/caption_cleaner.h"

#include "text/word_splitter.h"

namespace tilescout::text {

std::string cleanCaption(std::string_view caption, int maxWords) {
  std::string kept;
  for (const char c : caption) {
    if (std::string_view(R"(,.'!?"()*#:;~)").find(c) != std::string_view::npos) continue;
    kept.push_back(c == '-' || c == '/' ? ' ' : c);
  }
  const std::string folded = foldBlanksAndCase(kept);
  std::string cleaned;
  int words = 0;
  for (const std::string_view word : splitAtBlanks(folded)) {
    if (words++ >= maxWords) break;
    if (!cleaned.empty()) cleaned.push_back(' ');
    cleaned.append(word);
  }
  return cleaned;
}

}  // namespace tilescout::text
