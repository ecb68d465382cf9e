#pragma once
#include <nlohmann/json.hpp>
#include <vector>

#include "base/scene.h"

namespace tilescout::cli {

/// Scenes with problems as every verb's JSON lists them.
inline nlohmann::ordered_json problemsJson(const std::vector<SceneProblem>& problems) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const SceneProblem& problem : problems) {
    list.push_back({{"scene", problem.scene}, {"code", problem.code}, {"message", problem.message}});
  }
  return list;
}

}  // namespace tilescout::cli
