#pragma once
#include <filesystem>
#include <memory>
#include <mutex>

#include "jobs/collection_service.h"
#include "jobs/label_service.h"
#include "ui/backend/label_session.h"

namespace tilescout::ui {

/// Over jobs::LabelService and jobs::CollectionService, which are opened at the first call. Signs with the user's name.
class CoreLabelSession : public LabelSession {
 public:
  explicit CoreLabelSession(std::filesystem::path file) : file_(std::move(file)) {}

  std::vector<Caption> captionsOf(TileId tile) override;
  void addCaption(std::span<const TileId> tiles, const std::string& text) override;
  void editCaption(CaptionId caption, const std::string& text) override;
  void removeCaptions(std::span<const CaptionId> captions) override;
  std::vector<TileId> withoutCaption(std::span<const TileId> tiles) override;
  LabelCounts counts() override;
  LabelledTiles labelledTiles() override;
  std::vector<TileSet> tags() override;
  std::vector<TileSet> tagsOf(TileId tile) override;
  void addTag(std::span<const TileId> tiles, const std::string& name) override;
  void removeTag(std::span<const TileId> tiles, const std::string& name) override;
  bool isForTraining(TileId tile) override;
  void setForTraining(std::span<const TileId> tiles, bool on) override;
  std::vector<TileSet> collections() override;
  std::vector<TileId> tilesOf(TileSetId collection) override;
  void addToCollection(const std::string& name, std::span<const TileId> tiles) override;
  void removeFromCollection(TileSetId collection, std::span<const TileId> tiles) override;
  void updateCollection(const TileSet& collection) override;
  void removeCollection(TileSetId collection) override;
  jobs::LabelImportReport importLabels(const jobs::LabelImportOptions& options, JobContext& job) override;
  jobs::LabelExportReport exportLabels(const std::string& format, const std::filesystem::path& path,
                                       JobContext& job) override;
  std::optional<EditStep> undoable() override;
  std::optional<EditStep> redoable() override;
  std::optional<EditStep> undo() override;
  std::optional<EditStep> redo() override;

 private:
  /// Runs `call` on the services, one caller at a time.
  template <typename Call>
  auto withLabels(Call&& call);
  template <typename Call>
  auto withCollections(Call&& call);

  const std::filesystem::path file_;
  std::mutex mutex_;  ///< guards the two below
  std::unique_ptr<jobs::LabelService> labels_;
  std::unique_ptr<jobs::CollectionService> collections_;
};

}  // namespace tilescout::ui
