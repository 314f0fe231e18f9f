#!/usr/bin/env bash
# Runs the schemes that recompute.py knows into a folder of their own and compares their ledgers with its figures.
# Usage: recompute_test.sh PROGRAM SCENARIOS [--wrong]
set -euo pipefail
program=$1
scenarios=$2
shift 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

python=
for each in python3 /usr/bin/python3; do # Debian's, where another comes first
  if "$each" -c 'import yaml' 2> /dev/null; then
    python=$each
    break
  fi
done
if [[ -z $python ]]; then
  echo "python3 has no yaml here (python3-yaml)"
  [[ -n ${CI:-} ]] && exit 1
  exit 77
fi

"$python" "$here/recompute.py" --list > "$work/runs"
while read -r name scenario variant; do
  status=0
  "$program" run "$scenarios/$scenario.yaml" ${variant:+--variant "$variant"} -o "$work/$name" &> "$work/$name.out" ||
    status=$?
  if ((status > 1)); then # 1: an expectation of the file is missed; the ledger is there
    cat "$work/$name.out"
    exit 1
  fi
done < "$work/runs"
"$python" "$here/recompute.py" "$@" "$program" "$scenarios" "$work"
