#!/usr/bin/env bash
# Whole programs on the same transactions: Setoff's import and audit, hledger's check, ledger's
# balances; with a probe of the disk in front. usage: compare.sh BUILD_FOLDER [EVENTS [FOLDER]]
# Every program runs under `chrt -r 1` (needs the right to), its time and memory by GNU time.
# With a million events hledger needs 12 GB and FOLDER 2.5 GB.
set -euo pipefail

build=$(realpath "${1:?the folder of a release build}")
events=${2:-1000000}
folder=$(realpath "${3:-$(mktemp -d)}")
cd "$folder"

probe() {
  chrt -r 1 python3 - <<'PROBE'
import os, time
file = os.open("probe.bin", os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND)
block, times = b"x" * 4096, []
for _ in range(300):
    start = time.perf_counter()
    os.write(file, block)
    os.fdatasync(file)
    times.append((time.perf_counter() - start) * 1000)
times.sort()
os.unlink("probe.bin")
print(f"append 4 KiB + fdatasync: p50 {times[150]:.2f} ms, p99 {times[297]:.2f} ms")
PROBE
}

# measure NAME PROGRAM...: its output goes to NAME.out.
measure() {
  local name=$1 status=0
  shift
  # Status 1 of a program of ours is a finding: some events of the mix are refused.
  /usr/bin/time -f "%e %U %M" -o "$name.time" chrt -r 1 "$@" >"$name.out" 2>"$name.err" || status=$?
  [[ $status -le 1 ]] || { echo "$name: exit status $status" >&2; tail -3 "$name.err" >&2; exit 1; }
  tail -1 "$name.time" | awk -v name="$name" -v events="$events" \
    '{printf "%-22s %7.2f s wall %7.2f s user %9.0f transactions/s %7.0f MB\n", name, $1, $2, events / $1, $3 / 1024}'
}

"$build/tests/benchmarks/setoff_benchmarks" --events="$events" --write=events.jsonl
rm -f ledger.db
probe
measure setoff-post "$build/cli/setoff" post ledger.db events.jsonl --keep-going --value-days-ahead 90000 --clock-tolerance 9000000000
measure setoff-verify "$build/cli/setoff" audit verify ledger.db
measure setoff-export "$build/cli/setoff" export ledger.db --format hledger -o journal.hledger
measure ledger-bal ledger -f journal.hledger bal
measure hledger-check hledger -f journal.hledger check
echo "files are in $folder"
