#include "jobs/explore_texts.h"

#include <set>

#include "jobs/explore_names.h"
#include "jobs/explore_space.h"

namespace tilescout::jobs {

SpaceTexts spaceTexts(archive::Archive& archive, const LoadedModel& model, std::uint64_t seed) {
  std::set<std::string> different;
  for (archive::CaptionRow& caption : archive.captions()) different.insert(std::move(caption.text));
  SpaceTexts chosen;
  chosen.words = different.empty();
  chosen.known = static_cast<std::int64_t>(different.size());
  if (chosen.words) {
    chosen.texts = knownLandCover(model);
    chosen.known = static_cast<std::int64_t>(chosen.texts.size());
    return chosen;
  }
  std::int64_t place = 0;
  for (const std::string& text : different) {
    if (inSample(place++, different.size(), SpaceTexts::kMost, seed)) chosen.texts.push_back(text);
  }
  return chosen;
}

void SpaceTexts::embed(LoadedModel& model, JobContext& job) { values = embedTexts(model, texts, words, job, "texts"); }

}  // namespace tilescout::jobs
