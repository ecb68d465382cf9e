#pragma once
#include <c10/util/Exception.h>

#include <exception>
#include <string>

namespace tilescout::model::detail {

/// Whether memory ran out: the system's (std::bad_alloc), or that of LibTorch's allocators on the CPU or a GPU, which say
/// so in words that differ from version to version.
bool isOutOfMemory(const std::exception& error);

/// Throws LibTorch's failure as Error{OutOfMemory} saying `noMemory`, or as Error{Internal} with its own words.
[[noreturn]] void throwTorch(const c10::Error& error, const std::string& noMemory, const std::string& subject);

}  // namespace tilescout::model::detail
