#include "model/weights/pickle_reader.h"

#include <utility>
#include <vector>

#include "base/error.h"
#include "model/weights/pickle_machine.h"

namespace tilescout::model::weights {

namespace {

constexpr std::size_t maxPickle = std::size_t{16} << 20;  // the largest models' are below 1 MB

/// Depth-first, without recursion: a value on the present path that is met again contains itself.
void refuseLoops(const PickleTree& tree, const std::string& subject) {
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(tree.nodes.size(), fresh);
  std::vector<std::pair<NodeId, std::size_t>> path{{tree.root, 0}};
  state[tree.root] = open;
  while (!path.empty()) {
    auto& [id, next] = path.back();
    const auto& items = tree.at(id).items;
    if (next == items.size()) {
      state[id] = done;
      path.pop_back();
      continue;
    }
    const NodeId child = items[next++];
    if (state[child] == open)
      throw Error(ErrorCode::Corrupt, "has a pickle with a value that contains itself", subject);
    if (state[child] == fresh) {
      state[child] = open;
      path.emplace_back(child, 0);
    }
  }
}

}  // namespace

PickleTree readPickle(std::span<const std::byte> bytes, const std::string& subject) {
  if (bytes.size() > maxPickle) throw Error(ErrorCode::Corrupt, "has a pickle larger than any model's", subject);
  PickleTree tree = PickleMachine(bytes, subject).run();
  refuseLoops(tree, subject);
  return tree;
}

}  // namespace tilescout::model::weights
