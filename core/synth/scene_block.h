#pragma once
#include "synth/scene_layout.h"

namespace tilescout::synth {

/// A painted block (four bands, sensor applied) and the objects whose site has its centre in it.
struct SceneBlock {
  cv::Mat4b picture;
  std::vector<PaintedObject> objects;  ///< metres from the scene's upper left corner
};

/// Paints one rectangle of a scene. Depends on the layout and the rectangle alone; any number may run at once.
SceneBlock paintBlock(const SceneLayout& layout, const cv::Rect& box);

}  // namespace tilescout::synth
