#!/usr/bin/env bash
# run.sh PROGRAM SOURCE BUILD TEST TOOL...: TEST.test.mjs by node, against the daemon of PROGRAM. Packages
# come by npm, pinned by the lock's hashes, into the build folder. Status 77, not tested: node, npm, one of
# the TOOLs or the packages are not there; a failure where CI is set.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1 source=$2 work=$3/node_tests test=$4
shift 4

leave_out() {
  echo "$test: $1; not tested" >&2
  [[ -n ${CI:-} ]] && exit 1
  exit 77
}

for tool in node npm "$@"; do
  command -v "$tool" > /dev/null || leave_out "$tool is not installed"
done
mkdir -p "$work"
exec 9> "$work/.lock"
flock 9
cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$work"
cd "$work"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund --silent || leave_out "the packages cannot be had"
  cp package-lock.json node_modules/.installed
fi
exec 9>&-
SETOFF_PROGRAM=$program SETOFF_SOURCE=$source exec node --test --test-concurrency=1 "$test.test.mjs"
