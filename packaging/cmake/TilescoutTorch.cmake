# tilescout_torch: LibTorch as one imported interface target. Written here rather than taken from TorchConfig.cmake,
# which for CUDA builds needs a whole CUDA toolkit and adds global flags; headers and four libraries are all we use.
set(_torch_hints)
if(TILESCOUT_TORCH)
  set(_torch_hints HINTS "${TILESCOUT_TORCH}" NO_DEFAULT_PATH)
endif()
find_path(TORCH_INCLUDE_DIR ATen/core/Tensor.h ${_torch_hints} PATH_SUFFIXES include REQUIRED)
find_library(TORCH_LIBRARY torch ${_torch_hints} PATH_SUFFIXES lib REQUIRED)
find_library(TORCH_CPU_LIBRARY torch_cpu ${_torch_hints} PATH_SUFFIXES lib REQUIRED)
find_library(TORCH_C10_LIBRARY c10 ${_torch_hints} PATH_SUFFIXES lib REQUIRED)
find_library(TORCH_CUDA_LIBRARY torch_cuda ${_torch_hints} PATH_SUFFIXES lib)
find_library(TORCH_C10_CUDA_LIBRARY c10_cuda ${_torch_hints} PATH_SUFFIXES lib)
mark_as_advanced(TORCH_INCLUDE_DIR TORCH_LIBRARY TORCH_CPU_LIBRARY TORCH_C10_LIBRARY TORCH_CUDA_LIBRARY
                 TORCH_C10_CUDA_LIBRARY)

add_library(tilescout_torch INTERFACE)
target_include_directories(tilescout_torch SYSTEM INTERFACE
  "${TORCH_INCLUDE_DIR}" "${TORCH_INCLUDE_DIR}/torch/csrc/api/include")
target_link_libraries(tilescout_torch INTERFACE "${TORCH_CPU_LIBRARY}" "${TORCH_C10_LIBRARY}")
if(TORCH_CUDA_LIBRARY)
  # Nothing here calls CUDA by name; the library registers its kernels when it is loaded, so it must not be dropped.
  target_link_libraries(tilescout_torch INTERFACE
    -Wl,--no-as-needed "${TORCH_LIBRARY}" "${TORCH_CUDA_LIBRARY}" "${TORCH_C10_CUDA_LIBRARY}" -Wl,--as-needed)
endif()
if(TILESCOUT_TORCH)
  target_link_options(tilescout_torch INTERFACE "-Wl,-rpath,${TILESCOUT_TORCH}/lib")
endif()
# LibTorch's headers are C++14/17 and trip over our stricter warnings only through macros expanded in our files.
target_compile_options(tilescout_torch INTERFACE -Wno-unused-parameter)
# Per-operator headers everywhere, also inside LibTorch's own headers: 3 s a file instead of 18.
target_compile_definitions(tilescout_torch INTERFACE AT_PER_OPERATOR_HEADERS)
# Debian builds LibTorch with glog; c10's inline checks then call it from our objects.
find_library(TILESCOUT_GLOG glog)
mark_as_advanced(TILESCOUT_GLOG)
if(TILESCOUT_GLOG AND NOT TILESCOUT_TORCH)
  target_link_libraries(tilescout_torch INTERFACE "${TILESCOUT_GLOG}")
endif()
