#pragma once
#include <array>
#include <string>

#include "synth/canvas.h"
#include "synth/rng.h"

namespace tilescout::synth {

/// A colour with the word that a caption uses for it.
struct NamedColour {
  std::string word;
  Colour colour;
};

/// What one picture (tile or scene) has in common: season, soils, light, sensor.
struct Style {
  Sun sun;
  NamedColour grass, trees, soil, sand, water;
  Colour treeShade, asphalt, concrete, gravel;
  std::array<double, 3> gain{1, 1, 1};  ///< per visible band
  double haze = 0.0;                    ///< 0 … 0.3
  double saturation = 1.0;
  double gamma = 1.0;
  double blur = 0.6;                    ///< of the sensor, pixels
  double noise = 2.0;                   ///< grey levels
};
Style makeStyle(Rng& rng);

/// The same colour, a little lighter or darker and shifted.
Colour jitter(const Colour& colour, double amount, Rng& rng);

Material grassMaterial(const Style& style, Rng& rng);
Material soilMaterial(const Style& style, Rng& rng);
Material forestMaterial(const Style& style, Rng& rng);
Material waterMaterial(const Style& style, Rng& rng);
Material sandMaterial(const Style& style, Rng& rng);
Material pavement(const Colour& colour, Rng& rng);
/// One field's crop, with rows along `angle`.
Material cropMaterial(const NamedColour& crop, double angle, Rng& rng);

/// The covers that a whole scene shares, so that a place's ground goes over into its surroundings.
struct SharedGrounds {
  Material grass, soil, forest, water;
};
SharedGrounds sharedGrounds(const Style& style, Rng& rng);

NamedColour roofColour(Rng& rng);
NamedColour cropColour(Rng& rng);

/// What a sensor makes of the picture: gains, haze, gamma, blur and noise; noise depends on the place alone.
void applySensor(cv::Mat4b& picture, const Style& style, const NoiseGrid& where, std::uint64_t seed);

}  // namespace tilescout::synth
