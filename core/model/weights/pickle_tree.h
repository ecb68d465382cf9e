#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/weights/tensor_source.h"

namespace tilescout::model::weights {

using NodeId = std::uint32_t;

enum class NodeKind : std::uint8_t {
  None,
  Bool,
  Int,
  Float,
  Text,
  Bytes,
  Tuple,
  List,
  Dict,
  Global,
  Storage,
  Tensor,
  Object
};

/// One value of a pickle. Values stand in one array and point at each other by number, so that nothing that a file
/// says makes the program recurse or allocate beyond the array.
struct PickleNode {
  NodeKind kind = NodeKind::None;
  std::int64_t number = 0;    ///< Bool, Int; Tensor, Storage: index into the tree's; Global, Object: its GlobalRole
  double real = 0.0;          ///< Float
  std::string_view text;      ///< Text and Bytes: content; Global and Object: "module.name" (in PickleTree's care)
  std::vector<NodeId> items;  ///< Tuple, List: members; Dict: key, value, key ...; a script module: its state
};

struct PickledStorage {
  std::string_view key;
  DType dtype = DType::F32;
  std::uint64_t elements = 0;
};

struct PickledTensor {
  std::size_t storage = 0;
  std::uint64_t offset = 0;  ///< in elements
  std::vector<std::int64_t> shape, strides;
};

/// A pickle read as data. Texts are views into the bytes that were read.
struct PickleTree {
  std::vector<PickleNode> nodes;
  std::vector<PickledStorage> storages;
  std::vector<PickledTensor> tensors;
  std::set<std::string> names;  ///< what the texts of Globals and Objects are views of
  NodeId root = 0;

  const PickleNode& at(NodeId id) const { return nodes[id]; }
  /// Value of a text key in a Dict, or nullptr.
  const PickleNode* find(const PickleNode& dict, std::string_view key) const {
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
      const PickleNode& name = nodes[dict.items[i]];
      if (name.kind == NodeKind::Text && name.text == key) return &nodes[dict.items[i + 1]];
    }
    return nullptr;
  }
};

}  // namespace tilescout::model::weights
