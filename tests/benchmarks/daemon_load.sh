#!/usr/bin/env bash
# daemon_load.sh BUILD_FOLDER [SECONDS]: the daemon beside its peers at the same depths in the same
# run: Redis Streams (appendfsync always), PostgreSQL (one transfer a transaction), and a bare log
# (append + fdatasync). Prints events a second; each of the daemon's loads ends with a clean audit.
# Run it under `chrt -r 1` on a machine that has nothing else to do. Needs redis-server, initdb and
# pgbench (the programs that are missing are left out, and said so), curl, python3. The last load has
# a sleeper beside it, which shows how often the machine itself stands still.
set -euo pipefail

build=$(realpath "$1")
seconds=${2:-4}
setoff=$build/cli/setoff
load=$build/tests/load/setoff_daemon_load
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
work=$(mktemp -d)
started=()
stop_all() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  started=()
}
cleanup() {
  stop_all
  rm -rf "$work"
}
trap cleanup EXIT

# Groups of N lines of 350 bytes, each appended and synced: what the disk gives at best.
bare_log() {
  python3 - "$work/bare.log" "$1" "$seconds" <<'PY'
import os, sys, time
path, group, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_TRUNC)
line, times, begin = b"x" * 350 * group, [], time.monotonic()
while (now := time.monotonic()) - begin < seconds:
    os.write(file, line)
    os.fdatasync(file)
    times.append(time.monotonic() - now)
times.sort()
print(f"{len(times) * group / (time.monotonic() - begin):.0f} events/s, "
      f"a group ms p50 {times[len(times) // 2] * 1e3:.2f} p99 {times[len(times) * 99 // 100] * 1e3:.2f}")
os.unlink(path)
PY
}

# How late a program wakes up that sleeps a millisecond again and again and goes before all others:
# what the machine itself adds to every latency.
sleeper() {
  local first=()
  chrt -r 2 true 2>/dev/null && first=(chrt -r 2)
  "${first[@]}" python3 - "$seconds" <<'PY'
import sys, time
late, end = [], time.monotonic() + float(sys.argv[1])
while (begin := time.monotonic()) < end:
    time.sleep(0.001)
    late.append((time.monotonic() - begin - 0.001) * 1e3)
late.sort()
print(f"woke up late by ms p50 {late[len(late) // 2]:.2f} p99 {late[len(late) * 99 // 100]:.2f} "
      f"max {late[-1]:.2f}, by more than 5 ms {sum(one > 5 for one in late)} times in {sys.argv[1]} s")
PY
}

wait_for() { for _ in $(seq 100); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; return 1; }

daemon() {  # CONNECTIONS IN_FLIGHT [reads]
  rm -f "$work"/ledger.db*
  "$setoff" serve "$work/ledger.db" --events "unix:$work/events" --http "unix:$work/http" \
    2>"$work/serve.log" &
  local pid=$!
  started+=("$pid")
  wait_for curl -sf --unix-socket "$work/http" http://localhost/healthz
  local reader=
  if [[ ${3:-} == reads ]]; then
    # One client that keeps its connection: a process for each read would be measured instead.
    for path in balances claims 'entries?newest=true&limit=50' metrics; do
      printf 'url = "http://localhost/%s"\noutput = /dev/null\n' "$path"
    done >"$work/four"
    for _ in $(seq 500); do cat "$work/four"; done >"$work/urls"
    curl -s --unix-socket "$work/http" --rate 100/s -w '%{stderr}%{http_code}\n' -K "$work/urls" \
      2>"$work/reads" &
    reader=$!
  fi
  "$load" "unix:$work/events" "$1" "$2" "$seconds"
  if [[ -n $reader ]]; then
    kill "$reader"; wait "$reader" || true
    echo "  HTTP reads answered meanwhile: $(grep -c 200 "$work/reads") of $(wc -l <"$work/reads")"
  fi
  kill -TERM "$pid"; wait "$pid"
  echo "  audit: $("$setoff" audit verify "$work/ledger.db" 2>&1 | tail -1)"
}

redis() {  # CONNECTIONS IN_FLIGHT
  local count=$(($1 * $2 * 40))
  ((count >= 20000)) || count=20000
  ((count <= 1000000)) || count=1000000
  redis-benchmark -s "$work/redis.sock" -c "$1" -P "$2" -n "$count" --csv \
    XADD events '*' id 0123456789abcdef source /load type payment.received account tbi-iqd \
    payer moe line gas amount 1310.000 currency IQD day 2020-06-01 | tail -1 | cut -d, -f2-5
}

transfer() {  # CONNECTIONS
  "$postgres/pgbench" -h "$work" -U postgres -n -M prepared -f "$work/transfer.sql" -c "$1" -j 1 \
    -T "$seconds" postgres | grep -E '^(latency average|tps)' | paste -sd' '
}

start_postgres() {
  mkdir "$work/pg" && chmod 755 "$work"
  local as=()
  if [[ $(id -u) == 0 ]]; then chown postgres "$work/pg" && chmod 777 "$work" && as=(runuser -u postgres --); fi
  "${as[@]}" "$postgres/initdb" -D "$work/pg" -U postgres -A trust >/dev/null
  "${as[@]}" "$postgres/postgres" -D "$work/pg" -k "$work" -c listen_addresses= >"$work/pg.log" 2>&1 &
  started+=("$!")
  wait_for psql -h "$work" -U postgres -c 'select 1'
  psql -q -h "$work" -U postgres <<'SQL'
create table account (id int primary key, balance bigint not null);
insert into account select n, 0 from generate_series(1, 1000) n;
create table transfer (id uuid primary key, at timestamptz not null default now(), kind text, payer text);
create table posting (transfer uuid references transfer, account int, amount bigint);
SQL
  cat >"$work/transfer.sql" <<'SQL'
\set a random(1, 500)
\set b random(501, 1000)
begin;
with t as (insert into transfer (id, kind, payer) values (gen_random_uuid(), 'payment.received', 'moe') returning id)
insert into posting select id, :a::int, 1310 from t union all select id, :b::int, -1310 from t;
update account set balance = balance + 1310 where id = :a;
update account set balance = balance - 1310 where id = :b;
commit;
SQL
}

echo "probe, 4 KiB append + fdatasync: $(bare_log 12)"
if command -v redis-server >/dev/null; then
  redis-server --port 0 --unixsocket "$work/redis.sock" --dir "$work" --save '' --appendonly yes \
    --appendfsync always >/dev/null &
  started+=("$!")
  wait_for redis-cli -s "$work/redis.sock" ping
else
  echo "no redis-server here"
fi
if [[ -n $postgres ]]; then start_postgres; else echo "no PostgreSQL here"; fi

for depth in '1 1' '1 512' '64 1' '64 256'; do
  read -r connections in_flight <<<"$depth"
  echo "== $connections x $in_flight"
  echo "setoff: $(daemon "$connections" "$in_flight")"
  if command -v redis-server >/dev/null; then echo "redis: $(redis "$connections" "$in_flight")"; fi
  if [[ -n $postgres && $in_flight == 1 ]]; then echo "postgres: $(transfer "$connections")"; fi
  echo "bare log: $(bare_log $((connections * in_flight)))"
done
# The peers end first: what they still write would be measured with it.
stop_all
sync
echo "== open loop, 50,000 a second"
daemon 1 50000/s
echo "== the same with HTTP reads going on"
daemon 1 50000/s reads
echo "== the same load beside a sleeper"
sleeper >"$work/sleeper" &
sleeping=$!
daemon 1 50000/s
wait "$sleeping"
echo "  sleeper: $(cat "$work/sleeper")"
echo "probe, 4 KiB append + fdatasync: $(bare_log 12)"
