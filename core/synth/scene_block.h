#pragma once
#include "synth/scene_layout.h"

namespace tilescout::synth {

/// A painted block (four bands, sensor applied) and the objects whose site has its centre in it.
struct SceneBlock {
  struct Place {
    const SiteSlot* slot = nullptr;  ///< of the layout
    Site site;                       ///< what was painted there
  };
  cv::Mat4b picture;
  std::vector<PaintedObject> objects;  ///< metres from the scene's upper left corner
  std::vector<Place> places;           ///< slots whose centre lies in the block
};

/// Paints one rectangle of a scene. Depends on the layout and the rectangle alone; any number may run at once.
SceneBlock paintBlock(const SceneLayout& layout, const cv::Rect& box);

}  // namespace tilescout::synth
