#pragma once
#include <cstdint>
#include <opencv2/core.hpp>

namespace tilescout::synth {

/// Where the samples of a noise field lie: pixel (0, 0) at (x, y) metres, then every `step` metres.
struct NoiseGrid {
  double x = 0.0;
  double y = 0.0;
  double step = 1.0;
  int cols = 0;
  int rows = 0;
};

/// Value noise on a hashed lattice, interpolated with cubic B-splines; about -1 … 1. Depends on the place alone, so
/// neighbouring blocks of a scene fit together.
struct NoiseSpec {
  double wavelength = 50.0;  ///< metres, of the coarsest octave
  int octaves = 1;           ///< each half the wavelength; those finer than the samples are left out
  double gain = 0.5;         ///< amplitude from octave to octave
  std::uint64_t seed = 0;
};
cv::Mat1f noiseField(const NoiseGrid& grid, const NoiseSpec& spec);

}  // namespace tilescout::synth
