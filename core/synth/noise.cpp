#include "synth/noise.h"

#include <array>
#include <cmath>
#include <vector>

#include "synth/rng.h"

namespace tilescout::synth {
namespace {

struct Taps {
  int first = 0;
  std::array<float, 4> weight{};
};

/// Lattice taps of one coordinate; `first` is counted from `origin`.
Taps tapsAt(double coordinate, long origin) {
  const double base = std::floor(coordinate);
  const auto t = static_cast<float>(coordinate - base);
  const float s = 1.0f - t;
  return {static_cast<int>(static_cast<long>(base) - 1 - origin),
          {s * s * s / 6.0f, (3.0f * t * t * t - 6.0f * t * t + 4.0f) / 6.0f,
           (3.0f * s * s * s - 6.0f * s * s + 4.0f) / 6.0f, t * t * t / 6.0f}};
}

float latticeValue(long column, long row, std::uint64_t seed) {
  const std::uint64_t hash = mixSeed(mixSeed(seed, static_cast<std::uint64_t>(column)), static_cast<std::uint64_t>(row));
  return static_cast<float>(hash >> 40) * 0x1.0p-23f - 1.0f;
}

void addOctave(cv::Mat1f& out, const NoiseGrid& grid, double wavelength, float amplitude, std::uint64_t seed) {
  const long left = static_cast<long>(std::floor(grid.x / wavelength)) - 1;
  const long top = static_cast<long>(std::floor(grid.y / wavelength)) - 1;
  const int latticeCols = static_cast<int>(std::ceil(grid.cols * grid.step / wavelength)) + 5;
  std::vector<Taps> across(static_cast<std::size_t>(grid.cols));
  for (int x = 0; x < grid.cols; ++x)
    across[static_cast<std::size_t>(x)] = tapsAt((grid.x + x * grid.step) / wavelength, left);
  const int latticeRows = static_cast<int>(std::ceil(grid.rows * grid.step / wavelength)) + 5;
  cv::Mat1f lattice(latticeRows, latticeCols);
  for (int r = 0; r < latticeRows; ++r)
    for (int c = 0; c < latticeCols; ++c) lattice(r, c) = latticeValue(left + c, top + r, seed);

  // A B-spline smooths the lattice to about 0.28 standard deviation; 2.2 brings the field back to about -1 … 1.
  const float scale = amplitude * 2.2f;
  std::vector<float> line(static_cast<std::size_t>(latticeCols));
  for (int y = 0; y < grid.rows; ++y) {
    const Taps down = tapsAt((grid.y + y * grid.step) / wavelength, top);
    const float* r0 = lattice[down.first];
    const float* r1 = lattice[down.first + 1];
    const float* r2 = lattice[down.first + 2];
    const float* r3 = lattice[down.first + 3];
    for (int c = 0; c < latticeCols; ++c)
      line[static_cast<std::size_t>(c)] = scale * (down.weight[0] * r0[c] + down.weight[1] * r1[c] +
                                                   down.weight[2] * r2[c] + down.weight[3] * r3[c]);
    float* target = out[y];
    for (int x = 0; x < grid.cols; ++x) {
      const Taps& taps = across[static_cast<std::size_t>(x)];
      const float* l = line.data() + taps.first;
      target[x] += taps.weight[0] * l[0] + taps.weight[1] * l[1] + taps.weight[2] * l[2] + taps.weight[3] * l[3];
    }
  }
}

}  // namespace

cv::Mat1f noiseField(const NoiseGrid& grid, const NoiseSpec& spec) {
  cv::Mat1f out = cv::Mat1f::zeros(grid.rows, grid.cols);
  double wavelength = spec.wavelength;
  double amplitude = 1.0;
  for (int octave = 0; octave < spec.octaves; ++octave) {
    if (octave > 0 && wavelength < 1.2 * grid.step) break;
    addOctave(out, grid, wavelength, static_cast<float>(amplitude), mixSeed(spec.seed, static_cast<std::uint64_t>(octave)));
    wavelength *= 0.5;
    amplitude *= spec.gain;
  }
  return out;
}

}  // namespace tilescout::synth
