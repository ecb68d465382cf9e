#include "ui/backend/core_backend.h"

/// What the window asks of the module tilescout-services.so; the caller owns it.
extern "C" tilescout::ui::Backend* tilescoutBackend() { return new tilescout::ui::CoreBackend(); }
