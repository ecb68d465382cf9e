#include "model/weights/pickle_machine.h"

#include <bit>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "model/weights/checks.h"
#include "model/weights/pickle_opcodes.h"

namespace tilescout::model::weights {

namespace {

// A large model's pickle has some ten thousand values. These bounds keep a hostile one below about 150 MB.
constexpr std::size_t maxNodes = 1'000'000, maxStack = 1'000'000, maxItems = 8'000'000;
constexpr NodeId unset = 0xffffffff;

std::string hexOf(std::uint8_t op) {
  constexpr char digits[] = "0123456789abcdef";
  return std::string("0x") + digits[op >> 4] + digits[op & 15];
}

}  // namespace

PickleMachine::PickleMachine(std::span<const std::byte> bytes, std::string subject)
    : bytes_(bytes), subject_(std::move(subject)), itemBudget_(maxItems) {}

PickleTree PickleMachine::run() {
  for (;;) {
    const auto op = static_cast<std::uint8_t>(takeNumber(1));
    if (op == opcode::stop) break;
    if (constant(op) || text(op) || container(op) || memory(op) || name(op) || construction(op)) continue;
    refuse("has the pickle opcode " + hexOf(op) + ", which a weight file does not need");
  }
  if (stack_.size() != 1 || !marks_.empty()) refuse("has a pickle that does not end in one value");
  tree_.root = stack_.back();
  return std::move(tree_);
}

bool PickleMachine::constant(std::uint8_t op) {
  switch (op) {
    case opcode::proto:
      if (takeNumber(1) > 5) refuse("has a pickle of an unknown protocol");
      return true;
    case opcode::frame: takeNumber(8); return true;
    case opcode::none: push(add({})); return true;
    case opcode::newTrue:
    case opcode::newFalse: push(add({NodeKind::Bool, op == opcode::newTrue, 0.0, {}, {}})); return true;
    case opcode::binInt: {
      const auto value = static_cast<std::int32_t>(static_cast<std::uint32_t>(takeNumber(4)));
      push(add({NodeKind::Int, value, 0.0, {}, {}}));
      return true;
    }
    case opcode::binInt1:
      push(add({NodeKind::Int, static_cast<std::int64_t>(takeNumber(1)), 0.0, {}, {}}));
      return true;
    case opcode::binInt2:
      push(add({NodeKind::Int, static_cast<std::int64_t>(takeNumber(2)), 0.0, {}, {}}));
      return true;
    case opcode::long1: longInteger(takeNumber(1)); return true;
    case opcode::long4: longInteger(takeNumber(4)); return true;
    case opcode::binFloat: {
      std::uint64_t bits = 0;  // big-endian, unlike everything else in a pickle
      for (const char byte : take(8)) bits = bits << 8 | static_cast<std::uint8_t>(byte);
      push(add({NodeKind::Float, 0, std::bit_cast<double>(bits), {}, {}}));
      return true;
    }
    default: return false;
  }
}

void PickleMachine::longInteger(std::uint64_t length) {
  const std::string_view digits = take(length);
  if (length > 8) {  // no size in a model is that large; the value is of no interest
    push(add({NodeKind::Bytes, 0, 0.0, digits, {}}));
    return;
  }
  std::uint64_t bits = 0;
  std::memcpy(&bits, digits.data(), length);
  if (length > 0 && length < 8 && (digits.back() & 0x80)) bits |= ~std::uint64_t{0} << (8 * length);
  push(add({NodeKind::Int, static_cast<std::int64_t>(bits), 0.0, {}, {}}));
}

bool PickleMachine::text(std::uint8_t op) {
  std::size_t lengthBytes = 0;
  NodeKind kind = NodeKind::Text;
  switch (op) {
    case opcode::shortBinUnicode:
    case opcode::shortBinString: lengthBytes = 1; break;
    case opcode::binUnicode:
    case opcode::binString: lengthBytes = 4; break;
    case opcode::binUnicode8: lengthBytes = 8; break;
    case opcode::shortBinBytes: lengthBytes = 1, kind = NodeKind::Bytes; break;
    case opcode::binBytes: lengthBytes = 4, kind = NodeKind::Bytes; break;
    case opcode::binBytes8:
    case opcode::byteArray8: lengthBytes = 8, kind = NodeKind::Bytes; break;
    default: return false;
  }
  push(add({kind, 0, 0.0, take(takeNumber(lengthBytes)), {}}));
  return true;
}

bool PickleMachine::container(std::uint8_t op) {
  switch (op) {
    case opcode::mark: marks_.push_back(stack_.size()); return true;
    case opcode::emptyDict: push(add({NodeKind::Dict, 0, 0.0, {}, {}})); return true;
    case opcode::emptyList:
    case opcode::emptySet: push(add({NodeKind::List, 0, 0.0, {}, {}})); return true;
    case opcode::emptyTuple: push(add({NodeKind::Tuple, 0, 0.0, {}, {}})); return true;
    case opcode::tuple: push(add({NodeKind::Tuple, 0, 0.0, {}, popToMark()})); return true;
    case opcode::list:
    case opcode::frozenSet: push(add({NodeKind::List, 0, 0.0, {}, popToMark()})); return true;
    case opcode::tuple1:
    case opcode::tuple2:
    case opcode::tuple3: {
      std::vector<NodeId> items(op - opcode::tuple1 + 1U);
      for (std::size_t i = items.size(); i-- > 0;) items[i] = pop();
      push(add({NodeKind::Tuple, 0, 0.0, {}, std::move(items)}));
      return true;
    }
    case opcode::append: {
      const NodeId item = pop();
      append(top(), std::span(&item, 1));
      return true;
    }
    case opcode::appends:
    case opcode::addItems: {
      const auto items = popToMark();
      append(top(), items);
      return true;
    }
    case opcode::setItem: {
      const NodeId value = pop();
      const NodeId item[] = {pop(), value};
      setItems(top(), item);
      return true;
    }
    case opcode::setItems: {
      const auto items = popToMark();
      setItems(top(), items);
      return true;
    }
    default: return false;
  }
}

void PickleMachine::append(NodeId target, std::span<const NodeId> items) {
  PickleNode& node = tree_.nodes[target];
  if (node.kind == NodeKind::Object) return;  // a list subclass that is not read
  if (node.kind != NodeKind::List) refuse("has a pickle that appends to what is no list");
  if (items.size() > itemBudget_) refuse("has a pickle with more values than a model needs");
  itemBudget_ -= items.size();
  node.items.insert(node.items.end(), items.begin(), items.end());
}

void PickleMachine::setItems(NodeId target, std::span<const NodeId> items) {
  PickleNode& node = tree_.nodes[target];
  if (node.kind == NodeKind::Object) return;  // a mapping class that is not read
  if (node.kind != NodeKind::Dict || items.size() % 2 != 0)
    refuse("has a pickle that sets keys of what is no dictionary");
  if (items.size() > itemBudget_) refuse("has a pickle with more values than a model needs");
  itemBudget_ -= items.size();
  node.items.insert(node.items.end(), items.begin(), items.end());
}

bool PickleMachine::memory(std::uint8_t op) {
  switch (op) {
    case opcode::pop:
      if (!marks_.empty() && marks_.back() == stack_.size()) {
        marks_.pop_back();
      } else {
        pop();
      }
      return true;
    case opcode::popMark: popToMark(); return true;
    case opcode::binPut: remember(takeNumber(1)); return true;
    case opcode::longBinPut: remember(takeNumber(4)); return true;
    case opcode::memoize: remember(memo_.size()); return true;
    case opcode::binGet: recall(takeNumber(1)); return true;
    case opcode::longBinGet: recall(takeNumber(4)); return true;
    default: return false;
  }
}

NodeId PickleMachine::add(PickleNode node) {
  if (tree_.nodes.size() >= maxNodes) refuse("has a pickle with more values than a model needs");
  tree_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(tree_.nodes.size() - 1);
}

void PickleMachine::push(NodeId id) {
  if (stack_.size() >= maxStack) refuse("has a pickle with more values than a model needs");
  stack_.push_back(id);
}

NodeId PickleMachine::top() const {
  if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) refuse("has a pickle that takes more values than it has");
  return stack_.back();
}

NodeId PickleMachine::pop() {
  const NodeId id = top();
  stack_.pop_back();
  return id;
}

std::vector<NodeId> PickleMachine::popToMark() {
  if (marks_.empty()) refuse("has a pickle that takes more values than it has");
  const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
  std::vector<NodeId> items(first, stack_.end());
  if (items.size() > itemBudget_) refuse("has a pickle with more values than a model needs");
  itemBudget_ -= items.size();
  stack_.erase(first, stack_.end());
  marks_.pop_back();
  return items;
}

void PickleMachine::remember(std::uint64_t slot) {
  if (slot >= maxNodes) refuse("has a pickle with an impossible memo number");
  if (slot >= memo_.size()) memo_.resize(slot + 1, unset);
  memo_[slot] = top();
}

void PickleMachine::recall(std::uint64_t slot) {
  if (slot >= memo_.size() || memo_[slot] == unset) refuse("has a pickle that recalls what it never stored");
  push(memo_[slot]);
}

std::string_view PickleMachine::take(std::uint64_t count) {
  if (count > bytes_.size() - at_) refuse("has a pickle that is cut short");
  const std::string_view part(reinterpret_cast<const char*>(bytes_.data()) + at_, static_cast<std::size_t>(count));
  at_ += part.size();
  return part;
}

std::string_view PickleMachine::takeLine() {
  const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + at_, bytes_.size() - at_);
  const std::size_t end = rest.find('\n');
  if (end == rest.npos || end > 512) refuse("has a pickle with a damaged name");
  at_ += end + 1;
  return rest.substr(0, end);
}

std::uint64_t PickleMachine::takeNumber(std::size_t bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, take(bytes).data(), bytes);
  return number;
}

void PickleMachine::refuse(const std::string& reason) const { throw Error(ErrorCode::Corrupt, reason, subject_); }

}  // namespace tilescout::model::weights
