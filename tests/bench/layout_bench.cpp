// Layout of an embedding file beside umap-learn: tests/bench/layout_umap_learn.py makes the data, runs this program's
// part again in Python and compares. START=spectral starts from the graph's eigenvectors instead of the principal
// components. Usage: layout_bench ROWS.f32 DIM [OUT.f32] [neighbours]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string_view>
#include <vector>

#include "explore/neighbours.h"
#include "explore/pca.h"
#include "explore/spectral.h"
#include "explore/umap.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

std::vector<float> readFloats(const char* path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  std::vector<float> values(static_cast<std::size_t>(in.tellg()) / sizeof(float));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
  return values;
}

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::vector<float> values = readFloats(argv[1]);
  const Rows rows{values, static_cast<std::size_t>(std::atoi(argv[2]))};
  KnnOptions options;
  options.k = argc > 4 ? static_cast<std::size_t>(std::atoi(argv[4])) : 14;  // umap-learn's 15 count the row itself
  if (const char* limit = std::getenv("EXACT_LIMIT")) options.exactLimit = static_cast<std::size_t>(std::atol(limit));
  if (const char* probes = std::getenv("PROBES")) options.probes = static_cast<std::size_t>(std::atol(probes));
  Team team;
  JobContext job;
  const auto start = std::chrono::steady_clock::now();
  const KnnGraph graph = nearestNeighbours(rows, options, team, job);
  const double neighbours = secondsSince(start);
  const std::vector<Point> principal = fitPca(rows, job).project(rows);
  const char* way = std::getenv("START");
  const std::vector<Point> first =
      way != nullptr && std::string_view(way) == "spectral"
          ? spectralStart(fuzzyUnion(graph, membershipStrengths(graph)), principal, 42, team, job)
          : principal;
  const double pca = secondsSince(start) - neighbours;
  const std::vector<Point> points = umapLayout(graph, first, {}, team, job);
  const double all = secondsSince(start);
  std::printf(
      "{\"rows\": %zu, \"dim\": %zu, \"threads\": %d, \"neighbours_s\": %.2f, \"start_s\": %.2f, \"layout_s\": %.2f, "
      "\"total_s\": %.2f, \"cpu_s\": %.2f}\n",
      rows.count(), rows.dim, team.size(), neighbours, pca, all - neighbours - pca, all,
      static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  if (argc > 3) {
    std::ofstream out(argv[3], std::ios::binary);
    out.write(reinterpret_cast<const char*>(points.data()),
              static_cast<std::streamsize>(points.size() * sizeof(Point)));
    std::ofstream knn(std::string(argv[3]) + ".knn", std::ios::binary);
    knn.write(reinterpret_cast<const char*>(graph.neighbour.data()),
              static_cast<std::streamsize>(graph.neighbour.size() * sizeof(std::int32_t)));
  }
  return 0;
}
