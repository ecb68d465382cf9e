#pragma once
#include <string>

#include "model/clip_config.h"
#include "model/detail/clip_weights.h"
#include "model/weights/name_map.h"

namespace tilescout::model::detail {

/// Sizes from the tensors' shapes; heads from `visionHeads`/`textHeads` if not 0, else the configuration, else the rule
/// of spec/model.md. Checks enough that emptyClip() of the result takes no more memory than the file has tensors.
/// Throws Error{Incompatible} about `subject`, naming the tensor, and Error{InvalidInput} when the heads cannot be
/// told. Leaves quickGelu alone.
ClipShape inferClipShape(const weights::CanonicalTensors& tensors, const ClipConfig* config, int visionHeads,
                         int textHeads, const std::string& subject);

/// Variant and bottleneck from names and shapes; heads from `heads` if not 0, else 8 for d = 128, else asks. Same
/// checks.
AdapterShape inferAdapterShape(const weights::CanonicalTensors& tensors, int heads, const std::string& subject);

/// The first configured number that contradicts the shapes, as a sentence; "" = they agree.
std::string contradiction(const ClipConfig& config, const ClipShape& shape);

}  // namespace tilescout::model::detail
