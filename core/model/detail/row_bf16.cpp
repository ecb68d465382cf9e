#include "model/detail/row_bf16.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define TILESCOUT_BF16_ROWS 1
#include <immintrin.h>

#include <algorithm>
#include <cstring>

#include "model/detail/cpu_flags.h"
#endif

namespace tilescout::model::detail {

#if TILESCOUT_BF16_ROWS

// Highway 1.0.3 has no such instruction yet. The attribute stands at each function, not at the file, so that nothing
// that other files share is compiled for this processor alone.
#define TILESCOUT_BF16 __attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16")))

namespace {

constexpr std::size_t wide = bf16PanelWidth;
constexpr std::size_t tileRows = 6;         // × 2 vectors: twelve sums, which hide the latency of the product
constexpr std::size_t pieceWords = 256;     // a panel's piece of so many words stays in the first cache …
constexpr std::size_t blockWords = 120000;  // … and so many of the rows' in the second

std::size_t wordsOf(std::size_t in) { return (in + 1) / 2; }

/// Rows that are taken through all panels together: whole tiles of them.
std::size_t blockRows(std::size_t in) {
  return std::clamp(blockWords / wordsOf(in) / tileRows, std::size_t{4}, std::size_t{25}) * tileRows;
}

/// To the nearest, ties to even, as the processor does it.
std::uint32_t rounded(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  if ((bits & 0x7fffffffU) > 0x7f800000U) return 0x7fc0U;  // no number
  return (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
}

/// `count` floats as words of two; an odd last one is filled up with zero.
TILESCOUT_BF16 void roundRow(const float* from, std::size_t count, std::uint32_t* to) {
  std::size_t i = 0;
  for (; i + 32 <= count; i += 32) {
    const __m512bh both = _mm512_cvtne2ps_pbh(_mm512_loadu_ps(from + i + 16), _mm512_loadu_ps(from + i));
    _mm512_storeu_si512(to + i / 2, (__m512i)both);
  }
  for (; i < count; i += 2) to[i / 2] = rounded(from[i]) | (i + 1 < count ? rounded(from[i + 1]) << 16 : 0U);
}

/// Where a panel's piece begins among the packed words.
std::size_t placeOf(std::size_t panel, std::size_t firstWord, std::size_t piece, std::size_t panels) {
  return (firstWord * panels + panel * piece) * wide;
}

struct Ending {
  const float* bias;  ///< of this panel; null behind the first piece
  bool onto;          ///< adds to what is there
};

TILESCOUT_BF16 inline void endRow(__m512 low, __m512 high, const Ending& ending, float* out) {
  if (ending.onto) {
    low = _mm512_add_ps(low, _mm512_loadu_ps(out));
    high = _mm512_add_ps(high, _mm512_loadu_ps(out + 16));
  }
  if (ending.bias != nullptr) {
    low = _mm512_add_ps(low, _mm512_loadu_ps(ending.bias));
    high = _mm512_add_ps(high, _mm512_loadu_ps(ending.bias + 16));
  }
  _mm512_storeu_ps(out, low);
  _mm512_storeu_ps(out + 16, high);
}

/// Rows of words, `stride` apart.
struct WordRows {
  const std::uint32_t* words = nullptr;
  std::size_t stride = 0;
};

/// Up to six rows of words times one panel; missing rows are worked out as copies of the last and not stored.
TILESCOUT_BF16 void tile(WordRows x, std::size_t rows, const std::uint32_t* panel, std::size_t depth, RowsView y,
                         const Ending& ending) {
  const std::uint32_t* row[tileRows];
  for (std::size_t r = 0; r < tileRows; ++r) row[r] = x.words + (r < rows ? r : rows - 1) * x.stride;
  __m512 low[tileRows], high[tileRows];
  for (std::size_t r = 0; r < tileRows; ++r) low[r] = high[r] = _mm512_setzero_ps();
  for (std::size_t k = 0; k < depth; ++k, panel += wide) {
    const __m512bh left = (__m512bh)_mm512_loadu_si512(panel), right = (__m512bh)_mm512_loadu_si512(panel + 16);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < tileRows; ++r) {
      const __m512bh value = (__m512bh)_mm512_set1_epi32(static_cast<int>(row[r][k]));
      low[r] = _mm512_dpbf16_ps(low[r], value, left);
      high[r] = _mm512_dpbf16_ps(high[r], value, right);
    }
  }
  for (std::size_t r = 0; r < rows; ++r) endRow(low[r], high[r], ending, y.values + r * y.stride);
}

}  // namespace

bool hasBf16Rows() {
  static const bool has = cpuHas("avx512_bf16") && !cpuHas("amx_bf16");
  return has;
}

std::vector<std::uint32_t> packBf16(const float* weight, std::size_t out, std::size_t in, std::size_t outStep,
                                    std::size_t inStep) {
  const std::size_t panels = (out + wide - 1) / wide, depth = wordsOf(in);
  std::vector<std::uint32_t> packed(panels * wide * depth, 0U);
  for (std::size_t k0 = 0; k0 < depth; k0 += pieceWords) {
    const std::size_t piece = std::min(pieceWords, depth - k0);
    for (std::size_t o = 0; o < out; ++o) {
      std::uint32_t* const to = packed.data() + placeOf(o / wide, k0, piece, panels) + o % wide;
      const float* const from = weight + o * outStep;
      for (std::size_t k = 0; k < piece; ++k) {
        const std::size_t i = 2 * (k0 + k);
        to[k * wide] = rounded(from[i * inStep]) | (i + 1 < in ? rounded(from[(i + 1) * inStep]) << 16 : 0U);
      }
    }
  }
  return packed;
}

void multiplyBf16(const std::uint32_t* packed, const float* bias, std::size_t out, std::size_t in, RowsView x,
                  std::size_t rows, RowsView y, Finish finish) {
  thread_local std::vector<std::uint32_t> words;
  const std::size_t panels = (out + wide - 1) / wide, depth = wordsOf(in), most = blockRows(in);
  words.resize(std::max(words.size(), most * depth));
  for (std::size_t m0 = 0; m0 < rows; m0 += most) {
    const std::size_t block = std::min(most, rows - m0);
    for (std::size_t r = 0; r < block; ++r) roundRow(x.from(m0 + r).values, in, words.data() + r * depth);
    for (std::size_t p = 0; p < panels; ++p) {
      const RowsView sums = y.from(m0, p * wide);
      for (std::size_t k0 = 0; k0 < depth; k0 += pieceWords) {
        const std::size_t piece = std::min(pieceWords, depth - k0);
        const Ending ending{k0 == 0 ? bias + p * wide : nullptr, k0 > 0 || finish == Finish::Add};
        for (std::size_t r = 0; r < block; r += tileRows) {
          tile({words.data() + r * depth + k0, depth}, std::min(tileRows, block - r),
               packed + placeOf(p, k0, piece, panels), piece, sums.from(r), ending);
        }
      }
      finishRows(sums, block, wide, finish);
    }
  }
}

#else

bool hasBf16Rows() { return false; }
std::vector<std::uint32_t> packBf16(const float*, std::size_t, std::size_t, std::size_t, std::size_t) { return {}; }
void multiplyBf16(const std::uint32_t*, const float*, std::size_t, std::size_t, RowsView, std::size_t, RowsView,
                  Finish) {}

#endif

}  // namespace tilescout::model::detail
