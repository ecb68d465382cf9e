#pragma once

namespace tilescout::ui {

/// Tells screen readers of the map: a list of the results in view, each with its score, scene, date and place, and of
/// circles with how many results they stand for. Once for the program; later calls do nothing.
void installMapAccessibility();

}  // namespace tilescout::ui
