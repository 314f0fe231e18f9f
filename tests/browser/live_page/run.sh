#!/usr/bin/env bash
# run.sh PROGRAM SOURCE BUILD: the browser test of the live page. Packages come by npm, pinned by the
# lock's hashes, into the build folder. Status 77: node, npm, chromium or the packages are not there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1 source=$2 work=$3/live_page_test
for tool in node npm chromium; do
  command -v "$tool" > /dev/null || { echo "live_page: $tool is not installed; not tested" >&2; exit 77; }
done
mkdir -p "$work"
cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$work"
cd "$work"
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --ignore-scripts --no-audit --no-fund --silent || { echo "live_page: the packages cannot be had; not tested" >&2; exit 77; }
  cp package-lock.json node_modules/.installed
fi
SETOFF_PROGRAM=$program SETOFF_SOURCE=$source SETOFF_CHROMIUM=$(command -v chromium) node --test --test-concurrency=1 live_page.test.mjs
