#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "archive/archive.h"

namespace tilescout::archive {

/// How embeddings were computed: one and the same model gives slightly others in another precision.
struct Computation {
  std::string device;     ///< "cpu" or "cuda"
  std::string precision;  ///< "fp32", "bf16" or "fp16"
  bool operator==(const Computation&) const = default;
};

/// How the embeddings of the archive's models were computed. A connection of its own, for one thread; each edit is one
/// transaction. Throws as Archive does.
class ComputationStore {
 public:
  ComputationStore(const std::filesystem::path& file, OpenMode mode);
  ~ComputationStore();
  ComputationStore(ComputationStore&&) noexcept;
  ComputationStore& operator=(ComputationStore&&) noexcept;

  /// Nothing: not known, or there are no embeddings of this model.
  std::optional<Computation> of(ModelId model);
  /// Before embeddings are added: what those that are there were computed with, or, where there are none, `now`, which
  /// is recorded. Nothing for an archive that is older than the record.
  std::optional<Computation> claim(ModelId model, const Computation& now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::archive
