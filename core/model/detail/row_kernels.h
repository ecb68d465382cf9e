#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tilescout::model::detail {

/// The arithmetic of a transformer over plain float32 rows, one thread a call, on the best instruction set of the
/// processor. A row's result depends on that row alone (in attention: on its sample), bit for bit, never on how many
/// rows come with it. Rows lie `stride` floats apart; strides come from rowStride(), and what lies between a row's
/// width and its stride may be overwritten with anything.
struct RowsView {
  float* values = nullptr;
  std::size_t stride = 0;

  RowsView from(std::size_t row, std::size_t column = 0) const { return {values + row * stride + column, stride}; }
};

/// Distance between rows of `width` floats: room for whole vectors behind the last column, and no power of two, which
/// would put the rows of a block into the same lines of the cache.
std::size_t rowStride(std::size_t width);

/// A weight matrix [out, in] in the order in which multiply() reads it, in memory that somebody else keeps: pieces of
/// panelDepth inputs, in each of them panels of panelWidth() outputs.
struct PanelsView {
  const float* values = nullptr;  ///< in × out rounded up to whole panels
  const float* bias = nullptr;    ///< as many as there are outputs in whole panels, or null
  std::size_t out = 0, in = 0;
};

constexpr std::size_t panelDepth = 256;  ///< a panel's piece of this depth stays in the first cache
std::size_t panelWidth();                ///< of this processor's instruction set

/// Puts one piece of the depth in order: element (o, i) of it is from[o * outStep + i * inStep], i < depth ≤
/// panelDepth. The piece that begins at input k belongs at values + k × (out in whole panels).
void packPiece(const float* from, std::size_t depth, std::size_t out, std::size_t outStep, std::size_t inStep,
               float* to);

enum class Finish {
  Store,      ///< y = Wx + b
  Add,        ///< y += Wx + b
  Gelu,       ///< y = GELU(Wx + b), with erf
  QuickGelu,  ///< y = z σ(1.702 z), z = Wx + b
};

/// Where `out` fills no whole panels, what lies behind a row's end is overwritten.
void multiply(const PanelsView& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish);

/// y = the finish's function of y, where it has one; `width` fills whole panels.
void finishRows(RowsView y, std::size_t rows, std::size_t width, Finish finish);

enum class RowType { Float32, Bfloat16 };

/// A weight matrix [out, in] in the order of one of the products, with its bias.
class PackedMatrix {
 public:
  PackedMatrix() = default;
  /// Element (o, i) is weight[o * outStep + i * inStep]; `bias` has `out` values or is null. Bfloat16 needs
  /// hasBf16Rows().
  PackedMatrix(const float* weight, std::size_t out, std::size_t in, std::size_t outStep, std::size_t inStep,
               const float* bias, RowType type = RowType::Float32);

  std::size_t in() const noexcept { return in_; }
  std::size_t out() const noexcept { return out_; }

 private:
  friend void multiply(const PackedMatrix& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish);

  std::size_t in_ = 0, out_ = 0;
  std::vector<float> values_, bias_;
  std::vector<std::uint32_t> words_;  ///< instead of values, in bfloat16
};

void multiply(const PackedMatrix& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish);

/// y = LayerNorm(x), epsilon 1e-5; x and y may be the same.
void normaliseRows(RowsView x, std::size_t rows, std::span<const float> weight, std::span<const float> bias,
                   RowsView y);

/// y = share · a + (1 − share) · b; y may be a or b.
void mixRows(RowsView a, RowsView b, float share, std::size_t rows, std::size_t width, RowsView y);

/// y += share · x.
void addRows(RowsView x, std::size_t rows, std::size_t width, RowsView y, float share = 1.0F);

struct AttentionShape {
  std::size_t tokens = 0, width = 0, heads = 0;
  std::size_t firstQuery = 0, queries = 0;  ///< the tokens that ask; all of them answer
  bool causal = false;                      ///< a token sees itself and those before it
};

/// Self-attention within one sample: `query` has a row for each token that asks, `keyValue` key and value side by side
/// (2 × width) for each token; `out` gets a row for each that asks. `scratch` is grown as needed.
void attend(RowsView query, RowsView keyValue, const AttentionShape& shape, RowsView out, std::vector<float>& scratch);

}  // namespace tilescout::model::detail
