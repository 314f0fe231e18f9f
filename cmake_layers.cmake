# Targets of ours. A layer is one folder and one static library setoff_<name>; a test folder is one
# program setoff_<name>_tests. Sources are globbed: adding a file needs no edit.

# setoff_layer(<name> [DEPENDS <layer>...] [LIBRARIES <third party>...])
# DEPENDS are the layers whose headers this layer may include; LIBRARIES stay private to its .cpp.
function(setoff_layer name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  list(TRANSFORM arg_DEPENDS PREPEND setoff_)
  list(TRANSFORM arg_LIBRARIES PREPEND setoff::dep::)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(setoff_${name} STATIC ${sources})
    target_link_libraries(setoff_${name} PUBLIC setoff_flags ${arg_DEPENDS} PRIVATE ${arg_LIBRARIES})
  else()
    add_library(setoff_${name} INTERFACE)
    target_link_libraries(setoff_${name} INTERFACE setoff_flags ${arg_DEPENDS})
  endif()
endfunction()

# setoff_tests(<name> [DEPENDS <layer>...] [LIBRARIES <third party>...])
# All *.cpp of the folder make one program; each TEST is one ctest case, run from the project root.
function(setoff_tests name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
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
  gtest_discover_tests(setoff_${name}_tests
    DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    PROPERTIES TIMEOUT 300)
endfunction()
