#pragma once
#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tilescout::model::detail {

/// Numbers that say what a CLIP looks like; heads and activation are not in the shapes (spec/model.md).
struct ClipShape {
  int imageSize = 0, patchSize = 0, visionWidth = 0, visionLayers = 0, visionHeads = 0;
  int textWidth = 0, textLayers = 0, textHeads = 0, contextLength = 0, vocabularySize = 0;
  int embedDim = 0;
  bool quickGelu = false;
};

/// Released and Paper: HarMA's. Plain: bottlenecks alone (Houlsby et al. 2019), without attention, gates or sharing.
enum class AdapterVariant { None, Released, Paper, Plain };

struct AdapterShape {
  AdapterVariant variant = AdapterVariant::None;
  int bottleneck = 0;  ///< d
  int heads = 0;       ///< of both attentions; 0 in the plain variant
  bool shared = true;  ///< false: HarMA without its mini-adapters (an ablation)
};

struct LayerNormWeights {
  at::Tensor weight, bias;  ///< [W]
};
struct LinearWeights {
  at::Tensor weight, bias;  ///< [out, in], [out]
};
struct AttentionWeights {
  at::Tensor inWeight, inBias, outWeight, outBias;  ///< [3W, W], [3W], [W, W], [W]
};

/// Mini-adapter. Released: l1, l2, attention, gate (BiShareAdapterxx). Paper: down, up, attention, no gate.
struct MiniAdapterWeights {
  LinearWeights first, second;
  AttentionWeights attention;
  at::Tensor gate;  ///< scalar, released variant only
};

/// Gated multimodal adapter of one block. In the paper variant both towers' `mini` hold the same tensors. The plain
/// variant has `down` and `up` alone; everything else is undefined.
struct GatedAdapterWeights {
  at::Tensor blockGate;            ///< `gate1` of the block, g_b
  at::Tensor gate, gate2;          ///< released: g; paper: λ1, λ2
  LinearWeights down, up;
  AttentionWeights attention;
  std::optional<MiniAdapterWeights> mini;
};

struct BlockWeights {
  LayerNormWeights ln1, ln2;
  AttentionWeights attention;
  LinearWeights fc, proj;  ///< MLP: W -> 4W -> W
  std::optional<GatedAdapterWeights> adapter;
};

struct ClipWeights {
  ClipShape shape;
  AdapterShape adapterShape;
  at::Tensor patchWeight;               ///< conv1 [W, 3, P, P]
  at::Tensor classToken;                ///< [W]
  at::Tensor imagePositions;            ///< [1 + (S/P)^2, W]
  LayerNormWeights lnPre, lnPost;
  std::vector<BlockWeights> imageBlocks;
  at::Tensor imageProjection;           ///< [W, E]
  at::Tensor tokenEmbedding;            ///< [V, Wt]
  at::Tensor textPositions;             ///< [T, Wt]
  std::vector<BlockWeights> textBlocks;
  LayerNormWeights lnFinal;
  at::Tensor textProjection;            ///< [Wt, E]
  at::Tensor temperature;               ///< scalar τ; may be undefined
};

/// Told of a tensor whose values have been copied elsewhere.
using PackedTensor = std::function<void(const at::Tensor&)>;

/// Every tensor of the weights under its open_clip / HarMA name (spec/model.md), in a fixed order; pointers into `w`.
/// The one list that loaders, savers and optimisers walk. Shared paper mini-adapters appear under both names.
std::vector<std::pair<std::string, at::Tensor*>> backboneTensors(ClipWeights& w);
std::vector<std::pair<std::string, at::Tensor*>> adapterTensors(ClipWeights& w);

/// Expected shape of every backbone tensor, in the order of backboneTensors(); fills w's block vectors.
ClipWeights emptyClip(const ClipShape& shape);

/// Adds untrained adapters (gates 0.6, up-projections zero: the identity), seeded by `seed`.
void addAdapters(ClipWeights& w, const AdapterShape& adapter, unsigned long long seed);

}  // namespace tilescout::model::detail
