#include "explore/alike_groups.h"

#include <algorithm>
#include <numeric>

namespace tilescout::explore {

namespace {

/// A graph's distances and the products here may differ in the last digits: what is a pair may be in its group.
constexpr double kRounding = 1e-5;

/// The rows that each row is paired with: those of row i lie at [first[i], first[i + 1]).
struct Partners {
  std::vector<std::size_t> first;
  std::vector<std::int32_t> row;

  Partners(std::span<const AlikePair> pairs, std::size_t count) : first(count + 1, 0), row(2 * pairs.size()) {
    for (const AlikePair& pair : pairs) {
      ++first[static_cast<std::size_t>(pair.a) + 1];
      ++first[static_cast<std::size_t>(pair.b) + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::size_t> at(first.begin(), first.end() - 1);
    for (const AlikePair& pair : pairs) {
      row[at[static_cast<std::size_t>(pair.a)]++] = pair.b;
      row[at[static_cast<std::size_t>(pair.b)]++] = pair.a;
    }
  }

  std::span<const std::int32_t> of(std::int32_t each) const {
    const auto i = static_cast<std::size_t>(each);
    return std::span(row).subspan(first[i], first[i + 1] - first[i]);
  }
};

double cosineOf(const Rows& rows, std::int32_t a, std::int32_t b) {
  const float* first = rows.row(static_cast<std::size_t>(a));
  return std::inner_product(first, first + rows.dim, rows.row(static_cast<std::size_t>(b)), 0.0);
}

/// Rows that have partners, those with the most first.
std::vector<std::int32_t> centresInOrder(const Partners& partners, std::size_t count) {
  std::vector<std::int32_t> order;
  for (std::size_t i = 0; i < count; ++i) {
    if (!partners.of(static_cast<std::int32_t>(i)).empty()) order.push_back(static_cast<std::int32_t>(i));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return partners.of(a).size() > partners.of(b).size(); });
  return order;
}

/// What is reached from `centre` over pairs of free rows that are all like it; marks them as taken.
AlikeGroup groupAround(std::int32_t centre, const Partners& partners, const Rows& rows, double cosine,
                       std::vector<std::uint8_t>& taken) {
  AlikeGroup group{centre, 1.0, {centre}};
  taken[static_cast<std::size_t>(centre)] = 1;
  for (std::size_t at = 0; at < group.rows.size(); ++at) {
    for (const std::int32_t row : partners.of(group.rows[at])) {
      if (taken[static_cast<std::size_t>(row)] != 0) continue;
      const double alike = cosineOf(rows, centre, row);
      if (alike < cosine) continue;
      taken[static_cast<std::size_t>(row)] = 1;
      group.rows.push_back(row);
      group.least = std::min(group.least, alike);
    }
  }
  std::sort(group.rows.begin(), group.rows.end());
  return group;
}

}  // namespace

std::vector<AlikeGroup> groupsAlike(std::span<const AlikePair> pairs, const Rows& rows, double cosine) {
  const std::size_t count = rows.count();
  const Partners partners(pairs, count);
  std::vector<std::uint8_t> taken(count, 0);
  std::vector<AlikeGroup> groups;
  for (const std::int32_t centre : centresInOrder(partners, count)) {
    if (taken[static_cast<std::size_t>(centre)] != 0) continue;
    AlikeGroup group = groupAround(centre, partners, rows, cosine - kRounding, taken);
    if (group.rows.size() > 1) groups.push_back(std::move(group));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const AlikeGroup& a, const AlikeGroup& b) {
    return a.rows.size() != b.rows.size() ? a.rows.size() > b.rows.size() : a.least > b.least;
  });
  return groups;
}

std::vector<AlikeGroup> nearDuplicates(const KnnGraph& graph, const Rows& rows, double cosine) {
  std::vector<AlikePair> pairs;
  const auto farthest = static_cast<float>(1.0 - cosine);
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k && graph.distance[i * graph.k + j] <= farthest; ++j) {
      const auto a = static_cast<std::int32_t>(i), b = graph.neighbour[i * graph.k + j];
      pairs.push_back({std::min(a, b), std::max(a, b)});
    }
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const AlikePair& x, const AlikePair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  const auto same = [](const AlikePair& x, const AlikePair& y) { return x.a == y.a && x.b == y.b; };
  pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  return groupsAlike(pairs, rows, cosine);
}

}  // namespace tilescout::explore
