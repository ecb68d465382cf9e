#pragma once
#include <filesystem>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "search/query.h"

namespace tilescout::jobs {

/// Tiles that something else than a query found, as an answer: in this order, with these figures for scores, and with
/// all that hits say of a tile but bands and words. Tiles that are gone are left out.
SearchResult answerOf(const std::filesystem::path& archiveFile, const std::vector<std::pair<TileId, double>>& tiles);

}  // namespace tilescout::jobs
