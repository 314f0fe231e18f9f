#!/usr/bin/env bash
# A release build that knows from the benchmarks which ways the program mostly takes (g++): built
# twice, with a run of the benchmarks between. usage: profiled_build.sh [BUILD_FOLDER [EVENTS]]
set -euo pipefail

cd "$(dirname "$0")/../.."
build=${1:-build/profiled}
events=${2:-60000}

cmake --preset release -B "$build" -DSETOFF_PROFILE=generate
cmake --build "$build" --target setoff_benchmarks
rm -rf "$build/profile"
"$build/tests/benchmarks/setoff_benchmarks" --events="$events"
cmake -B "$build" -DSETOFF_PROFILE=use
cmake --build "$build" --target setoff setoff_benchmarks
echo "the program is $build/cli/setoff"
