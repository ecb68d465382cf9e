#include "fake_label_session.h"

#include <algorithm>
#include <set>

namespace tilescout::test {

void FakeLabelSession::edit(const std::string& kind, std::int64_t count, const std::string& detail,
                            const std::function<void(State&)>& change) {
  const std::lock_guard lock(mutex_);
  if (error) throw *error;
  EditStep step;
  step.id = ++lastId_;
  step.kind = kind;
  step.count = count;
  step.detail = detail;
  done_.emplace_back(step, state_);
  undone_.clear();
  change(state_);
}

void FakeLabelSession::note(EditStep step) {
  const std::lock_guard lock(mutex_);
  step.id = ++lastId_;
  done_.emplace_back(std::move(step), state_);
  undone_.clear();
}

FakeLabelSession::Set& FakeLabelSession::set(State& state, TileSetKind kind, const std::string& name) {
  for (Set& each : state.sets) {
    if (each.info.kind == kind && each.info.name == name) return each;
  }
  Set made;
  made.info.id = ++lastId_;
  made.info.kind = kind;
  made.info.name = name;
  state.sets.push_back(made);
  return state.sets.back();
}

std::vector<Caption> FakeLabelSession::captionsOf(TileId tile) {
  const std::lock_guard lock(mutex_);
  std::vector<Caption> own;
  for (const Caption& caption : state_.captions) {
    if (caption.tile == tile) own.push_back(caption);
  }
  return own;
}

void FakeLabelSession::addCaption(std::span<const TileId> tiles, const std::string& text) {
  edit("captions.add", static_cast<std::int64_t>(tiles.size()), text, [&](State& state) {
    for (const TileId tile : tiles) state.captions.push_back({++lastId_, tile / 1000, tile, text, "ann", "2026-11-24"});
  });
}

void FakeLabelSession::editCaption(CaptionId id, const std::string& text) {
  edit("captions.edit", 1, text, [&](State& state) {
    for (Caption& caption : state.captions) {
      if (caption.id == id) caption.text = text;
    }
  });
}

void FakeLabelSession::removeCaptions(std::span<const CaptionId> captions) {
  const std::set<CaptionId> gone(captions.begin(), captions.end());
  edit("captions.remove", static_cast<std::int64_t>(captions.size()), "", [&](State& state) {
    std::erase_if(state.captions, [&](const Caption& caption) { return gone.contains(caption.id); });
  });
}

std::vector<TileId> FakeLabelSession::withoutCaption(std::span<const TileId> tiles) {
  std::vector<TileId> bare;
  for (const TileId tile : tiles) {
    if (captionsOf(tile).empty()) bare.push_back(tile);
  }
  return bare;
}

LabelCounts FakeLabelSession::counts() {
  const std::lock_guard lock(mutex_);
  LabelCounts counts;
  std::set<TileId> labelled;
  for (const Caption& caption : state_.captions) {
    labelled.insert(caption.tile);
    auto text =
        std::find_if(counts.texts.begin(), counts.texts.end(), [&](const auto& t) { return t.name == caption.text; });
    if (text == counts.texts.end()) text = counts.texts.insert(counts.texts.end(), LabelCount{caption.text, 0, 0});
    ++text->tiles;
    ++text->labels;
  }
  counts.tiles = 120;
  counts.labelledTiles = static_cast<std::int64_t>(labelled.size());
  counts.captions = static_cast<std::int64_t>(state_.captions.size());
  for (const Set& each : state_.sets) {
    if (each.info.kind != TileSetKind::Tag) continue;
    const auto tiles = static_cast<std::int64_t>(each.tiles.size());
    counts.tags.push_back({each.info.name, tiles, tiles});
  }
  std::stable_sort(counts.tags.begin(), counts.tags.end(),
                   [](const auto& a, const auto& b) { return a.tiles > b.tiles; });
  if (counts.tags.size() > 1 && counts.tags.back().tiles > 0) {
    counts.imbalance = static_cast<double>(counts.tags.front().tiles) / static_cast<double>(counts.tags.back().tiles);
  }
  return counts;
}

LabelledTiles FakeLabelSession::labelledTiles() {
  const std::lock_guard lock(mutex_);
  LabelledTiles labelled;
  for (const Caption& caption : state_.captions) ++labelled.captions[caption.tile];
  for (const Set& each : state_.sets)
    if (each.info.kind == TileSetKind::Collection) labelled.collected.insert(each.tiles.begin(), each.tiles.end());
  return labelled;
}

std::vector<TileSet> FakeLabelSession::list(TileSetKind kind, TileId of) {
  const std::lock_guard lock(mutex_);
  std::vector<TileSet> sets;
  for (const Set& each : state_.sets) {
    if (each.info.kind != kind) continue;
    if (of != 0 && std::find(each.tiles.begin(), each.tiles.end(), of) == each.tiles.end()) continue;
    sets.push_back(each.info);
    sets.back().tiles = static_cast<std::int64_t>(each.tiles.size());
  }
  std::sort(sets.begin(), sets.end(), [](const TileSet& a, const TileSet& b) { return a.name < b.name; });
  return sets;
}

std::vector<TileSet> FakeLabelSession::tags() { return list(TileSetKind::Tag, 0); }
std::vector<TileSet> FakeLabelSession::tagsOf(TileId tile) { return list(TileSetKind::Tag, tile); }
std::vector<TileSet> FakeLabelSession::collections() { return list(TileSetKind::Collection, 0); }

namespace {

void putIn(std::vector<TileId>& tiles, std::span<const TileId> more) {
  for (const TileId tile : more) {
    if (std::find(tiles.begin(), tiles.end(), tile) == tiles.end()) tiles.push_back(tile);
  }
}

void takeOut(std::vector<TileId>& tiles, std::span<const TileId> gone) {
  std::erase_if(tiles, [&](TileId tile) { return std::find(gone.begin(), gone.end(), tile) != gone.end(); });
}

}  // namespace

void FakeLabelSession::addTag(std::span<const TileId> tiles, const std::string& name) {
  edit("tag.add", static_cast<std::int64_t>(tiles.size()), name,
       [&](State& state) { putIn(set(state, TileSetKind::Tag, name).tiles, tiles); });
}

void FakeLabelSession::removeTag(std::span<const TileId> tiles, const std::string& name) {
  edit("tag.remove", static_cast<std::int64_t>(tiles.size()), name,
       [&](State& state) { takeOut(set(state, TileSetKind::Tag, name).tiles, tiles); });
}

bool FakeLabelSession::isForTraining(TileId tile) { return list(TileSetKind::Split, tile).empty(); }

void FakeLabelSession::setForTraining(std::span<const TileId> tiles, bool on) {
  edit("split.set", static_cast<std::int64_t>(tiles.size()), on ? "" : kNotForTraining, [&](State& state) {
    std::vector<TileId>& out = set(state, TileSetKind::Split, kNotForTraining).tiles;
    on ? takeOut(out, tiles) : putIn(out, tiles);
  });
}

std::vector<TileId> FakeLabelSession::tilesOf(TileSetId collection) {
  const std::lock_guard lock(mutex_);
  for (const Set& each : state_.sets) {
    if (each.info.id == collection) return each.tiles;
  }
  return {};
}

void FakeLabelSession::addToCollection(const std::string& name, std::span<const TileId> tiles) {
  edit(tiles.empty() ? "set.create" : "collection.add", static_cast<std::int64_t>(tiles.size()), name,
       [&](State& state) { putIn(set(state, TileSetKind::Collection, name).tiles, tiles); });
}

void FakeLabelSession::removeFromCollection(TileSetId collection, std::span<const TileId> tiles) {
  edit("collection.remove", static_cast<std::int64_t>(tiles.size()), "", [&](State& state) {
    for (Set& each : state.sets) {
      if (each.info.id == collection) takeOut(each.tiles, tiles);
    }
  });
}

void FakeLabelSession::updateCollection(const TileSet& collection) {
  edit("set.edit", 1, collection.name, [&](State& state) {
    for (Set& each : state.sets) {
      if (each.info.id == collection.id) each.info.name = collection.name;
    }
  });
}

void FakeLabelSession::removeCollection(TileSetId collection) {
  edit("set.remove", 1, "",
       [&](State& state) { std::erase_if(state.sets, [&](const Set& each) { return each.info.id == collection; }); });
}

// Knows one file: three captions on two tiles, and a row of a scene that is not there.
jobs::LabelImportReport FakeLabelSession::importLabels(const jobs::LabelImportOptions& options, JobContext& job) {
  job.report({"match", 4, 4});
  jobs::LabelImportReport report;
  if (options.path.extension() == ".txt")
    throw Error(ErrorCode::InvalidInput, "holds no labels", options.path.string());
  report.format = options.format == "auto" ? "csv" : options.format;
  report.rows = 4;
  report.matched = 3;
  report.captions = 3;
  report.tiles = 2;
  const RowProblem unknown{RowFlaw::UnknownImage, "c.tif"};
  report.problems = {{options.path.string() + ", line 5", textOf(unknown), {LabelRow::Kind::Line, {}, 5}, unknown}};
  const std::vector<std::pair<TileId, std::string>> rows = {
      {1000, "a pond beside a road"}, {1000, "water and a road"}, {1001, "a field"}};
  for (std::size_t i = 0; i < rows.size(); ++i)
    report.samples.push_back({{LabelRow::Kind::Line, {}, static_cast<std::int64_t>(i) + 2},
                              "naip_m_4709963_se_20150629.tif",
                              rows[i].second});
  if (options.preview) return report;
  edit("captions.import", 3, options.path.filename().string(), [&](State& state) {
    for (const auto& [tile, text] : rows) state.captions.push_back({++lastId_, tile / 1000, tile, text, "ann", ""});
  });
  return report;
}

jobs::LabelExportReport FakeLabelSession::exportLabels(const std::string& format, const std::filesystem::path& path,
                                                       JobContext& job) {
  job.report({"export", 1, 1});
  const std::lock_guard lock(mutex_);
  if (error) throw *error;
  exports.push_back(format + " " + path.string());
  jobs::LabelExportReport report;
  report.captions = static_cast<std::int64_t>(state_.captions.size());
  std::set<TileId> tiles;
  for (const Caption& caption : state_.captions) tiles.insert(caption.tile);
  report.tiles = static_cast<std::int64_t>(tiles.size());
  return report;
}

std::optional<EditStep> FakeLabelSession::undoable() {
  const std::lock_guard lock(mutex_);
  if (done_.empty()) return std::nullopt;
  return done_.back().first;
}

std::optional<EditStep> FakeLabelSession::redoable() {
  const std::lock_guard lock(mutex_);
  if (undone_.empty()) return std::nullopt;
  return undone_.back().first;
}

std::optional<EditStep> FakeLabelSession::move(std::vector<std::pair<EditStep, State>>& from,
                                               std::vector<std::pair<EditStep, State>>& to) {
  const std::lock_guard lock(mutex_);
  if (from.empty()) return std::nullopt;
  auto [step, state] = from.back();
  from.pop_back();
  to.emplace_back(step, state_);
  state_ = state;
  return step;
}

std::optional<EditStep> FakeLabelSession::undo() { return move(done_, undone_); }
std::optional<EditStep> FakeLabelSession::redo() { return move(undone_, done_); }

}  // namespace tilescout::test
