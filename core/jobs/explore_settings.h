#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include "base/error.h"
#include "jobs/explore_job.h"
#include "jobs/label_text.h"

namespace tilescout::jobs {

/// What separates what a layout was made with from what its clusters were named by.
inline constexpr std::string_view kNamesBegin = " names=";

/// What points and clusters were made with; `texts`: which texts are laid out, "" = none.
inline std::string shapeOf(const ExploreOptions& options, const std::string& texts) {
  std::string text = "seed=" + std::to_string(options.seed) + " clusters=" + std::to_string(options.clusters);
  if (options.start != "pca") text += " start=" + options.start;
  return text + texts;
}

/// The same of a stored layout.
inline std::string shapeOf(const std::string& settings) { return settings.substr(0, settings.find(kNamesBegin)); }

/// What the clusters of a stored layout were named by.
inline std::string namesOf(const std::string& settings) {
  return settings.substr(std::min(settings.find(kNamesBegin), settings.size()));
}

/// What the whole was made with: another text, another layout, or other names.
inline std::string settingsOf(const ExploreOptions& options, const std::string& texts) {
  std::string text = shapeOf(options, texts) + std::string(kNamesBegin);
  text += options.names == NameSource::LandCover  ? "land cover"
          : options.names == NameSource::Captions ? "captions"
                                                  : "words";
  for (const std::string& word : options.words) text += ";" + word;
  return text;
}

/// Throws Error{InvalidInput} for what cannot be done.
inline void checkOptions(const ExploreOptions& options) {
  if (options.method != "umap" && options.method != "pca") {
    throw Error(ErrorCode::InvalidInput, "is no way to lay tiles out; there are umap and pca", options.method);
  }
  if (options.start != "pca" && options.start != "spectral") {
    throw Error(ErrorCode::InvalidInput, "is no start for a layout; there are pca and spectral", options.start);
  }
  if (options.clusters < 0) throw Error(ErrorCode::InvalidInput, "the number of clusters must not be negative");
  if (options.names == NameSource::Words && options.words.empty()) {
    throw Error(ErrorCode::InvalidInput, "the list of names for clusters is empty");
  }
  for (const std::string& word : options.words) checkedCaption(word);  // they become names, in the archive and in JSON
}

}  // namespace tilescout::jobs
