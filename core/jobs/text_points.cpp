#include "jobs/text_points.h"

#include "archive/archive.h"
#include "base/error.h"
#include "explore/cluster_naming.h"
#include "explore/text_matches.h"
#include "jobs/explore_names.h"
#include "jobs/explore_space.h"
#include "jobs/layout_source.h"
#include "jobs/tile_labels.h"

namespace tilescout::jobs {

namespace {

constexpr std::size_t kMostTexts = 200;

std::vector<std::string> textsFor(const std::filesystem::path& file, const LoadedModel& model, const LayoutView& view,
                                  const TextPointOptions& options) {
  if (options.source == TextSource::Words) {
    if (options.words.empty()) throw Error(ErrorCode::InvalidInput, "the list of words is empty");
    return {options.words.begin(),
            options.words.begin() + static_cast<std::ptrdiff_t>(std::min(kMostTexts, options.words.size()))};
  }
  if (options.source == TextSource::LandCover) return knownLandCover(model);
  std::vector<std::string> texts = readTileLabels(file, view.tiles).texts;
  if (texts.size() > kMostTexts) texts.resize(kMostTexts);
  return texts;
}

}  // namespace

std::vector<TextPoint> placeTexts(const std::filesystem::path& archiveFile, LoadedModel& model, const LayoutView& view,
                                  const TextPointOptions& options, JobContext& job) {
  archive::Archive archive = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  const archive::ModelRecord record = modelOfLayout(archive, view.model);
  if (record.fingerprint != model.card().fingerprint) {
    throw Error(ErrorCode::Incompatible, "is another model than the one that made this layout", model.card().name);
  }
  const std::vector<std::string> texts = textsFor(archiveFile, model, view, options);
  std::vector<TextPoint> points;
  if (texts.empty() || view.tiles.empty()) return points;
  const std::size_t count = view.tiles.size();
  const std::size_t kept = affordableRows(count, 2 * static_cast<std::size_t>(record.embedDim), 2, count, 0);
  std::vector<std::int32_t> rowPoint;  // of the rows that are read
  const SpaceRows space = readSpace(
      archive, record,
      [&](std::int64_t, TileId tile) {
        const auto found = std::lower_bound(view.tiles.begin(), view.tiles.end(), tile);
        if (found == view.tiles.end() || *found != tile) return false;
        const auto place = found - view.tiles.begin();
        if (!inSample(place, count, kept, 1)) return false;
        rowPoint.push_back(static_cast<std::int32_t>(place));
        return true;
      },
      job);
  const bool sentences = options.source == TextSource::Captions;
  const std::vector<float> rows = embedTexts(model, texts, !sentences, job);
  const auto best = explore::bestImages({rows, space.dim}, space.rows(), kTextNeighbours);
  for (std::size_t t = 0; t < texts.size(); ++t) {
    std::vector<std::int32_t> near;
    for (const auto& [row, score] : best[t]) near.push_back(rowPoint[static_cast<std::size_t>(row)]);
    points.push_back(placeText(view, texts[t], near));
  }
  return points;
}

}  // namespace tilescout::jobs
