#pragma once
#include <optional>
#include <vector>

#include "model/detail/clip_weights.h"
#include "model/detail/row_kernels.h"

namespace tilescout::model::detail {

/// Rows of one width, grown as needed.
class RowBuffer {
 public:
  RowsView rows(std::size_t count, std::size_t width);

 private:
  std::vector<float> values_;
};

/// What one thread works in.
struct RowWorkspace {
  RowBuffer stream, kept, normed, asked, query, keyValue, mixed, hidden;
  RowBuffer f1, f2, f3, mini, miniMixed;
  std::vector<float> scratch;
};

/// One sample's rows within those of a call, and which of them the tower keeps in the end (class token, end of text).
struct RowSample {
  std::size_t first = 0, tokens = 0, kept = 0;
};

struct PackedNorm {
  std::vector<float> weight, bias;
};

struct PackedAttention {
  PackedMatrix query, keyValue, out;
  std::size_t heads = 0;
  bool causal = false;
};

struct PackedMini {
  PackedMatrix first, second;
  PackedAttention attention;
  float share = 0.0F;  ///< σ(gate), released variant
};

struct PackedAdapter {
  AdapterVariant variant = AdapterVariant::None;
  PackedMatrix down, up;
  PackedAttention attention;
  std::optional<PackedMini> mini;
  float blockShare = 0.0F, share = 0.0F, share2 = 0.0F;  ///< σ of the gates
};

struct PackedBlock {
  PackedNorm ln1, ln2;
  PackedAttention attention;
  PackedMatrix fc, proj;
  Finish activation = Finish::Gelu;
  std::optional<PackedAdapter> adapter;
};

PackedMatrix packLinear(const LinearWeights& w, RowType type);
PackedNorm packNorm(const LayerNormWeights& w);
std::vector<PackedBlock> packBlocks(const std::vector<BlockWeights>& blocks, std::size_t heads, bool causal,
                                    const ClipWeights& w, RowType type, const PackedTensor& packed);

/// Runs the blocks over the samples' rows of `stream` (in the workspace) and gives the kept rows, one a sample.
RowsView runRowBlocks(const std::vector<PackedBlock>& blocks, const std::vector<RowSample>& samples, std::size_t width,
                      RowsView stream, RowWorkspace& work);

}  // namespace tilescout::model::detail
