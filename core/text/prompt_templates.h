#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::text {

/// Sentences that a query is averaged over when asked; "{}" is the query. Users may edit the list.
inline std::vector<std::string> defaultPromptTemplates() {
  return {"{}",
          "a satellite image of {}.",
          "an aerial photograph of {}.",
          "a remote sensing image of {}.",
          "{} seen from above.",
          "there is {} in the picture."};
}

/// The template with every "{}" replaced; a template without one is put before the query.
inline std::string fillTemplate(std::string_view pattern, std::string_view query) {
  std::string text;
  bool filled = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t hole = pattern.find("{}", at);
    text.append(pattern.substr(at, hole - at));
    if (hole == std::string_view::npos) break;
    text.append(query);
    filled = true;
    at = hole + 2;
  }
  return filled ? text : text.append(text.empty() ? "" : " ").append(query);
}

}  // namespace tilescout::text
