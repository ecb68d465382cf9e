#include "base/error.h"

#include <utility>

namespace tilescout {

Error::Error(ErrorCode code, std::string message, std::string subject)
    : std::runtime_error(subject.empty() ? message : subject + ": " + message),
      code_(code),
      message_(std::move(message)),
      subject_(std::move(subject)) {}

std::string_view errorCodeName(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::InvalidInput: return "invalid_input";
    case ErrorCode::Io: return "io";
    case ErrorCode::Corrupt: return "corrupt";
    case ErrorCode::Incompatible: return "incompatible";
    case ErrorCode::OutOfMemory: return "out_of_memory";
    case ErrorCode::Busy: return "busy";
    case ErrorCode::Internal: return "internal";
  }
  return "internal";
}

}  // namespace tilescout
