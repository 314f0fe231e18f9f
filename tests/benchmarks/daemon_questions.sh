#!/usr/bin/env bash
# daemon_questions.sh BUILD_FOLDER LEDGER [SECONDS]: what clients that ask without pause do to the
# receipts of an open loop of 50,000 events a second. LEDGER is copied with its snapshot (a million
# entries of setoff_daemon_load are a fair one); the loop runs alone, beside one asker, beside eight,
# and alone again, in one run of the daemon. Each asker asks, in turn: claims, balances, statement,
# trace both ways, search. Ends with a stop beside the eight, whose time is printed. Needs python3.
set -euo pipefail

build=$(realpath "$1")
ledger=$(realpath "$2")
seconds=${3:-5}
setoff=$build/cli/setoff
load=$build/tests/load/setoff_daemon_load
work=$(mktemp -d)
pid=
cleanup() {
  [[ -z $pid ]] || kill -KILL "$pid" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

cp "$ledger" "$work/ledger.db"
[[ ! -e $ledger-snapshot ]] || cp "$ledger-snapshot" "$work/ledger.db-snapshot"
(cd "$work" && exec "$setoff" serve ledger.db --events unix:events --http unix:http 2>serve.log) &
pid=$!
for _ in $(seq 600); do
  curl -sf --unix-socket "$work/http" http://localhost/readyz >"$work/ready" && ! grep -q checking "$work/ready" && break
  sleep 0.1
done

cat >"$work/ask.py" <<'PY'
import socket, sys, time
from collections import defaultdict
ACCOUNT = "assets:nigc:deposit:tbi-iqd:gas"
PATHS = ["/claims", "/balances", "/statement?account=" + ACCOUNT, "/trace/0?direction=forward",
         "/trace/100", "/search?text=moe", "/search?text=zzzz", "/status"]
times, codes, done = defaultdict(list), defaultdict(set), False
listener = socket.socket(socket.AF_UNIX)
listener.connect(sys.argv[1])
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    for path in PATHS:
        begin = time.monotonic()
        listener.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        text = b""
        while b"\r\n\r\n" not in text:
            text += listener.recv(1 << 20)
        head, _, body = text.partition(b"\r\n\r\n")
        length = int(next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))[15:])
        while len(body) < length:
            body += listener.recv(1 << 20)
        times[path].append((time.monotonic() - begin) * 1e3)
        codes[path].add(int(head.split()[1]))
if len(sys.argv) > 3:
    for path in PATHS:
        one = sorted(times[path])
        print(f"  {path:58} {len(one):6} times, status {sorted(codes[path])}, ms p50 "
              f"{one[len(one) // 2]:.1f} p99 {one[len(one) * 99 // 100]:.1f} max {one[-1]:.1f}")
PY

beside() {  # ASKERS
  local askers=()
  for i in $(seq "$1"); do
    python3 "$work/ask.py" "$work/http" "$((seconds + 1))" $( ((i > 1)) || echo tell) &
    askers+=("$!")
  done
  echo "beside $1 askers: $("$load" "unix:$work/events" 1 50000/s "$seconds")"
  ((${#askers[@]} == 0)) || wait "${askers[@]}"
}

echo "resident MB: $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status")"
for askers in 0 1 0 1 8 0; do beside "$askers"; done
for _ in $(seq 8); do python3 "$work/ask.py" "$work/http" 5 2>/dev/null & done
sleep 1
begin=$(date +%s%N)
kill -TERM "$pid"
wait "$pid" || echo "the daemon ended with $?"
echo "stopped beside 8 askers after $((($(date +%s%N) - begin) / 1000000)) ms"
pid=
wait
