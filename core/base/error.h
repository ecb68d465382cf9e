#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace tilescout {

enum class ErrorCode { NotFound, InvalidInput, Io, Corrupt, Incompatible, OutOfMemory, Busy, Internal };

/// The only failure the core throws. `subject` names the file, tensor, scene or table it is about; what() is
/// "subject: message". GDAL, SQLite, torch and bad_alloc are translated into it where they are called.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, std::string message, std::string subject = {});

  ErrorCode code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }
  const std::string& subject() const noexcept { return subject_; }

 private:
  ErrorCode code_;
  std::string message_;
  std::string subject_;
};

/// Thrown by JobContext::checkpoint() when a stop was asked for. Not an Error: nobody shows it as a failure.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

/// Stable lower-case name, used in JSON output and in the archive ("not_found", "invalid_input", ...).
std::string_view errorCodeName(ErrorCode code) noexcept;

}  // namespace tilescout
