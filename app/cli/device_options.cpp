#include "app/cli/device_options.h"

#include <CLI/Error.hpp>
#include <regex>
#include <string>

#include "base/error.h"

namespace tilescout::cli {

void addDeviceOptions(CLI::App& verb, model::DeviceChoice& choice) {
  verb.add_option_function<std::string>(
          "--device",
          [&choice](const std::string& text) {
            static const std::regex known("auto|cpu|cuda(:[0-9]{1,3})?");
            if (!std::regex_match(text, known)) {
              throw CLI::ValidationError("--device", "\"" + text + "\" is none of auto, cpu, cuda, cuda:N");
            }
            choice.device = text;
          },
          "auto, cpu, cuda or cuda:N (auto)")
      ->type_name("DEVICE");
  verb.add_option_function<std::string>(
          "--precision",
          [&choice](const std::string& text) {
            try {
              choice.precision = model::parsePrecision(text);
            } catch (const Error& error) {
              throw CLI::ValidationError("--precision", error.what());
            }
          },
          "auto, fp32, bf16 or fp16 (auto)")
      ->type_name("PRECISION");
}

}  // namespace tilescout::cli
