#include "ui/backend/core_label_session.h"

#include <cstdlib>
#include <set>

namespace tilescout::ui {

namespace {

std::string userName() {
  const char* name = std::getenv("USER");
  return name ? name : "";
}

}  // namespace

template <typename Call>
auto CoreLabelSession::withLabels(Call&& call) {
  const std::lock_guard lock(mutex_);
  if (!labels_) labels_ = std::make_unique<jobs::LabelService>(file_, userName());
  return call(*labels_);
}

template <typename Call>
auto CoreLabelSession::withCollections(Call&& call) {
  const std::lock_guard lock(mutex_);
  if (!collections_) collections_ = std::make_unique<jobs::CollectionService>(file_, userName());
  return call(*collections_);
}

std::vector<Caption> CoreLabelSession::captionsOf(TileId tile) {
  return withLabels([&](auto& labels) { return labels.captionsOf(tile); });
}

void CoreLabelSession::addCaption(std::span<const TileId> tiles, const std::string& text) {
  withLabels([&](auto& labels) { labels.addCaption(tiles, text); });
}

void CoreLabelSession::editCaption(CaptionId caption, const std::string& text) {
  withLabels([&](auto& labels) { labels.editCaption(caption, text); });
}

void CoreLabelSession::removeCaptions(std::span<const CaptionId> captions) {
  withLabels([&](auto& labels) { labels.removeCaptions(captions); });
}

std::vector<TileId> CoreLabelSession::withoutCaption(std::span<const TileId> tiles) {
  return withLabels([&](auto& labels) {
    std::set<TileId> captioned;
    for (const Caption& caption : labels.captions()) captioned.insert(caption.tile);
    std::vector<TileId> bare;
    for (const TileId tile : tiles) {
      if (!captioned.contains(tile)) bare.push_back(tile);
    }
    return bare;
  });
}

LabelCounts CoreLabelSession::counts() {
  return withLabels([](auto& labels) { return labels.counts(); });
}

LabelledTiles CoreLabelSession::labelledTiles() {
  return withLabels([](auto& labels) { return labels.labelledTiles(); });
}

std::vector<TileSet> CoreLabelSession::tags() {
  return withLabels([](auto& labels) { return labels.tags(); });
}

std::vector<TileSet> CoreLabelSession::tagsOf(TileId tile) {
  return withLabels([&](auto& labels) { return labels.tagsOf(tile); });
}

void CoreLabelSession::addTag(std::span<const TileId> tiles, const std::string& name) {
  withLabels([&](auto& labels) { labels.addTag(tiles, name); });
}

void CoreLabelSession::removeTag(std::span<const TileId> tiles, const std::string& name) {
  withLabels([&](auto& labels) { labels.removeTag(tiles, name); });
}

bool CoreLabelSession::isForTraining(TileId tile) {
  return withLabels([&](auto& labels) { return labels.isForTraining(tile); });
}

void CoreLabelSession::setForTraining(std::span<const TileId> tiles, bool on) {
  withLabels([&](auto& labels) { labels.setForTraining(tiles, on); });
}

std::vector<TileSet> CoreLabelSession::collections() {
  return withCollections([](auto& collections) { return collections.list(); });
}

std::vector<TileId> CoreLabelSession::tilesOf(TileSetId collection) {
  return withCollections([&](auto& collections) { return collections.tiles(collection); });
}

void CoreLabelSession::addToCollection(const std::string& name, std::span<const TileId> tiles) {
  withCollections([&](auto& collections) {
    if (tiles.empty()) {
      collections.create(name);
    } else {
      collections.add(name, tiles);
    }
  });
}

void CoreLabelSession::removeFromCollection(TileSetId collection, std::span<const TileId> tiles) {
  withCollections([&](auto& collections) { collections.removeTiles(collection, tiles); });
}

void CoreLabelSession::updateCollection(const TileSet& collection) {
  withCollections([&](auto& collections) { collections.update(collection); });
}

void CoreLabelSession::removeCollection(TileSetId collection) {
  withCollections([&](auto& collections) { collections.remove(collection); });
}

jobs::LabelImportReport CoreLabelSession::importLabels(const jobs::LabelImportOptions& options, JobContext& job) {
  jobs::LabelImportOptions own = options;
  if (own.author.empty()) own.author = userName();
  return jobs::importLabels(file_, own, job);
}

jobs::LabelExportReport CoreLabelSession::exportLabels(const std::string& format, const std::filesystem::path& path,
                                                       JobContext& job) {
  return jobs::exportLabels(file_, format, path, job);
}

std::optional<EditStep> CoreLabelSession::undoable() {
  return withLabels([](auto& labels) { return labels.undoable(); });
}

std::optional<EditStep> CoreLabelSession::redoable() {
  return withLabels([](auto& labels) { return labels.redoable(); });
}

std::optional<EditStep> CoreLabelSession::undo() {
  return withLabels([](auto& labels) { return labels.undo(); });
}

std::optional<EditStep> CoreLabelSession::redo() {
  return withLabels([](auto& labels) { return labels.redo(); });
}

}  // namespace tilescout::ui
