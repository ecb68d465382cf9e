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

# Python's torch before 2.6 was built with the std::string of before 2011, which no Qt, GDAL or SQLiteCpp can be linked with.
include(CheckLibraryExists)
get_filename_component(_torch_libraries "${TORCH_C10_LIBRARY}" DIRECTORY)
check_library_exists(c10 _ZN3c106detail14torchCheckFailEPKcS2_jRKSs "${_torch_libraries}" TORCH_HAS_OLD_STRINGS)
if(TORCH_HAS_OLD_STRINGS)
  message(FATAL_ERROR "${TORCH_C10_LIBRARY} was built with -D_GLIBCXX_USE_CXX11_ABI=0. Take a LibTorch with the C++11 ABI: "
    "\"libtorch-cxx11-abi-…\", or Python's torch from 2.6 on (torch.compiled_with_cxx11_abi() says True).")
endif()

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

# tilescout_c10d: what training in several processes needs of LibTorch, as far as it is there. The headers of Gloo and NCCL
# are not LibTorch's own: Debian has them in libgloo-dev, Python's torch beside it in nvidia/.
set(TILESCOUT_C10D "")
add_library(tilescout_c10d INTERFACE)
set(_gloo_hints)
if(TILESCOUT_TORCH)
  set(_gloo_hints HINTS "${TILESCOUT_TORCH}/include" NO_DEFAULT_PATH)
endif()
find_path(GLOO_INCLUDE_DIR gloo/rendezvous/store.h ${_gloo_hints})
find_library(GLOO_LIBRARY gloo)
mark_as_advanced(GLOO_INCLUDE_DIR GLOO_LIBRARY)
check_library_exists(torch_cpu _ZN4c10d16ProcessGroupGloo19createDefaultDeviceEv "${_torch_libraries}" TORCH_HAS_GLOO)
if(GLOO_INCLUDE_DIR AND TORCH_HAS_GLOO)
  list(APPEND TILESCOUT_C10D gloo)
  target_include_directories(tilescout_c10d SYSTEM INTERFACE "${GLOO_INCLUDE_DIR}")
  target_compile_definitions(tilescout_c10d INTERFACE USE_C10D_GLOO TILESCOUT_GLOO)
  if(GLOO_LIBRARY AND NOT TILESCOUT_TORCH)
    target_link_libraries(tilescout_c10d INTERFACE "${GLOO_LIBRARY}")
  endif()
endif()
if(TORCH_CUDA_LIBRARY)
  find_path(NCCL_INCLUDE_DIR nccl.h HINTS "${TORCH_INCLUDE_DIR}" "${TILESCOUT_TORCH}/../nvidia/nccl/include")
  find_path(CUDA_RUNTIME_INCLUDE_DIR cuda_runtime_api.h
    HINTS "${TILESCOUT_TORCH}/../nvidia/cuda_runtime/include" /usr/local/cuda/include)
  mark_as_advanced(NCCL_INCLUDE_DIR CUDA_RUNTIME_INCLUDE_DIR)
  if(NCCL_INCLUDE_DIR AND CUDA_RUNTIME_INCLUDE_DIR)
    list(APPEND TILESCOUT_C10D nccl)
    target_include_directories(tilescout_c10d SYSTEM INTERFACE "${NCCL_INCLUDE_DIR}" "${CUDA_RUNTIME_INCLUDE_DIR}")
    target_compile_definitions(tilescout_c10d INTERFACE USE_C10D_NCCL TILESCOUT_NCCL)
  endif()
endif()
if(TILESCOUT_C10D)
  message(STATUS "Training in several processes: ${TILESCOUT_C10D}")
else()
  message(STATUS "Training in several processes: not possible, this LibTorch has no Gloo or its headers are not there")
endif()
