# Language level, warnings and sanitizers, in one interface target that every module links.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(TILESCOUT_CCACHE ccache)
if(TILESCOUT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${TILESCOUT_CCACHE}")
endif()

add_library(tilescout_options INTERFACE)
target_compile_options(tilescout_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these inside the standard library and LibTorch when it inlines (GCC bugs 105329, 105651).
  target_compile_options(tilescout_options INTERFACE
    -Wno-error=restrict -Wno-error=maybe-uninitialized -Wno-error=array-bounds
    -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=free-nonheap-object)
endif()
target_include_directories(tilescout_options INTERFACE "${CMAKE_SOURCE_DIR}/core" "${CMAKE_SOURCE_DIR}")
target_compile_definitions(tilescout_options INTERFACE
  TILESCOUT_VERSION="${PROJECT_VERSION}" TILESCOUT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
find_package(Threads REQUIRED)
target_link_libraries(tilescout_options INTERFACE Threads::Threads)

if(TILESCOUT_SANITIZE)
  target_compile_options(tilescout_options INTERFACE
    -fsanitize=${TILESCOUT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(tilescout_options INTERFACE -fsanitize=${TILESCOUT_SANITIZE})
endif()
if(TILESCOUT_TIDY)
  find_program(TILESCOUT_CLANG_TIDY clang-tidy REQUIRED)
endif()

# Which code this is: asked when the build is configured, and put into one small source (core/base/code_version.cpp.in),
# so that a new commit compiles one file anew and not everything.
set(TILESCOUT_COMMIT "" CACHE STRING "Commit to record where git cannot be asked, e.g. in an unpacked archive")
set(_commit "${TILESCOUT_COMMIT}")
find_package(Git QUIET)
if(NOT _commit AND GIT_FOUND AND EXISTS "${CMAKE_SOURCE_DIR}/.git")
  execute_process(COMMAND "${GIT_EXECUTABLE}" -C "${CMAKE_SOURCE_DIR}" describe --always --dirty --abbrev=9
                  OUTPUT_VARIABLE _commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(TILESCOUT_CODE_VERSION "${PROJECT_VERSION}")
if(_commit)
  string(APPEND TILESCOUT_CODE_VERSION "+${_commit}")
endif()
message(STATUS "Code version: ${TILESCOUT_CODE_VERSION}")
