# Third-party libraries, under one name each: setoff::dep::<name>. Nothing else in the tree names a
# foreign target. They come from the system (Debian 12: the packages in packages.txt); no download.

# setoff_dependency(<name> <candidate target>...): takes every listed group member that exists;
# within a group written a|b, the first that exists.
function(setoff_dependency name)
  add_library(setoff_dep_${name} INTERFACE)
  foreach(group IN LISTS ARGN)
    string(REPLACE "|" ";" candidates "${group}")
    set(found "")
    foreach(candidate IN LISTS candidates)
      if(TARGET ${candidate})
        set(found ${candidate})
        break()
      endif()
    endforeach()
    if(NOT found)
      message(FATAL_ERROR "No CMake target found for the library '${name}' (looked for: ${candidates}). "
                          "Install the Debian packages listed in packages.txt.")
    endif()
    target_link_libraries(setoff_dep_${name} INTERFACE ${found})
  endforeach()
  add_library(setoff::dep::${name} ALIAS setoff_dep_${name})
endfunction()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp 3.2 CONFIG REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json)
find_package(fmt CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto SSL)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)

# libsodium comes without a CMake package.
find_path(SETOFF_SODIUM_HEADERS sodium.h REQUIRED)
find_library(SETOFF_SODIUM sodium REQUIRED)
add_library(setoff_sodium INTERFACE IMPORTED)
target_include_directories(setoff_sodium INTERFACE ${SETOFF_SODIUM_HEADERS})
target_link_libraries(setoff_sodium INTERFACE ${SETOFF_SODIUM})

# Nor does libxlsxwriter on Debian 12.
find_path(SETOFF_XLSX_HEADERS xlsxwriter.h REQUIRED)
find_library(SETOFF_XLSX xlsxwriter REQUIRED)
add_library(setoff_xlsx INTERFACE IMPORTED)
target_include_directories(setoff_xlsx SYSTEM INTERFACE ${SETOFF_XLSX_HEADERS})
target_link_libraries(setoff_xlsx INTERFACE ${SETOFF_XLSX})

find_path(SETOFF_CEREAL_HEADERS cereal/cereal.hpp REQUIRED)
add_library(setoff_cereal INTERFACE IMPORTED)
target_include_directories(setoff_cereal SYSTEM INTERFACE ${SETOFF_CEREAL_HEADERS})

setoff_dependency(threads Threads::Threads)
setoff_dependency(sqlite "SQLiteCpp|SQLiteCpp::SQLiteCpp" "SQLite3::SQLite3|SQLite::SQLite3")
setoff_dependency(boost Boost::headers)
setoff_dependency(json Boost::json)
setoff_dependency(fmt fmt::fmt)
setoff_dependency(spdlog spdlog::spdlog)
setoff_dependency(yaml "yaml-cpp::yaml-cpp|yaml-cpp")
setoff_dependency(cli11 CLI11::CLI11)
setoff_dependency(openssl OpenSSL::Crypto)
setoff_dependency(sodium setoff_sodium)
setoff_dependency(xlsx setoff_xlsx)
setoff_dependency(cereal setoff_cereal)
setoff_dependency(tls OpenSSL::SSL)
setoff_dependency(icu ICU::i18n ICU::uc)

# jemalloc for the programs (never the libraries): rules and audits make and free many small things,
# some in one thread and the other in another. Sanitizers bring an allocator of their own.
add_library(setoff_dep_allocator INTERFACE)
find_library(SETOFF_JEMALLOC jemalloc)
if(SETOFF_JEMALLOC AND NOT SETOFF_SANITIZE AND NOT SETOFF_FUZZ)
  target_link_libraries(setoff_dep_allocator INTERFACE ${SETOFF_JEMALLOC})
  target_sources(setoff_dep_allocator INTERFACE "${CMAKE_CURRENT_LIST_DIR}/cli/allocator.cpp")
elseif(NOT SETOFF_JEMALLOC)
  message(STATUS "jemalloc not found: the programs use the allocator of the system, which is slower")
endif()
add_library(setoff::dep::allocator ALIAS setoff_dep_allocator)

macro(setoff_find_test_dependencies)
  find_package(GTest CONFIG REQUIRED)
  find_package(rapidcheck CONFIG REQUIRED)
  setoff_dependency(gtest GTest::gtest GTest::gmock GTest::gtest_main)
  setoff_dependency(rapidcheck rapidcheck_gtest rapidcheck)
  include(GoogleTest)
endmacro()
