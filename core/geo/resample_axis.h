#pragma once
#include <vector>

namespace tilescout::geo {

/// Weights along one axis from a grid of source cells to output cells. Sums are 1 where the source covers the whole
/// output cell and less where it reaches beyond the scene.
struct ResampleAxis {
  struct Cell {
    int first = 0;  ///< first source cell
    std::vector<float> weights;
  };
  std::vector<Cell> cells;
  int begin = 0;  ///< source cells in use: [begin, end)
  int end = 0;
};

/// Output cell i covers source positions [start + i·step, start + (i+1)·step); source cells are [0, sourceCount).
/// Area weights when step ≥ 1, else bilinear between cell centres (positions outside the source get no weight).
ResampleAxis makeAxis(double start, double step, int outCount, int sourceCount);

}  // namespace tilescout::geo
