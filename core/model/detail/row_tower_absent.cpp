#include "model/detail/row_tower.h"

namespace tilescout::model::detail {

std::unique_ptr<RowTowers> makeRowTowers(const ClipWeights&, bool, const PackedTensor&) { return nullptr; }

}  // namespace tilescout::model::detail
