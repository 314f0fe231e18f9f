# Targets of ours. A layer is one folder and one static library setoff_<name>; a test folder is one
# program setoff_<name>_tests. Sources are globbed: adding a file needs no edit.

# setoff_layer(<name> [DEPENDS <layer>...] [LIBRARIES <third party>...])
# DEPENDS are the layers whose headers this layer may include; LIBRARIES stay private to its .cpp.
function(setoff_layer name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  list(TRANSFORM arg_DEPENDS PREPEND setoff_)
  list(TRANSFORM arg_LIBRARIES PREPEND setoff::dep::)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/(main|allocator)\\.cpp$")  # those of programs
  if(sources)
    add_library(setoff_${name} STATIC ${sources})
    target_link_libraries(setoff_${name} PUBLIC setoff_flags ${arg_DEPENDS} PRIVATE ${arg_LIBRARIES})
  else()
    add_library(setoff_${name} INTERFACE)
    target_link_libraries(setoff_${name} INTERFACE setoff_flags ${arg_DEPENDS})
  endif()
endfunction()

# setoff_tests(<name> [TOGETHER <case>] [DEPENDS <layer>...] [LIBRARIES <third party>...])
# All *.cpp of the folder make one program; each TEST is one ctest case, run from the project root. With
# TOGETHER all of them are that one case, because they share what is dear to start.
function(setoff_tests name)
  cmake_parse_arguments(arg "" "TOGETHER" "DEPENDS;LIBRARIES" ${ARGN})
  list(TRANSFORM arg_DEPENDS PREPEND setoff_)
  list(TRANSFORM arg_LIBRARIES PREPEND setoff::dep::)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(setoff_${name}_tests ${sources})
  target_link_libraries(setoff_${name}_tests PRIVATE
    setoff_flags ${arg_DEPENDS} ${arg_LIBRARIES} setoff::dep::gtest setoff::dep::rapidcheck)
  target_compile_definitions(setoff_${name}_tests PRIVATE
    SETOFF_SOURCE_DIR="${PROJECT_SOURCE_DIR}" SETOFF_BINARY_DIR="${PROJECT_BINARY_DIR}")
  # What is tested is made fast; the tests themselves are made a quarter sooner.
  target_compile_options(setoff_${name}_tests PRIVATE $<$<CONFIG:Release>:-O1>)
  if(arg_TOGETHER)
    add_test(NAME ${arg_TOGETHER}
      COMMAND setoff_${name}_tests
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${arg_TOGETHER} PROPERTIES
      TIMEOUT 300 SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
    return()
  endif()
  gtest_discover_tests(setoff_${name}_tests
    DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    PROPERTIES TIMEOUT 300)
endfunction()

# setoff_assets(<layer> HEADER <assets.h> NAMESPACE <namespace> FILES <file>...)
# The files become part of the layer's library; asset() of the header gives them by name.
function(setoff_assets layer)
  cmake_parse_arguments(arg "" "HEADER;NAMESPACE" "FILES" ${ARGN})
  list(JOIN arg_FILES "|" file_list)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/assets.cpp")
  set(script "${PROJECT_SOURCE_DIR}/simulator/report/embed_assets.cmake")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} -D "OUT=${source}" -D "HEADER=${arg_HEADER}"
            -D "NAMESPACE=${arg_NAMESPACE}" -D "FILES=${file_list}" -P "${script}"
    DEPENDS ${arg_FILES} "${script}"
    COMMENT "Embedding the web files of ${layer}"
    VERBATIM)
  # A target of its own: the sources of the layer need not wait for the libraries below it.
  add_library(setoff_${layer}_assets OBJECT "${source}")
  target_link_libraries(setoff_${layer}_assets PRIVATE setoff_flags)
  target_sources(setoff_${layer} PRIVATE $<TARGET_OBJECTS:setoff_${layer}_assets>)
endfunction()
