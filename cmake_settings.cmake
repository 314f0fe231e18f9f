# Language level and flags. setoff_flags carries every flag; each target of ours links it.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
# -O3 of g++ 12 reports false -Wrestrict on string concatenation; -g1 keeps backtraces cheap.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

find_program(SETOFF_CCACHE ccache)
if(SETOFF_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SETOFF_CCACHE}")
endif()

find_program(SETOFF_MOLD mold)

add_library(setoff_flags INTERFACE)
target_compile_features(setoff_flags INTERFACE cxx_std_23)
target_include_directories(setoff_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(setoff_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wswitch-enum
  # One rounding per operation on every compiler and machine: same seed, same bytes.
  -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # std::stable_sort of libstdc++ 12 uses a function that it marks deprecated itself.
  target_compile_options(setoff_flags INTERFACE -Wno-deprecated-declarations
    # Which lock or thread guards what: ledger/writer/thread_safety.h.
    -Wthread-safety)
endif()
target_link_options(setoff_flags INTERFACE -Wl,--as-needed)
if(SETOFF_MOLD)
  target_link_options(setoff_flags INTERFACE -fuse-ld=mold)
endif()
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Every type of an anonymous namespace is in "another file" there; and where more is inlined, g++ 12
  # sees members of a std::variant that are never read as uninitialised.
  target_compile_options(setoff_flags INTERFACE -Wno-subobject-linkage -Wno-maybe-uninitialized)
endif()
if(SETOFF_WERROR)
  target_compile_options(setoff_flags INTERFACE -Werror)
endif()

# What is wrong all the same ends the program, and is not what an attacker makes of it. Never
# _GLIBCXX_DEBUG: it changes the layout of containers that cross into Debian's libraries.
target_compile_definitions(setoff_flags INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(setoff_flags INTERFACE -Wl,-z,relro,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT SETOFF_SANITIZE)
  target_compile_options(setoff_flags INTERFACE
    -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
if(SETOFF_SANITIZE)
  target_compile_options(setoff_flags INTERFACE
    -fsanitize=${SETOFF_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(setoff_flags INTERFACE -fsanitize=${SETOFF_SANITIZE})
  if(SETOFF_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(setoff_flags INTERFACE -Wno-tsan)
  endif()
endif()
if(SETOFF_FUZZ)
  # Feedback from all of our code; the fuzz programs alone link libFuzzer's main.
  target_compile_options(setoff_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SETOFF_COVERAGE)
  target_compile_options(setoff_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(setoff_flags INTERFACE --coverage)
endif()

# A profile of the ledger's benchmarks tells g++ which ways are taken; tests/benchmarks/profiled_build.sh
# makes it and builds with it.
set(SETOFF_PROFILE "" CACHE STRING "Empty, or `generate` a profile (g++), or `use` the one of this build folder")
set(SETOFF_PROFILE_FOLDER "${CMAKE_BINARY_DIR}/profile")
if(SETOFF_PROFILE AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  message(FATAL_ERROR "SETOFF_PROFILE needs g++")
endif()
if(SETOFF_PROFILE STREQUAL "generate")
  set(profile_flags -fprofile-generate=${SETOFF_PROFILE_FOLDER} -fprofile-update=atomic)
  target_compile_options(setoff_flags INTERFACE ${profile_flags})
  target_link_options(setoff_flags INTERFACE ${profile_flags})
elseif(SETOFF_PROFILE STREQUAL "use")
  # What the benchmarks never call is compiled as without a profile. -Wrestrict: as with -O3.
  target_compile_options(setoff_flags INTERFACE -fprofile-use=${SETOFF_PROFILE_FOLDER}
    -fprofile-partial-training -Wno-missing-profile -Wno-restrict)
elseif(SETOFF_PROFILE)
  message(FATAL_ERROR "SETOFF_PROFILE is `${SETOFF_PROFILE}`; it can be `generate` or `use`")
endif()
