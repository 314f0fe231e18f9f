#!/usr/bin/env bash
# make.sh PROGRAM: draws report.png of this folder anew, and writes the output that the README shows: both of
# a run of a shipped scenario by that program, the picture in headless Chromium. Nothing of it is made by hand.
set -euo pipefail
[[ $# -eq 1 ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" run "$root/scenarios/iran-iraq-2019-2025.yaml" -o "$work/run" > "$work/output" || [[ $? -eq 1 ]]
chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/profile" \
  --virtual-time-budget=5000 --window-size=1200,1180 --screenshot="$work/report.png" "file://$work/run/report.html" 2> "$work/said" ||
  { cat "$work/said" >&2; exit 3; }
[[ -s $work/report.png ]] || { echo "chromium drew nothing" >&2; exit 3; }
mv "$work/report.png" "$here/report.png"

# The states of the claim, in the place of the first output that the README shows.
sed -n '/^What became of it/,/= earned/p' "$work/output" > "$work/lines"
awk -v lines="$work/lines" '
  /^```text$/ && !done { print; while ((getline line < lines) > 0) print line; skip = 1; done = 1; next }
  /^```$/ { skip = 0 }
  !skip { print }' "$root/README.md" > "$work/README.md"
cat "$work/README.md" > "$root/README.md"
