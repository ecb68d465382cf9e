#pragma once

namespace tilescout::ui {

/// Has the calling thread, and those it begins, leave the processor to the window's whenever that wants it: with as many
/// workers as cores a window that takes its turn among them stutters. Nothing happens where the system has no priority of
/// single threads.
void giveWay();

}  // namespace tilescout::ui
