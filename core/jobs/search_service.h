#pragma once
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "jobs/model_service.h"
#include "search/feedback.h"
#include "search/query.h"

namespace tilescout::jobs {

/// Answers queries over one archive: keeps the active model's embeddings in memory (fp16) and the tiles' scenes,
/// reloads them when the archive's revision changed. One thread at a time; own read connection.
class SearchService {
 public:
  SearchService(const std::filesystem::path& archiveFile, std::shared_ptr<LoadedModel> model);
  ~SearchService();

  /// Reads what a search needs of the archive as it is now, so that the next search need not.
  void prepare(std::stop_token stop = {});

  /// Throws Cancelled when `stop` is asked for (a newer query supersedes an older), Error{Incompatible} when the
  /// archive's embeddings are another model's, Error{InvalidInput} for an empty query or a bad filter.
  SearchResult search(const Query& query, std::stop_token stop = {});

  /// Learns from the marks with the query as what is believed before them, and ranks anew. The query's own vector is
  /// remembered, so that a mark costs one scan. Throws as search() does.
  RefineResult refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options = {},
                      std::stop_token stop = {});
  /// Name and fingerprint of the model whose embeddings a detector learned here is for.
  std::string modelName() const;
  std::string modelFingerprint() const;

  /// Texts ranked for an image or a stored tile.
  std::vector<TextMatch> match(const Image& image, const std::vector<std::string>& texts, int top,
                               std::stop_token stop = {});
  std::vector<TextMatch> match(TileId tile, const std::vector<std::string>& texts, int top, std::stop_token stop = {});
  /// The archive's captions, each text once.
  std::vector<std::string> captions();

  std::int64_t tileCount();

  /// A picture file as an example: anything that a scene may be, and what browsers show. Throws Error naming the file.
  static Image readPicture(const std::filesystem::path& file);
  /// The polygons that `withinFile` of a query means: each its outer ring, then its holes. Throws Error naming the file.
  static std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
