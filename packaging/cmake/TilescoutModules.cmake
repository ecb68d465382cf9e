# Headers are most of what a source costs the compiler; sources compiled together share them. In such a module no two
# sources may use one name for different things in their unnamed namespaces. The presets for working on the code turn it
# off: there one changed source should cost one source.
function(tilescout_join target sources_at_once)
  if(NOT TILESCOUT_JOINED OR TILESCOUT_TIDY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${sources_at_once})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Fields of types from unnamed namespaces are right in a source, and GCC cannot see that these are sources.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()

# tilescout_add_module(name SOURCES ... [LINK ...] [PRIVATE_LINK ...]): one folder, one static library tilescout::name.
function(tilescout_add_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(tilescout_${name} STATIC ${arg_SOURCES})
  add_library(tilescout::${name} ALIAS tilescout_${name})
  target_link_libraries(tilescout_${name} PUBLIC tilescout_options ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
  if(TILESCOUT_TIDY)
    set_target_properties(tilescout_${name} PROPERTIES CXX_CLANG_TIDY "${TILESCOUT_CLANG_TIDY}")
  endif()
endfunction()

# No test may see or change the user's own models and settings, nor those of a test that runs beside it; and OpenMP's
# threads must not wait by spinning, which makes programs beside one another many times slower.
function(tilescout_keep_apart name)
  set_tests_properties(${name} PROPERTIES ENVIRONMENT_MODIFICATION
    "TILESCOUT_HOME=set:${CMAKE_BINARY_DIR}/test-homes/${name};OMP_WAIT_POLICY=set:passive")
endfunction()

# tilescout_add_test(name SOURCES ... LINK ...): one doctest binary test_<name> for a module, one CTest entry.
function(tilescout_add_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES} $<TARGET_OBJECTS:tilescout_doctest_main>)
  target_link_libraries(test_${name} PRIVATE tilescout_test_support ${arg_LINK})
  target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)  # quicker to build; what they test is not
  add_test(NAME ${name} COMMAND test_${name})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 900)
  endif()
  tilescout_keep_apart(${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
endfunction()
