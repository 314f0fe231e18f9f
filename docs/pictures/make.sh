#!/usr/bin/env bash
# make.sh PROGRAM: draws report.png of this folder anew: the head of the report of a shipped scenario,
# run by that program, in headless Chromium. Nothing in it is made by hand.
set -euo pipefail
[[ $# -eq 1 ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" run "$here/../../scenarios/iran-iraq-2019-2025.yaml" -o "$work/run" > /dev/null || [[ $? -eq 1 ]]
chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/profile" \
  --virtual-time-budget=5000 --window-size=1200,1180 --screenshot="$work/report.png" "file://$work/run/report.html" 2> "$work/said" ||
  { cat "$work/said" >&2; exit 3; }
[[ -s $work/report.png ]] || { echo "chromium drew nothing" >&2; exit 3; }
mv "$work/report.png" "$here/report.png"
