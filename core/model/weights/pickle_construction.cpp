// The part of the machine that would call something in Python: here it recognises names and makes values.
#include <utility>

#include "base/error.h"
#include "model/weights/checks.h"
#include "model/weights/pickle_machine.h"
#include "model/weights/pickle_opcodes.h"

namespace tilescout::model::weights {

namespace {

constexpr std::size_t maxNames = 20'000;  // a TorchScript archive names each module's class

}  // namespace

bool PickleMachine::name(std::uint8_t op) {
  if (op == opcode::global) {
    const std::string_view module = takeLine();
    refer(module, takeLine());
    return true;
  }
  if (op != opcode::stackGlobal) return false;
  const PickleNode& global = tree_.nodes[pop()];
  const PickleNode& module = tree_.nodes[pop()];
  if (global.kind != NodeKind::Text || module.kind != NodeKind::Text)
    refuse("has a pickle with a name that is no text");
  refer(module.text, global.text);
  return true;
}

void PickleMachine::refer(std::string_view module, std::string_view global) {
  if (module.size() > 256 || global.size() > 256 || tree_.names.size() >= maxNames) {
    refuse("has a pickle with more or longer names than a model needs");
  }
  const std::string& full = *tree_.names.insert(std::string(module) + "." + std::string(global)).first;
  const GlobalRole role = roleOf(module, global);
  if (role == GlobalRole::Forbidden) {
    refuse("refers to '" + printable(full) + "', which has no place in a weight file; nothing of it was executed");
  }
  push(add({NodeKind::Global, static_cast<std::int64_t>(role), 0.0, full, {}}));
}

bool PickleMachine::construction(std::uint8_t op) {
  switch (op) {
    case opcode::binPersId: push(makeStorage(pop())); return true;
    case opcode::reduce:
    case opcode::newObj: {
      const NodeId arguments = pop();
      const NodeId callee = pop();
      push(call(callee, arguments, op == opcode::newObj));
      return true;
    }
    case opcode::newObjEx: {
      pop();  // keyword arguments
      const NodeId arguments = pop();
      const NodeId callee = pop();
      push(call(callee, arguments, true));
      return true;
    }
    case opcode::build: {
      const NodeId state = pop();
      PickleNode& target = tree_.nodes[top()];
      // Only a script module's attributes are of interest; what else objects and dictionaries carry is dropped.
      if (target.kind == NodeKind::Object && target.number == static_cast<std::int64_t>(GlobalRole::ScriptModule)) {
        target.items = {state};
      } else if (target.kind != NodeKind::Object && target.kind != NodeKind::Dict && target.kind != NodeKind::Tensor) {
        refuse("has a pickle that gives attributes to a plain value");
      }
      return true;
    }
    default: return false;
  }
}

NodeId PickleMachine::call(NodeId callee, NodeId arguments, bool asNew) {
  const PickleNode& function = tree_.nodes[callee];
  const PickleNode& given = tree_.nodes[arguments];
  if (function.kind != NodeKind::Global) refuse("has a pickle that calls a value which is no name");
  if (given.kind != NodeKind::Tuple)
    refuse("has a pickle that calls '" + printable(function.text) + "' without arguments");
  const auto role = static_cast<GlobalRole>(function.number);
  switch (role) {
    case GlobalRole::Dictionary: return makeDictionary(given);
    case GlobalRole::Inert:
    case GlobalRole::ScriptModule:
    case GlobalRole::UnknownClass: return makeObject(callee, role);
    case GlobalRole::RebuildTensor:
      if (!asNew) return makeTensor(given);
      break;
    case GlobalRole::RebuildParameter: {
      argument(given, 0, NodeKind::Tensor);
      return given.items[0];
    }
    case GlobalRole::RebuildFromType: {
      const PickleNode& inner = argument(given, 0, NodeKind::Global);
      const PickleNode& innerArguments = argument(given, 2, NodeKind::Tuple);
      if (static_cast<GlobalRole>(inner.number) == GlobalRole::RebuildTensor) return makeTensor(innerArguments);
      break;
    }
    case GlobalRole::StorageType:
    case GlobalRole::UnknownFunction:
    case GlobalRole::Forbidden: break;
  }
  refuse("calls '" + printable(function.text) + "', which has no place in a weight file; nothing of it was executed");
}

NodeId PickleMachine::makeObject(NodeId callee, GlobalRole role) {
  const std::string_view text = tree_.nodes[callee].text;
  return add({NodeKind::Object, static_cast<std::int64_t>(role), 0.0, text, {}});
}

/// Python 2 pickled an OrderedDict as its class called with a list of pairs.
NodeId PickleMachine::makeDictionary(const PickleNode& arguments) {
  std::vector<NodeId> items;
  if (!arguments.items.empty() && tree_.nodes[arguments.items[0]].kind == NodeKind::List) {
    for (const NodeId pair : tree_.nodes[arguments.items[0]].items) {
      const PickleNode& entry = tree_.nodes[pair];
      if ((entry.kind != NodeKind::Tuple && entry.kind != NodeKind::List) || entry.items.size() != 2) {
        refuse("has a pickle with a damaged dictionary");
      }
      items.insert(items.end(), entry.items.begin(), entry.items.end());
    }
  }
  const NodeId dictionary = add({NodeKind::Dict, 0, 0.0, {}, {}});
  setItems(dictionary, items);
  return dictionary;
}

const PickleNode& PickleMachine::argument(const PickleNode& arguments, std::size_t index, NodeKind kind) {
  if (index >= arguments.items.size() || tree_.nodes[arguments.items[index]].kind != kind) {
    refuse("has a pickle with a damaged tensor description");
  }
  return tree_.nodes[arguments.items[index]];
}

std::vector<std::int64_t> PickleMachine::integers(NodeId id) {
  const PickleNode& list = tree_.nodes[id];
  if (list.items.size() > maxRank) refuse("has a tensor with too many dimensions");
  std::vector<std::int64_t> numbers;
  for (const NodeId item : list.items) {
    if (tree_.nodes[item].kind != NodeKind::Int) refuse("has a pickle with a damaged tensor description");
    numbers.push_back(tree_.nodes[item].number);
  }
  return numbers;
}

NodeId PickleMachine::makeTensor(const PickleNode& arguments) {
  PickledTensor tensor;
  tensor.storage = static_cast<std::size_t>(argument(arguments, 0, NodeKind::Storage).number);
  const std::int64_t offset = argument(arguments, 1, NodeKind::Int).number;
  argument(arguments, 2, NodeKind::Tuple);
  argument(arguments, 3, NodeKind::Tuple);
  if (offset < 0) refuse("has a tensor with a negative offset");
  tensor.offset = static_cast<std::uint64_t>(offset);
  tensor.shape = integers(arguments.items[2]);
  tensor.strides = integers(arguments.items[3]);
  if (tree_.tensors.size() >= maxTensors) refuse("has more tensors than a model needs");
  tree_.tensors.push_back(std::move(tensor));
  return add({NodeKind::Tensor, static_cast<std::int64_t>(tree_.tensors.size() - 1), 0.0, {}, {}});
}

NodeId PickleMachine::makeStorage(NodeId id) {
  const PickleNode& given = tree_.nodes[id];
  const PickleNode* parts[5] = {};
  constexpr NodeKind kinds[5] = {NodeKind::Text, NodeKind::Global, NodeKind::Text, NodeKind::Text, NodeKind::Int};
  if (given.kind != NodeKind::Tuple || given.items.size() < 5)
    refuse("has a pickle with a damaged storage description");
  for (std::size_t i = 0; i < 5; ++i) {
    parts[i] = &tree_.nodes[given.items[i]];
    if (parts[i]->kind != kinds[i]) refuse("has a pickle with a damaged storage description");
  }
  const std::string_view type = parts[1]->text;
  const auto dtype = storageDType(type.substr(type.rfind('.') + 1));
  if (static_cast<GlobalRole>(parts[1]->number) != GlobalRole::StorageType || !dtype) {
    throw Error(ErrorCode::Incompatible,
                "has tensors of the storage type '" + printable(type) + "', which is not supported", subject_);
  }
  if (parts[0]->text != "storage" || parts[4]->number < 0) refuse("has a pickle with a damaged storage description");
  tree_.storages.push_back({parts[2]->text, *dtype, static_cast<std::uint64_t>(parts[4]->number)});
  return add({NodeKind::Storage, static_cast<std::int64_t>(tree_.storages.size() - 1), 0.0, {}, {}});
}

}  // namespace tilescout::model::weights
