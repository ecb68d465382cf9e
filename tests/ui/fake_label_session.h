#pragma once
#include <functional>
#include <mutex>

#include "base/error.h"
#include "ui/backend/label_session.h"

namespace tilescout::test {

/// Labels in memory, with a history of whole states. Shared by all sessions of a fake world, so that they survive a
/// restart of the window. Thread-safe.
class FakeLabelSession : public ui::LabelSession {
 public:
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

  /// A step of the history that another session made.
  void note(EditStep step);

  std::optional<Error> error;        ///< thrown by every edit
  std::vector<std::string> exports;  ///< "format path" of each

 private:
  struct Set {
    TileSet info;
    std::vector<TileId> tiles;
  };
  struct State {
    std::vector<Caption> captions;
    std::vector<Set> sets;
  };
  void edit(const std::string& kind, std::int64_t count, const std::string& detail,
            const std::function<void(State&)>& change);
  Set& set(State& state, TileSetKind kind, const std::string& name);
  std::vector<TileSet> list(TileSetKind kind, TileId of);
  std::optional<EditStep> move(std::vector<std::pair<EditStep, State>>& from,
                               std::vector<std::pair<EditStep, State>>& to);

  std::mutex mutex_;
  State state_;
  std::int64_t lastId_ = 0;
  std::vector<std::pair<EditStep, State>> done_, undone_;  ///< with the state to go to
};

}  // namespace tilescout::test
