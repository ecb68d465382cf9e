#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/job.h"
#include "jobs/layout_view.h"

namespace tilescout::jobs {

class LoadedModel;

/// Where clusters take their names from.
enum class NameSource { LandCover, Captions, Words };

struct ExploreOptions {
  std::string model;            ///< name or fingerprint of one of the archive's models; "" = the active one
  std::string method = "umap";  ///< or "pca"
  std::string start = "pca";    ///< of UMAP: or "spectral", by eigenvectors of the neighbour graph
  int clusters = 0;             ///< 0 = as many as the densities show
  std::uint64_t seed = 42;
  NameSource names = NameSource::LandCover;
  std::vector<std::string> words;  ///< for NameSource::Words
  bool withTexts = false;          ///< captions, or land-cover words where there are none, are laid out with the tiles
  bool place = false;              ///< only place new tiles into the latest stored layout, however that was made
  bool anew = false;            ///< compute even if a stored layout with these settings is at hand or can be added to
  std::size_t memoryLimit = 0;  ///< bytes; 0 = six tenths of what is free
};

/// What laying an archive's tiles out takes.
struct LayoutCost {
  std::int64_t tiles = 0;
  std::int64_t laidOut = 0;  ///< of these; the rest is placed afterwards, because the memory holds no more
  std::size_t bytes = 0;     ///< at most, at one time
  std::size_t free = 0;      ///< bytes that the computer has left now
};

/// `model` and `memoryLimit` as in ExploreOptions. Zero tiles when nothing is embedded. Throws Error{OutOfMemory} when not
/// even a sample fits, Error{NotFound} for a model that the archive does not have.
LayoutCost layoutCost(const std::filesystem::path& archiveFile, const std::string& model = {},
                      std::size_t memoryLimit = 0);

/// Lays a model's embeddings out, clusters, names and measures them, and stores that in the archive. What is stored
/// with the same settings is used again: new tiles are placed into it while they are fewer than half. Archives too
/// large for the memory are laid out by a sample, the rest placed. `namer` is the model whose embeddings they are;
/// null: clusters get numbers for names, and texts cannot be laid out. Texts are in no cluster and change no figure.
/// Does not take the archive's lock: indexing may go on beside it. Throws Error{InvalidInput} when the archive holds no
/// such embeddings, Error{Corrupt}, Error{OutOfMemory}, Cancelled.
LayoutView runExplore(const std::filesystem::path& archiveFile, LoadedModel* namer, const ExploreOptions& options,
                      JobContext& job);

}  // namespace tilescout::jobs
