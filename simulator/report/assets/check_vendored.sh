#!/usr/bin/env bash
# Compares the committed uPlot files with the package that package-lock.json pins by integrity hash
# (npm rejects any other). Needs node and access to an npm registry. Exit status 0: identical.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
(cd "$here/uplot" && sha256sum --quiet --check SHA256SUMS)
command -v npm > /dev/null || {
  echo "check_vendored: npm is not installed; compared with SHA256SUMS only" >&2
  exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$work"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --silent)
for file in uPlot.iife.min.js uPlot.min.css; do
  cmp "$work/node_modules/uplot/dist/$file" "$here/uplot/$file"
done
cmp "$work/node_modules/uplot/LICENSE" "$here/uplot/LICENSE"
echo "check_vendored: the files of uPlot are those of the lock"
