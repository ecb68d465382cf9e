#pragma once

namespace tilescout::ui {

/// Tells screen readers of the result grid: a list whose items say which tile of how many they are, their score, scene
/// and date, and whether they are selected. Once for the program; later calls do nothing.
void installGridAccessibility();

}  // namespace tilescout::ui
