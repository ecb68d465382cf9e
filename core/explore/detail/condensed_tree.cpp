#include "explore/detail/condensed_tree.h"

#include <algorithm>
#include <numeric>

namespace tilescout::explore::detail {

namespace {

/// Union-find with path halving.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }
  std::int32_t find(std::int32_t node) {
    while (parent_[index(node)] != node) {
      parent_[index(node)] = parent_[index(parent_[index(node)])];
      node = parent_[index(node)];
    }
    return node;
  }
  void attach(std::int32_t child, std::int32_t root) { parent_[index(child)] = root; }

 private:
  static std::size_t index(std::int32_t node) { return static_cast<std::size_t>(node); }
  std::vector<std::int32_t> parent_;
};

/// Inner node of the dendrogram: children below `count` are leaves.
struct Merge {
  std::int32_t left = 0, right = 0;
  double lambda = 0.0;  ///< 1 / distance
  std::size_t size = 0;
};

double lambdaOf(float length) { return 1.0 / std::max(1e-6, static_cast<double>(length)); }

std::vector<Merge> dendrogramOf(std::size_t count, const std::vector<Edge>& tree) {
  std::vector<Merge> merges;
  Sets sets(2 * count);
  std::vector<std::size_t> sizes(2 * count, 1);
  for (const Edge& edge : tree) {
    const std::int32_t left = sets.find(edge.a), right = sets.find(edge.b);
    const auto node = static_cast<std::int32_t>(count + merges.size());
    const std::size_t size = sizes[static_cast<std::size_t>(left)] + sizes[static_cast<std::size_t>(right)];
    merges.push_back({left, right, lambdaOf(edge.length), size});
    sizes[static_cast<std::size_t>(node)] = size;
    sets.attach(left, node);
    sets.attach(right, node);
  }
  return merges;
}

struct Branch {
  std::int32_t parent = -1;
  double birth = 0.0;
  double stability = 0.0;
};

/// The hierarchy without its small branches.
class Condensed {
 public:
  Condensed(std::size_t count, const std::vector<Merge>& merges, std::size_t minSize)
      : count_(count), merges_(merges), minSize_(minSize), branchOf(count, 0) {
    branches.push_back({});
    std::vector<std::pair<std::int32_t, std::int32_t>> open{{static_cast<std::int32_t>(count + merges.size() - 1), 0}};
    while (!open.empty()) {
      const auto [node, branch] = open.back();
      open.pop_back();
      split(node, branch, open);
    }
  }

 private:
  std::size_t count_;
  const std::vector<Merge>& merges_;
  std::size_t minSize_;

 public:
  std::vector<std::int32_t> branchOf;  ///< the branch that each leaf fell out of
  std::vector<Branch> branches;        ///< parents before their children

 private:
  std::size_t sizeOf(std::int32_t node) const {
    return static_cast<std::size_t>(node) < count_ ? 1 : merges_[static_cast<std::size_t>(node) - count_].size;
  }

  void split(std::int32_t node, std::int32_t branch, std::vector<std::pair<std::int32_t, std::int32_t>>& open) {
    if (static_cast<std::size_t>(node) < count_) {
      branchOf[static_cast<std::size_t>(node)] = branch;
      return;
    }
    const Merge& merge = merges_[static_cast<std::size_t>(node) - count_];
    const std::size_t left = sizeOf(merge.left), right = sizeOf(merge.right);
    const bool real = left >= minSize_ && right >= minSize_;
    for (const auto& [child, size] : {std::pair{merge.left, left}, std::pair{merge.right, right}}) {
      const auto at = static_cast<std::size_t>(branch);
      if (real || size < minSize_) {
        branches[at].stability += (merge.lambda - branches[at].birth) * static_cast<double>(size);
      }
      if (real) {
        open.emplace_back(child, static_cast<std::int32_t>(branches.size()));
        branches.push_back({branch, merge.lambda, 0.0});
      } else if (size >= minSize_) {
        open.emplace_back(child, branch);
      } else {
        drop(child, branch);
      }
    }
  }

  void drop(std::int32_t node, std::int32_t branch) {
    std::vector<std::int32_t> open{node};
    while (!open.empty()) {
      const std::int32_t at = open.back();
      open.pop_back();
      if (static_cast<std::size_t>(at) < count_) {
        branchOf[static_cast<std::size_t>(at)] = branch;
        continue;
      }
      open.push_back(merges_[static_cast<std::size_t>(at) - count_].left);
      open.push_back(merges_[static_cast<std::size_t>(at) - count_].right);
    }
  }
};

/// Which branches become clusters; the root never does.
std::vector<bool> chosenBranches(const std::vector<Branch>& branches) {
  std::vector<double> below(branches.size(), 0.0), best(branches.size(), 0.0);
  std::vector<bool> chosen(branches.size(), false);
  for (std::size_t b = branches.size(); b-- > 1;) {
    chosen[b] = branches[b].stability >= below[b];
    best[b] = std::max(branches[b].stability, below[b]);
    below[static_cast<std::size_t>(branches[b].parent)] += best[b];
  }
  for (std::size_t b = 1; b < branches.size(); ++b) {
    for (std::int32_t up = branches[b].parent; up > 0 && chosen[b];
         up = branches[static_cast<std::size_t>(up)].parent) {
      if (chosen[static_cast<std::size_t>(up)]) chosen[b] = false;
    }
  }
  return chosen;
}

}  // namespace

std::vector<Edge> spanningTree(std::size_t count, std::vector<Edge> edges, float gap) {
  std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
    if (x.length != y.length) return x.length < y.length;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  Sets sets(count);
  std::vector<Edge> tree;
  const auto join = [&](const Edge& edge) {
    const std::int32_t a = sets.find(edge.a), b = sets.find(edge.b);
    if (a == b) return;
    sets.attach(std::max(a, b), std::min(a, b));
    tree.push_back(edge);
  };
  for (const Edge& edge : edges) join(edge);
  for (std::size_t i = 1; i < count; ++i) join({0, static_cast<std::int32_t>(i), gap});
  return tree;
}

std::vector<std::int32_t> excessOfMass(std::size_t count, const std::vector<Edge>& tree, std::size_t minSize) {
  std::vector<std::int32_t> of(count, -1);
  if (tree.empty()) return of;
  const Condensed condensed(count, dendrogramOf(count, tree), std::max<std::size_t>(2, minSize));
  const std::vector<bool> chosen = chosenBranches(condensed.branches);
  std::vector<std::int32_t> number(chosen.size(), -1);
  std::int32_t next = 0;
  for (std::size_t b = 1; b < chosen.size(); ++b) {
    const std::int32_t parent = condensed.branches[b].parent;
    number[b] = chosen[b] ? next++ : number[static_cast<std::size_t>(parent)];
  }
  for (std::size_t i = 0; i < count; ++i) of[i] = number[static_cast<std::size_t>(condensed.branchOf[i])];
  return of;
}

}  // namespace tilescout::explore::detail
