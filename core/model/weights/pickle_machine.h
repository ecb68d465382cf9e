#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/weights/pickle_globals.h"
#include "model/weights/pickle_tree.h"

namespace tilescout::model::weights {

/// The stack machine that a pickle is a programme for, reduced to building a PickleTree. See readPickle().
class PickleMachine {
 public:
  PickleMachine(std::span<const std::byte> bytes, std::string subject);
  PickleTree run();

 private:
  // Each handles the opcodes of one group and says whether `op` was one of them.
  bool constant(std::uint8_t op);
  bool text(std::uint8_t op);
  bool container(std::uint8_t op);
  bool memory(std::uint8_t op);
  bool name(std::uint8_t op);
  bool construction(std::uint8_t op);

  void setItems(NodeId target, std::span<const NodeId> items);
  void append(NodeId target, std::span<const NodeId> items);
  void longInteger(std::uint64_t length);
  void refer(std::string_view module, std::string_view global);
  NodeId call(NodeId callee, NodeId arguments, bool asNew);
  NodeId makeDictionary(const PickleNode& arguments);
  NodeId makeTensor(const PickleNode& arguments);
  NodeId makeStorage(NodeId id);
  NodeId makeObject(NodeId callee, GlobalRole role);
  std::vector<std::int64_t> integers(NodeId id);
  const PickleNode& argument(const PickleNode& arguments, std::size_t index, NodeKind kind);

  NodeId add(PickleNode node);
  void push(NodeId id);
  NodeId pop();
  NodeId top() const;
  std::vector<NodeId> popToMark();
  void remember(std::uint64_t slot);
  void recall(std::uint64_t slot);

  std::string_view take(std::uint64_t count);
  std::string_view takeLine();
  std::uint64_t takeNumber(std::size_t bytes);
  [[noreturn]] void refuse(const std::string& reason) const;

  std::span<const std::byte> bytes_;
  std::string subject_;
  std::size_t at_ = 0;
  std::size_t itemBudget_;
  PickleTree tree_;
  std::vector<NodeId> stack_;
  std::vector<std::size_t> marks_;
  std::vector<NodeId> memo_;
};

}  // namespace tilescout::model::weights
