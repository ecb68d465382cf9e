#include "app/cli/evaluate_archive.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "app/cli/batches.h"
#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "base/half.h"

namespace tilescout::cli {

namespace {

using archive::Archive;

std::set<TileId> tilesOfSplit(archive::LabelBook& book, const std::string& split, const std::string& file) {
  const std::optional<TileSet> set = book.set(TileSetKind::Split, split);
  if (!set) throw Error(ErrorCode::NotFound, "has no split named '" + split + "'", file);
  const std::vector<TileId> tiles = book.tilesOf(set->id);
  return {tiles.begin(), tiles.end()};
}

ModelId modelIn(Archive& archive, const ModelCard& card) {
  for (const archive::ModelRecord& record : archive.models()) {
    if (record.fingerprint == card.fingerprint && archive.embeddingCount(record.id) > 0) return record.id;
  }
  throw Error(ErrorCode::Incompatible,
              "its tiles are not embedded with '" + card.name + "'; do that first: tilescout-cli reembed",
              archive.file().string());
}

/// Rows of the embedded tiles among `wanted`, and which row is whose.
std::vector<float> rowsOf(Archive& archive, ModelId model, const std::set<TileId>& wanted,
                          std::map<TileId, std::int64_t>& rowOf) {
  std::vector<float> rows;
  archive.readEmbeddings(model, [&](std::span<const TileId> ids, std::span<const std::uint16_t> halves) {
    const std::size_t width = halves.size() / ids.size();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (!wanted.contains(ids[i])) continue;
      rowOf.emplace(ids[i], static_cast<std::int64_t>(rowOf.size()));
      for (const std::uint16_t half : halves.subspan(i * width, width)) rows.push_back(floatFromHalf(half));
    }
  });
  return rows;
}

}  // namespace

train::RetrievalMetrics evaluateArchive(const std::filesystem::path& file, jobs::LoadedModel& model,
                                        const std::string& split, JobContext& job) {
  Archive archive = Archive::open(file, archive::OpenMode::ReadOnly);
  archive::LabelBook book(file, archive::OpenMode::ReadOnly);
  std::set<TileId> wanted;
  const std::vector<Caption> captions = book.captions();
  for (const Caption& caption : captions) wanted.insert(caption.tile);
  if (split.empty()) {
    if (const auto out = book.set(TileSetKind::Split, kNotForTraining)) {
      for (const TileId tile : book.tilesOf(out->id)) wanted.erase(tile);
    }
  } else {
    const std::set<TileId> members = tilesOfSplit(book, split, file.string());
    std::erase_if(wanted, [&](TileId tile) { return !members.contains(tile); });
  }
  std::map<TileId, std::int64_t> rowOf;
  const std::vector<float> images = rowsOf(archive, modelIn(archive, model.card()), wanted, rowOf);
  std::vector<std::string> texts;
  std::vector<std::int64_t> captionImage;
  for (const Caption& caption : captions) {
    const auto row = rowOf.find(caption.tile);
    if (row == rowOf.end()) continue;
    texts.push_back(caption.text);
    captionImage.push_back(row->second);
  }
  if (texts.empty()) throw Error(ErrorCode::InvalidInput, "holds no captioned tiles to measure on", file.string());
  return train::retrievalMetrics(images, embedTexts(texts, model, job), captionImage, model.card().embedDim);
}

}  // namespace tilescout::cli
