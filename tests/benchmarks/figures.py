#!/usr/bin/env python3
"""The table of docs/benchmarks.md, measured and written.

figures.py BUILD_FOLDER [PART...] [--events N] [--starts N] [--seconds S] [--rounds R]

Parts: process (setoff_benchmarks), programs (compare.sh), starts (start.sh), daemon
(daemon_load.sh); all of them when none is named. The rows of what was measured take the place of
those that the page has, the others stay. Run it on a machine that has nothing else to do, in a
clone without changes: each row names the commit. What a part needs is said at the head of its
script.
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = ["| what | figure | goal | peer, same run | commit | machine | date |", "|-|-|-|-|-|-|-|"]

# Benchmark, what it measures, goal in thousands a second.
PROCESS = [
    ("post/from_empty", "`post()` and `apply()` from empty books", 1000),
    ("post/on_full_books", "the same on full books", 1000),
    ("post_and_encode", "the same with the canonical bytes", None),
    ("submit/in_memory", "a book in memory: rules, keys, bytes, hashes, tree", None),
    ("read_json", "JSON lines read into events", None),
    ("file/journal_commits", "ready groups into the journal, each durable", 300),
    ("import/to_file", "events to a closed file with its tables", 120),
    ("hash/leaves_and_tree", "leaf hashes and tree, one core", 4000),
    ("open_books", "books opened by replay of all entries", None),
    ("audit/verify", "audit with full replay, in memory", 700),
    ("file/audit_journal_only", "audit with full replay, from a file", 700),
    ("file/audit_everything", "the same with the tables compared", 450),
]


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


class Rows:
    def __init__(self):
        model = re.search(r"Model name:\s*(.*)", run("lscpu")).group(1)
        memory = int(re.search(r"MemTotal:\s*(\d+)", open("/proc/meminfo").read()).group(1))
        cores = run("nproc").strip()
        self.end = [
            run("git", "-C", HERE, "rev-parse", "--short=9", "HEAD").strip(),
            f"{model}, {cores} cores, {memory / 2**20:.0f} GB",
            datetime.date.today().isoformat(),
        ]
        self.rows = []

    def add(self, what, figure, goal="", peer=""):
        self.rows.append([what, figure, goal, peer, *self.end])
        print(" | ".join(self.rows[-1][:4]), flush=True)


def process(rows, build, options):
    """Medians of whole processes, so that no benchmark warms the memory of the next round."""
    program = build / "tests/benchmarks/setoff_benchmarks"
    times = collections.defaultdict(list)
    for _ in range(options.rounds):
        out = run(program, f"--events={options.events}", "--benchmark_format=json")
        for one in json.loads(out[out.index("{"):])["benchmarks"]:
            times[one["name"].split("/iterations")[0]].append(one["items_per_second"] / 1000)
    for name, what, goal in PROCESS:
        figures = times[name]
        rows.add(
            f"{what}, `{name}`, thousand entries a second",
            f"{number(statistics.median(figures))} ({number(min(figures))} to {number(max(figures))})",
            "" if goal is None else f"{goal:,}",
        )


def programs(rows, build, options):
    shape = re.compile(r"(\S+)\s+([\d.]+) s wall\s+([\d.]+) s user\s+(\d+) transactions/s\s+(\d+) MB")
    found = {m[1]: m for m in shape.finditer(run(HERE / "compare.sh", build, options.events))}
    peer = "; ".join(
        f"{title} {number(int(found[name][4]))} ({number(int(found[name][5]))} MB)"
        for name, title in (("ledger-bal", "`ledger bal`"), ("hledger-check", "`hledger check`"))
    )
    for name, what in (
        ("setoff-post", "`setoff post`, JSON lines to a durable file with its tables"),
        ("setoff-verify", "`setoff audit verify`, tables compared"),
        ("setoff-export", "`setoff export --format hledger`"),
    ):
        rows.add(
            f"{what}, transactions a second (memory)",
            f"{number(int(found[name][4]))} ({found[name][5]} MB)",
            peer=peer if name == "setoff-verify" else "",
        )


def starts(rows, build, options):
    more = options.starts * 19 // 200
    out = run(HERE / "start.sh", build, options.starts, 40, more)
    for name, goal in (("without a snapshot", ""), ("after a clean stop", "3 s"), ("after kill -9", "10 s")):
        ms, memory = re.search(rf"{name}: (\d+) ms, memory VmHWM: \d+ MB VmRSS: (\d+) MB", out).groups()
        rows.add(
            f"start of the daemon on {options.starts:,} entries {name}, s (memory)",
            f"{int(ms) / 1000:.1f} ({int(memory):,} MB)",
            goal,
        )


def daemon(rows, build, options):
    out = run("chrt", "-r", "1", HERE / "daemon_load.sh", build, options.seconds)
    for depth, text in re.findall(r"== (\d+ x \d+)\n(.*?)(?=\n==|\nprobe|\Z)", out, re.S):
        load = re.search(r"setoff: .*?: (\d+) events/s, latency ms p50 ([\d.]+) p99 ([\d.]+)", text)
        peers = []
        if redis := re.search(r'redis: "?([\d.]+)', text):
            ratio = int(load[1]) / float(redis[1])
            peers.append(f"Redis {number(float(redis[1]))} (ratio {ratio:.2f})")
        if postgres := re.search(r"tps = ([\d.]+)", text):
            peers.append(f"PostgreSQL {number(float(postgres[1]))}")
        peers.append("bare log " + number(int(re.search(r"bare log: (\d+)", text)[1])))
        rows.add(
            f"daemon, {depth} events in flight, events a second (p50 / p99 ms)",
            f"{number(int(load[1]))} ({load[2]} / {load[3]})",
            "" if depth == "1 x 1" else "1.3 x Redis",
            "; ".join(peers),
        )
    opened = re.findall(r"== (open loop.*|the same with HTTP.*)\n.*latency ms p50 [\d.]+ p99 ([\d.]+)", out)
    for title, p99 in opened:
        reads = " with concurrent HTTP reads" if "HTTP" in title else ""
        rows.add(f"daemon, open loop of 50,000 events a second{reads}, p99 ms", p99, "8")


def write(rows):
    text = PAGE.read_text()
    head, rest = text.split(BEGIN)
    table, tail = rest.split(END)
    kept = [line for line in table.strip().splitlines() if line not in HEAD]
    names = {row[0] for row in rows}
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    kept = [line for line in kept if line[2:].split(" | ")[0] not in names]
    PAGE.write_text(head + BEGIN + "\n" + "\n".join(HEAD + lines + kept) + "\n" + END + tail)
    run(HERE / "ratios.py")


def main():
    parts = {"process": process, "programs": programs, "starts": starts, "daemon": daemon}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("parts", nargs="*", choices=[[], *parts], default=[])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--starts", type=int, default=10_000_000, help="entries of the starts")
    parser.add_argument("--seconds", type=int, default=3, help="of a load of the daemon")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rows = Rows()
    for part in options.parts or parts:
        parts[part](rows, options.build.resolve(), options)
        write(rows.rows)


if __name__ == "__main__":
    main()
