#pragma once
#include <cstddef>
#include <span>
#include <string>

#include "model/weights/pickle_tree.h"

namespace tilescout::model::weights {

/// Reads a pickle as data: nothing is imported, called or built but the values of pickle_tree.h. Opcodes are on an
/// allow-list. Of the names that a pickle refers to, those of torch tensors, ordered dictionaries and plain containers
/// are understood; an object of an unknown class (an authors' configuration, say) becomes an opaque Object; everything
/// else (functions, anything of the interpreter or the operating system) is refused with its name. Values that contain
/// themselves are refused. Throws Error{Corrupt, Incompatible} about `subject`. `bytes` must outlive the tree.
PickleTree readPickle(std::span<const std::byte> bytes, const std::string& subject);

}  // namespace tilescout::model::weights
