#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "model/device.h"

namespace tilescout::cli {

/// `--device auto|cpu|cuda[:N]` and `--precision auto|fp32|bf16|fp16`, written into `choice`.
void addDeviceOptions(CLI::App& verb, model::DeviceChoice& choice);

}  // namespace tilescout::cli
