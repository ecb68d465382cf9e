#include "model/detail/row_kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/detail/row_bf16.h"

// Highway compiles this file once for every instruction set that can be met; HWY_DYNAMIC_DISPATCH picks one.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/detail/row_kernels.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace tilescout::model::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, 16>;
using V = hn::Vec<Tag>;

constexpr std::size_t kTileRows = 6;     // × 2 vectors: twelve sums, which hide the latency of the FMA units
constexpr std::size_t kBlockRows = 150;  // so many rows of a piece's depth stay in the second cache

HWY_INLINE std::size_t wholePanel() { return 2 * hn::Lanes(Tag()); }

/// erf as a quotient of polynomials (Eigen's coefficients), within 4e-7.
HWY_INLINE V errorFunction(Tag tag, V value) {
  const V x = hn::Clamp(value, hn::Set(tag, -4.0F), hn::Set(tag, 4.0F));
  const V square = hn::Mul(x, x);
  V p = hn::Set(tag, -2.72614225801306e-10F);
  p = hn::MulAdd(p, square, hn::Set(tag, 2.77068142495902e-08F));
  p = hn::MulAdd(p, square, hn::Set(tag, -2.10102402082508e-06F));
  p = hn::MulAdd(p, square, hn::Set(tag, -5.69250639462346e-05F));
  p = hn::MulAdd(p, square, hn::Set(tag, -7.34990630326855e-04F));
  p = hn::MulAdd(p, square, hn::Set(tag, -2.95459980854025e-03F));
  p = hn::MulAdd(p, square, hn::Set(tag, -1.60960333262415e-02F));
  V q = hn::Set(tag, -1.45660718464996e-05F);
  q = hn::MulAdd(q, square, hn::Set(tag, -2.13374055278905e-04F));
  q = hn::MulAdd(q, square, hn::Set(tag, -1.68282697438203e-03F));
  q = hn::MulAdd(q, square, hn::Set(tag, -7.37332916720468e-03F));
  q = hn::MulAdd(q, square, hn::Set(tag, -1.42647390514189e-02F));
  return hn::Div(hn::Mul(x, p), q);
}

HWY_INLINE V finished(Tag tag, V z, Finish finish) {
  if (finish == Finish::Gelu) {
    const V half = hn::Mul(hn::Set(tag, 0.5F), z);
    return hn::MulAdd(half, errorFunction(tag, hn::Mul(z, hn::Set(tag, 0.70710678F))), half);
  }
  if (finish == Finish::QuickGelu) {
    const V one = hn::Set(tag, 1.0F);
    // Beyond ±80 nothing changes any more, and exp stays finite.
    const V exponent = hn::Clamp(hn::Mul(z, hn::Set(tag, -1.702F)), hn::Set(tag, -80.0F), hn::Set(tag, 80.0F));
    return hn::Div(z, hn::Add(one, hn::Exp(tag, exponent)));
  }
  return z;
}

/// What becomes of a tile's sums: `bias` is null in all but the first piece of the depth.
struct Ending {
  const float* bias = nullptr;
  bool onto = false;  ///< adds to what is there
  Finish finish = Finish::Store;
};

HWY_INLINE void endRow(Tag tag, V low, V high, const Ending& ending, float* HWY_RESTRICT out) {
  const std::size_t lanes = hn::Lanes(tag);
  if (ending.onto) {
    low = hn::Add(low, hn::LoadU(tag, out));
    high = hn::Add(high, hn::LoadU(tag, out + lanes));
  }
  if (ending.bias != nullptr) {
    low = hn::Add(low, hn::LoadU(tag, ending.bias));
    high = hn::Add(high, hn::LoadU(tag, ending.bias + lanes));
  }
  hn::StoreU(finished(tag, low, ending.finish), tag, out);
  hn::StoreU(finished(tag, high, ending.finish), tag, out + lanes);
}

/// Up to six rows of x times one panel; missing rows are worked out as copies of the last and not stored.
HWY_INLINE void tile(RowsView x, std::size_t rows, const float* HWY_RESTRICT panel, std::size_t depth, RowsView y,
                     const Ending& ending) {
  const Tag tag;
  const std::size_t lanes = hn::Lanes(tag);
  const auto row = [&](std::size_t r) { return x.values + std::min(r, rows - 1) * x.stride; };
  const float *x0 = row(0), *x1 = row(1), *x2 = row(2), *x3 = row(3), *x4 = row(4), *x5 = row(5);
  V a0 = hn::Zero(tag), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
  for (std::size_t r = 0; r < rows; ++r) {  // the sums' place, while they are worked out
    hwy::Prefetch(y.values + r * y.stride);
    hwy::Prefetch(y.values + r * y.stride + 2 * lanes - 1);
  }
  for (std::size_t k = 0; k < depth; ++k) {
    const V low = hn::LoadU(tag, panel), high = hn::LoadU(tag, panel + lanes);
    panel += 2 * lanes;
    V value = hn::Set(tag, x0[k]);
    a0 = hn::MulAdd(value, low, a0);
    b0 = hn::MulAdd(value, high, b0);
    value = hn::Set(tag, x1[k]);
    a1 = hn::MulAdd(value, low, a1);
    b1 = hn::MulAdd(value, high, b1);
    value = hn::Set(tag, x2[k]);
    a2 = hn::MulAdd(value, low, a2);
    b2 = hn::MulAdd(value, high, b2);
    value = hn::Set(tag, x3[k]);
    a3 = hn::MulAdd(value, low, a3);
    b3 = hn::MulAdd(value, high, b3);
    value = hn::Set(tag, x4[k]);
    a4 = hn::MulAdd(value, low, a4);
    b4 = hn::MulAdd(value, high, b4);
    value = hn::Set(tag, x5[k]);
    a5 = hn::MulAdd(value, low, a5);
    b5 = hn::MulAdd(value, high, b5);
  }
  endRow(tag, a0, b0, ending, y.values);
  if (rows > 1) endRow(tag, a1, b1, ending, y.values + y.stride);
  if (rows > 2) endRow(tag, a2, b2, ending, y.values + 2 * y.stride);
  if (rows > 3) endRow(tag, a3, b3, ending, y.values + 3 * y.stride);
  if (rows > 4) endRow(tag, a4, b4, ending, y.values + 4 * y.stride);
  if (rows > 5) endRow(tag, a5, b5, ending, y.values + 5 * y.stride);
}

/// Asks for a share of the next panel while this one is worked on: it comes from main memory once for all rows.
HWY_INLINE void prefetchShare(const float* next, std::size_t count, std::size_t part, std::size_t parts) {
  const std::size_t lines = count / 16, share = (lines + parts - 1) / parts;
  for (std::size_t line = part * share; line < std::min(lines, (part + 1) * share); ++line)
    hwy::Prefetch(next + line * 16);
}

/// `panels` panels of the full depth, one after the other within each piece of the depth.
void multiplyPanels(const float* panelValues, std::size_t panels, std::size_t depth, const float* bias, RowsView x,
                    std::size_t rows, RowsView y, Finish finish) {
  const std::size_t wide = wholePanel();
  for (std::size_t m0 = 0; m0 < rows; m0 += kBlockRows) {
    const std::size_t block = std::min(kBlockRows, rows - m0);
    const float* panel = panelValues;
    for (std::size_t k0 = 0; k0 < depth; k0 += panelDepth) {
      const std::size_t piece = std::min(panelDepth, depth - k0);
      const bool last = k0 + piece == depth;
      for (std::size_t p = 0; p < panels; ++p, panel += piece * wide) {
        const Ending ending{k0 == 0 && bias != nullptr ? bias + p * wide : nullptr, k0 > 0 || finish == Finish::Add,
                            last ? finish : Finish::Store};
        const std::size_t tiles = (block + kTileRows - 1) / kTileRows;
        for (std::size_t t = 0; t < tiles; ++t) {
          const std::size_t at = t * kTileRows;
          if (!last || p + 1 < panels) prefetchShare(panel + piece * wide, piece * wide, t, tiles);
          tile(x.from(m0 + at, k0), std::min(kTileRows, block - at), panel, piece, y.from(m0 + at, p * wide), ending);
        }
      }
    }
  }
}

std::size_t PanelWidth() { return wholePanel(); }

void Multiply(const PanelsView& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish) {
  const std::size_t wide = wholePanel();
  multiplyPanels(matrix.values, (matrix.out + wide - 1) / wide, matrix.in, matrix.bias, x, rows, y, finish);
}

void FinishRows(RowsView y, std::size_t rows, std::size_t width, Finish finish) {
  const Tag tag;
  if (finish != Finish::Gelu && finish != Finish::QuickGelu) return;
  for (std::size_t r = 0; r < rows; ++r) {
    float* const row = y.from(r).values;
    for (std::size_t i = 0; i < width; i += hn::Lanes(tag))
      hn::StoreU(finished(tag, hn::LoadU(tag, row + i), finish), tag, row + i);
  }
}

HWY_INLINE void normaliseRow(const float* x, std::size_t width, const float* weight, const float* bias, float* y) {
  const Tag tag;
  const std::size_t lanes = hn::Lanes(tag), whole = width - width % lanes;
  V sums = hn::Zero(tag);
  for (std::size_t i = 0; i < whole; i += lanes) sums = hn::Add(sums, hn::LoadU(tag, x + i));
  float sum = hn::GetLane(hn::SumOfLanes(tag, sums));
  for (std::size_t i = whole; i < width; ++i) sum += x[i];
  const float mean = sum / static_cast<float>(width);
  const V means = hn::Set(tag, mean);
  V squares = hn::Zero(tag);
  for (std::size_t i = 0; i < whole; i += lanes) {
    const V away = hn::Sub(hn::LoadU(tag, x + i), means);
    squares = hn::MulAdd(away, away, squares);
  }
  float square = hn::GetLane(hn::SumOfLanes(tag, squares));
  for (std::size_t i = whole; i < width; ++i) square += (x[i] - mean) * (x[i] - mean);
  const float scale = 1.0F / std::sqrt(square / static_cast<float>(width) + 1e-5F);
  const V scales = hn::Set(tag, scale);
  for (std::size_t i = 0; i < whole; i += lanes) {
    const V away = hn::Mul(hn::Sub(hn::LoadU(tag, x + i), means), scales);
    hn::StoreU(hn::MulAdd(away, hn::LoadU(tag, weight + i), hn::LoadU(tag, bias + i)), tag, y + i);
  }
  for (std::size_t i = whole; i < width; ++i) y[i] = (x[i] - mean) * scale * weight[i] + bias[i];
}

void NormaliseRows(RowsView x, std::size_t rows, std::span<const float> weight, std::span<const float> bias,
                   RowsView y) {
  for (std::size_t r = 0; r < rows; ++r)
    normaliseRow(x.from(r).values, weight.size(), weight.data(), bias.data(), y.from(r).values);
}

void MixRows(RowsView a, RowsView b, float share, std::size_t rows, std::size_t width, RowsView y) {
  for (std::size_t r = 0; r < rows; ++r) {
    const float *from = a.from(r).values, *to = b.from(r).values;
    float* const out = y.from(r).values;
    for (std::size_t i = 0; i < width; ++i) out[i] = share * from[i] + (1.0F - share) * to[i];
  }
}

void AddRows(RowsView x, std::size_t rows, std::size_t width, RowsView y, float share) {
  for (std::size_t r = 0; r < rows; ++r) {
    const float* const from = x.from(r).values;
    float* const to = y.from(r).values;
    for (std::size_t i = 0; i < width; ++i) to[i] += share * from[i];
  }
}

/// Scores to shares, in place: softmax over the first `seen`, zero up to `padded`.
HWY_INLINE void softmaxRow(float* scores, std::size_t seen, std::size_t padded, float scale) {
  const Tag tag;
  const std::size_t lanes = hn::Lanes(tag);
  for (std::size_t i = seen; i < padded; ++i) scores[i] = -std::numeric_limits<float>::max();
  V greatest = hn::Set(tag, -std::numeric_limits<float>::max());
  for (std::size_t i = 0; i < padded; i += lanes) greatest = hn::Max(greatest, hn::LoadU(tag, scores + i));
  const V top = hn::MaxOfLanes(tag, greatest), scales = hn::Set(tag, scale), least = hn::Set(tag, -87.0F);
  V sums = hn::Zero(tag);
  for (std::size_t i = 0; i < padded; i += lanes) {
    const V away = hn::Mul(hn::Sub(hn::LoadU(tag, scores + i), top), scales);
    const V share = hn::IfThenElseZero(hn::Gt(away, least), hn::Exp(tag, hn::Max(away, least)));
    sums = hn::Add(sums, share);
    hn::StoreU(share, tag, scores + i);
  }
  const V inverse = hn::Div(hn::Set(tag, 1.0F), hn::SumOfLanes(tag, sums));
  for (std::size_t i = 0; i < padded; i += lanes)
    hn::StoreU(hn::Mul(hn::LoadU(tag, scores + i), inverse), tag, scores + i);
}

/// Panels of a matrix [depth, columns], element (k, c) at from[k * kStep + c * cStep], in the order of
/// multiplyPanels(); columns up to the panels' end are zero.
void packPanels(const float* from, std::size_t depth, std::size_t columns, std::size_t kStep, std::size_t cStep,
                float* to) {
  const std::size_t wide = wholePanel();
  for (std::size_t k0 = 0; k0 < depth; k0 += panelDepth) {
    const std::size_t piece = std::min(panelDepth, depth - k0);
    for (std::size_t c0 = 0; c0 < columns; c0 += wide, to += piece * wide) {
      const std::size_t have = std::min(wide, columns - c0);
      if (have < wide) std::fill_n(to, piece * wide, 0.0F);
      const float* const corner = from + k0 * kStep + c0 * cStep;
      if (cStep == 1) {
        for (std::size_t k = 0; k < piece; ++k) std::copy_n(corner + k * kStep, have, to + k * wide);
      } else {
        for (std::size_t c = 0; c < have; ++c)
          for (std::size_t k = 0; k < piece; ++k) to[k * wide + c] = corner[k * kStep + c * cStep];
      }
    }
  }
}

void PackPanels(const float* from, std::size_t depth, std::size_t columns, std::size_t kStep, std::size_t cStep,
                float* to) {
  packPanels(from, depth, columns, kStep, cStep, to);
}

void Attend(RowsView query, RowsView keyValue, const AttentionShape& shape, RowsView out, std::vector<float>& scratch) {
  const std::size_t wide = wholePanel(), tokens = shape.tokens, headWidth = shape.width / shape.heads;
  const std::size_t tokenPanels = (tokens + wide - 1) / wide, valuePanels = (headWidth + wide - 1) / wide;
  const std::size_t scoreStride = tokenPanels * wide + 16;
  const std::size_t keySize = tokenPanels * wide * headWidth, valueSize = valuePanels * wide * tokens;
  scratch.resize(std::max(scratch.size(), keySize + valueSize + shape.queries * scoreStride));
  float* const keys = scratch.data();
  float* const values = keys + keySize;
  const RowsView scores{values + valueSize, scoreStride};
  const float scale = 1.0F / std::sqrt(static_cast<float>(headWidth));
  for (std::size_t h = 0; h < shape.heads; ++h) {
    const RowsView key = keyValue.from(0, h * headWidth), value = keyValue.from(0, shape.width + h * headWidth);
    packPanels(key.values, headWidth, tokens, 1, key.stride, keys);
    packPanels(value.values, tokens, headWidth, value.stride, 1, values);
    multiplyPanels(keys, tokenPanels, headWidth, nullptr, query.from(0, h * headWidth), shape.queries, scores,
                   Finish::Store);
    for (std::size_t q = 0; q < shape.queries; ++q)
      softmaxRow(scores.from(q).values, shape.causal ? shape.firstQuery + q + 1 : tokens, tokenPanels * wide, scale);
    // What a panel writes behind its head's last column, the next head overwrites.
    multiplyPanels(values, valuePanels, tokens, nullptr, scores, shape.queries, out.from(0, h * headWidth),
                   Finish::Store);
  }
}

}  // namespace tilescout::model::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tilescout::model::detail {

HWY_EXPORT(PanelWidth);
HWY_EXPORT(PackPanels);
HWY_EXPORT(Multiply);
HWY_EXPORT(FinishRows);
HWY_EXPORT(NormaliseRows);
HWY_EXPORT(MixRows);
HWY_EXPORT(AddRows);
HWY_EXPORT(Attend);

std::size_t panelWidth() { return HWY_DYNAMIC_DISPATCH(PanelWidth)(); }

void packPiece(const float* from, std::size_t depth, std::size_t out, std::size_t outStep, std::size_t inStep,
               float* to) {
  HWY_DYNAMIC_DISPATCH(PackPanels)(from, depth, out, inStep, outStep, to);
}

std::size_t rowStride(std::size_t width) { return (width + 31) / 32 * 32 + 48; }

PackedMatrix::PackedMatrix(const float* weight, std::size_t out, std::size_t in, std::size_t outStep,
                           std::size_t inStep, const float* bias, RowType type)
    : in_(in), out_(out) {
  const std::size_t wide = type == RowType::Bfloat16 ? bf16PanelWidth : panelWidth();
  const std::size_t padded = (out + wide - 1) / wide * wide;
  if (type == RowType::Bfloat16) {
    words_ = packBf16(weight, out, in, outStep, inStep);
  } else {
    values_.resize(padded * in);
    HWY_DYNAMIC_DISPATCH(PackPanels)(weight, in, out, inStep, outStep, values_.data());
  }
  bias_.assign(padded, 0.0F);
  if (bias != nullptr) std::copy_n(bias, out, bias_.begin());
}

void multiply(const PackedMatrix& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish) {
  if (matrix.words_.empty()) {
    multiply(PanelsView{matrix.values_.data(), matrix.bias_.data(), matrix.out_, matrix.in_}, x, rows, y, finish);
  } else {
    multiplyBf16(matrix.words_.data(), matrix.bias_.data(), matrix.out_, matrix.in_, x, rows, y, finish);
  }
}

void finishRows(RowsView y, std::size_t rows, std::size_t width, Finish finish) {
  HWY_DYNAMIC_DISPATCH(FinishRows)(y, rows, width, finish);
}

void multiply(const PanelsView& matrix, RowsView x, std::size_t rows, RowsView y, Finish finish) {
  HWY_DYNAMIC_DISPATCH(Multiply)(matrix, x, rows, y, finish);
}

void normaliseRows(RowsView x, std::size_t rows, std::span<const float> weight, std::span<const float> bias,
                   RowsView y) {
  HWY_DYNAMIC_DISPATCH(NormaliseRows)(x, rows, weight, bias, y);
}

void mixRows(RowsView a, RowsView b, float share, std::size_t rows, std::size_t width, RowsView y) {
  HWY_DYNAMIC_DISPATCH(MixRows)(a, b, share, rows, width, y);
}

void addRows(RowsView x, std::size_t rows, std::size_t width, RowsView y, float share) {
  HWY_DYNAMIC_DISPATCH(AddRows)(x, rows, width, y, share);
}

void attend(RowsView query, RowsView keyValue, const AttentionShape& shape, RowsView out, std::vector<float>& scratch) {
  HWY_DYNAMIC_DISPATCH(Attend)(query, keyValue, shape, out, scratch);
}

}  // namespace tilescout::model::detail
#endif
