#!/usr/bin/env python3
"""The model of two_way_model.h in numpy, all paths of a block at once: what a researcher would write.

Prints paths and path-days per second. With --check N it prints the balances at the end of the last
day of the first N paths, for comparison."""

import argparse
import time

import numpy as np

MONTHS, SWING, OUT_A_DAY, IN_A_DAY = 24, 400_000_000, 10_000_000, 9_000_000
DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def philox(counter, key):
    """Philox4x32-10 of arrays of 32-bit counters; returns the first word."""
    c = [x.astype(np.uint64) for x in counter]
    k = [np.uint64(key[0]), np.uint64(key[1])]
    low = np.uint64(0xFFFFFFFF)
    for _ in range(10):
        first = np.uint64(0xD2511F53) * c[0]
        second = np.uint64(0xCD9E8D57) * c[2]
        c = [(second >> np.uint64(32)) ^ c[1] ^ k[0], second & low,
             (first >> np.uint64(32)) ^ c[3] ^ k[1], first & low]
        k = [(k[0] + np.uint64(0x9E3779B9)) & low, (k[1] + np.uint64(0xBB67AE85)) & low]
    return c[0]


def flows(paths, side, mean):
    zero = np.zeros(len(paths), np.uint32)
    rows = []
    for month in range(MONTHS):
        word = philox([zero + month, zero + side, paths.astype(np.uint32), zero], (20, 47))
        rows.append(mean // 1000 * (500 + (word % np.uint64(1001)).astype(np.int64)))
    return np.array(rows)


def run(paths):
    """The balance of each path at the end of the last day."""
    n = len(paths)
    out, inward = flows(paths, 0, OUT_A_DAY), flows(paths, 1, IN_A_DAY)
    balance = np.zeros(n, np.int64)
    balance_days = np.zeros(n, np.int64)
    # Payments in: by month of the invoice, the day of the next try; a large day where there is none.
    never = np.iinfo(np.int32).max
    try_on = np.full((MONTHS, n), never, np.int32)
    sequence = np.zeros((MONTHS, n), np.int64)  # order of planning
    waits = np.zeros((MONTHS, n), bool)  # refused at the balance `seen`
    seen = np.zeros((MONTHS, n), np.int64)
    planned = np.zeros(n, np.int64)
    head = np.zeros(n, np.int64)  # first unpaid payment out
    due_out, amount_in, amount_out = [], [], []
    obstacle = np.zeros(n, np.int64)
    blocked = np.zeros(n, bool)
    day = 0
    for month in range(MONTHS):
        if month > 0:
            amount_in.append(out[month - 1] * DAYS_OF_MONTH[month - 1])
            amount_out.append(inward[month - 1] * DAYS_OF_MONTH[month - 1])
            try_on[month - 1] = day + 30
            sequence[month - 1] = planned
            planned += 1
            due_out.append(day + 30)
        known = len(amount_in)
        all_in = np.array(amount_in) if known else None
        all_out = np.array(amount_out) if known else None
        for of_month in range(DAYS_OF_MONTH[month]):
            if known:
                while True:
                    ready = (try_on[:known] <= day) & ~(waits[:known] & (seen[:known] == balance))
                    if not ready.any():
                        break
                    order = np.where(ready, sequence[:known], np.iinfo(np.int64).max)
                    which = order.argmin(axis=0)
                    any_ready = ready.any(axis=0)
                    rows = np.nonzero(any_ready)[0]
                    pick = which[rows]
                    amount = all_in[pick, rows]
                    fits = balance[rows] + amount <= SWING
                    balance[rows[fits]] += amount[fits]
                    try_on[pick[fits], rows[fits]] = never
                    refused = rows[~fits]
                    try_on[pick[~fits], refused] = day + 1
                    waits[pick[~fits], refused] = True
                    seen[pick[~fits], refused] = balance[refused]
                    sequence[pick[~fits], refused] = planned[refused]
                    planned[refused] += 1
                due = np.array(due_out)
                while True:
                    open_head = head < known
                    front = np.where(open_head, head, 0)
                    wants = open_head & (due[front] <= day) & ~(blocked & (obstacle == balance))
                    if not wants.any():
                        break
                    rows = np.nonzero(wants)[0]
                    after = balance[rows] - all_out[front[rows], rows]
                    fits = (after >= 0) | (-after <= SWING)
                    paid = rows[fits]
                    balance[paid] = after[fits]
                    blocked[paid] = False
                    head[paid] += 1
                    refused = rows[~fits]
                    blocked[refused] = True
                    obstacle[refused] = balance[refused]
            balance_days += balance
            day += 1
        # Interest of 2 % on 360 days, rounded half to even; none on a debt.
        whole, rest = np.divmod(np.maximum(balance_days, 0) * 2, 36_000)
        whole += (rest > 18_000) | ((rest == 18_000) & (whole % 2 == 1))
        balance += whole
        balance_days[:] = 0
    return balance


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paths", type=int, default=4096)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--check", type=int, default=0)
    options = parser.parse_args()
    if options.check:
        print(*run(np.arange(options.check)))
        return
    begin, blocks = time.perf_counter(), 0
    while (elapsed := time.perf_counter() - begin) < options.seconds or blocks == 0:
        run(np.arange(options.paths) + blocks * options.paths)
        blocks += 1
    elapsed = time.perf_counter() - begin
    rate = blocks * options.paths / elapsed
    print(f"{'numpy, blocks of ' + str(options.paths):34} {rate:12.0f} paths/s {rate * sum(DAYS_OF_MONTH):14.0f} path-days/s")


if __name__ == "__main__":
    main()
