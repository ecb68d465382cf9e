#pragma once
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/model_service.h"
#include "search/query.h"

namespace tilescout::jobs {

/// Answers queries over one archive: keeps the active model's embeddings in memory (fp16) and the tiles' scenes,
/// reloads them when the archive's revision changed. One thread at a time; own read connection.
class SearchService {
 public:
  SearchService(const std::filesystem::path& archiveFile, std::shared_ptr<LoadedModel> model);
  ~SearchService();

  /// Throws Cancelled when `stop` is asked for (a newer query supersedes an older), Error{Incompatible} when the
  /// archive's embeddings are another model's, Error{InvalidInput} for an empty query or a bad filter.
  SearchResult search(const Query& query, std::stop_token stop = {});

  /// Texts ranked for an image or a stored tile.
  std::vector<TextMatch> match(const Image& image, const std::vector<std::string>& texts, int top);
  std::vector<TextMatch> match(TileId tile, const std::vector<std::string>& texts, int top);

  std::int64_t tileCount();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
