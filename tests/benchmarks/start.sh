#!/usr/bin/env bash
# Starts of the daemon on a large ledger: without a snapshot, after a clean stop, after kill -9.
#   tests/benchmarks/start.sh BUILD_FOLDER [EVENTS [LINES [MORE]]]
# A ledger of EVENTS events of the mix over LINES export lines (more than eight are needed beyond
# 3,600,000 events), MORE events sent before the kill. Everything is made in a folder of its own
# under TMPDIR and removed at the end; ten million events take some 13 GB.
set -euo pipefail
build=$(realpath "${1:?usage: start.sh BUILD_FOLDER [EVENTS [LINES [MORE]]]}")
events=${2:-200000} lines=${3:-8} more=${4:-20000}
setoff=$build/cli/setoff
folder=$(mktemp -d) daemon=
trap '[[ -z $daemon ]] || kill -9 "$daemon" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"

"$build/tests/benchmarks/setoff_benchmarks" --events=$((events + more)) --lines="$lines" --write=all.jsonl
head -n "$events" all.jsonl > first.jsonl
tail -n +$((events + 1)) all.jsonl > more.jsonl
rm all.jsonl
# The mix goes on for decades, and has events that are refused: status 1.
"$setoff" post ledger.db first.jsonl --keep-going --value-days-ahead 90000 \
  --clock-tolerance 9000000000 > /dev/null 2>&1 || [[ $? -eq 1 ]]
rm first.jsonl

cat > daemon.yaml <<'YAML'
daemon: 1
ledger: ledger.db
listeners:
  - { for: events, at: "unix:events.sock" }
  - { for: http, at: "unix:http.sock" }
snapshot: { every: 1_000_000, at_stop: 10_000 }
YAML
memory() { awk '/VmRSS|VmHWM/ { printf " %s %d MB", $1, $2 / 1024 }' "/proc/$daemon/status"; }
ask() { curl -s --unix-socket http.sock "http://localhost$1"; }
start() { # until the first question is answered
  local begin end
  begin=$(date +%s%N)
  "$setoff" serve --config daemon.yaml 2>> serve.log & daemon=$!
  until ask /readyz > ready.txt 2>/dev/null && [[ -s ready.txt ]]; do sleep 0.01; done
  end=$(date +%s%N)
  echo "$1: $(((end - begin) / 1000000)) ms, memory$(memory), $(tail -n 1 ready.txt)"
}
stop() {
  local begin end
  begin=$(date +%s%N)
  kill -TERM "$daemon"; wait "$daemon" || true
  end=$(date +%s%N); daemon=
  echo "stop: $(((end - begin) / 1000000)) ms"
}
checked() { # the replay beside it
  local begin end
  begin=$(date +%s%N)
  until ask /readyz | grep -q -e "checked: all" -e wrong; do sleep 0.1; done
  end=$(date +%s%N)
  echo "$(ask /readyz | tail -n 1), $(((end - begin) / 1000000)) ms, memory$(memory)"
}

start "without a snapshot"
stop
ls -l --block-size=M ledger.db* | awk '{ print $NF, $5 }'
start "after a clean stop"
checked
"$setoff" send unix:events.sock more.jsonl --quiet > /dev/null 2>&1 || true
echo "sent $more more; pause for snapshots:$(ask /metrics | awk '/snapshot_pause_seconds_(sum|count)/ { printf " %s", $2 }')"
kill -9 "$daemon"; wait "$daemon" 2>/dev/null || true
start "after kill -9"
checked
stop
grep -v -e listening -e stopping serve.log | cut -c1-160
