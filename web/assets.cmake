# setoff_assets(<layer> HEADER <assets.h> NAMESPACE <namespace> FILES <file>...)
# The files become part of the layer's library; asset() of the header gives them by name.
function(setoff_assets layer)
  cmake_parse_arguments(arg "" "HEADER;NAMESPACE" "FILES" ${ARGN})
  list(JOIN arg_FILES "|" file_list)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/assets.cpp")
  set(script "${PROJECT_SOURCE_DIR}/web/embed_assets.cmake")
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

# Charts: shared by the report and the daemon's page.
set(SETOFF_UPLOT_FILES "${CMAKE_CURRENT_LIST_DIR}/uplot/uPlot.iife.min.js"
    "${CMAKE_CURRENT_LIST_DIR}/uplot/uPlot.min.css")
