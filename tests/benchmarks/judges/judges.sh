#!/usr/bin/env bash
# judges.sh [BUILD_FOLDER [SECONDS]]: the engines of judges.cpp and numpy on one model, in one run.
# numpy must end the first twenty paths with the same balances.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../../../build/release}
seconds=${2:-2}
python=${PYTHON:-/usr/bin/python3} # Debian's, which has python3-numpy
program=$build/tests/benchmarks/judges/setoff_judges
"$program" "$seconds"
if ! "$python" -c 'import numpy' 2> /dev/null; then
  echo "numpy is not installed (python3-numpy): not compared" >&2
  exit 0
fi
ours=$("$program" --balances 20)
theirs=$("$python" "$here/two_way_numpy.py" --check 20)
if [[ $ours != "$theirs" ]]; then
  printf 'numpy ends with other balances:\n%s\n%s\n' "$ours" "$theirs" >&2
  exit 1
fi
"$python" "$here/two_way_numpy.py" --seconds "$seconds"
