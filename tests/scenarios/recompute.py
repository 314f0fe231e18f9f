#!/usr/bin/env python3
"""Recomputes the figures of four schemes from their files and compares them with the entries of their ledgers.

It shares no code with Setoff, and reads nothing that Setoff wrote but, at the end, the ledger to compare with. The
rules are those of docs/model.md, docs/events-and-postings.md and docs/scenario-language.md. Needs python3-yaml.

    recompute.py --list                                  runs to make: scenario and variant
    recompute.py PROGRAM SCENARIOS LEDGERS               compares LEDGERS/RUN/ledger.db; 1 if any figure differs
    recompute.py --wrong PROGRAM SCENARIOS LEDGERS       changes one constant for each kind of figure, and is 1 if one
                                                         of them makes no difference
"""

import argparse
import pathlib
import sys

from recompute.figures import differences
from recompute.ledger import Reader
from recompute.scenario import Scenario
from recompute.schemes import RUNS

EXAMPLES = 5  # differences shown of each kind


def recomputed(run, scenarios, changes=()):
    """The figures of a run by the second reading, with some values of the file changed."""
    engine = run.engine(Scenario(pathlib.Path(scenarios) / f"{run.scenario}.yaml", run.variant, changes))
    engine.run()
    return engine.finish()


def read(run, program, scenarios, ledgers):
    """The ledger of a run."""
    last = Scenario(pathlib.Path(scenarios) / f"{run.scenario}.yaml", run.variant).last()
    reader = Reader(program, str(pathlib.Path(ledgers) / run.name() / "ledger.db"))
    reader.read(last)
    return reader


def kinds_of(mine, ledger):
    """The kinds of figures that either side has."""
    return sorted(mine.kinds.keys() | ledger.kinds.keys())


def compare(run, program, scenarios, ledgers):
    """Compares all figures of a run; prints them by kind and returns how many there are, and how many differ."""
    mine, reader = recomputed(run, scenarios), read(run, program, scenarios, ledgers)
    print(f"{run.name()}: {reader.booked:,} entries booked, {reader.refused:,} refused")
    figures = differing = 0
    for kind in kinds_of(mine, reader.figures):
        found = differences(kind, mine, reader.figures)
        count = len(mine.of(kind).keys() | reader.figures.of(kind).keys())
        print(f"  {kind:18}{count:7,} figures{len(found):7,} differences")
        for difference in found[:EXAMPLES]:
            print(f"    {difference}")
        figures, differing = figures + count, differing + len(found)
    print(f"  entries that no figure is read from: {reader.unread_text()}")
    return figures, differing


def compare_all(program, scenarios, ledgers):
    """Compares all runs; 1 if any figure differs."""
    totals = [compare(run, program, scenarios, ledgers) for run in RUNS]
    figures, differing = (sum(part) for part in zip(*totals))
    print(f"{len(RUNS)} runs, {figures:,} figures compared, {differing:,} differences")
    return 1 if differing else 0


def try_wrong(run, program, scenarios, ledgers):
    """Changes a constant for each kind of figure of a run; returns how many kinds did not show it."""
    ledger = read(run, program, scenarios, ledgers).figures
    missed = 0
    known = {}  # changes -> figures
    print(run.name())
    for kind in kinds_of(recomputed(run, scenarios), ledger):
        changes = tuple(run.wrong.get(kind, ()))
        if changes not in known:
            known[changes] = recomputed(run, scenarios, changes)
        found = differences(kind, known[changes], ledger)
        said = ", ".join(f"{path} = {value}" for path, value in changes) or "no constant to change"
        print(f"  {kind:18}{len(found):7,} differences with {said}")
        missed += not found
    return missed


def try_all_wrong(program, scenarios, ledgers):
    """Tries all runs; 1 if a changed constant went unnoticed."""
    missed = sum(try_wrong(run, program, scenarios, ledgers) for run in RUNS if run.wrong is not None)
    print(f"{missed} changes went unnoticed" if missed else "every change was noticed")
    return 1 if missed else 0


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--list", action="store_true", help="print the runs to make, then stop")
    parser.add_argument("--wrong", action="store_true", help="change constants, which must make a difference")
    parser.add_argument("program", nargs="?", help="the program setoff")
    parser.add_argument("scenarios", nargs="?", help="folder of the scenario files")
    parser.add_argument("ledgers", nargs="?", help="folder with a folder for each run")
    given = parser.parse_args()
    if given.list:
        for run in RUNS:
            print(run.name(), run.scenario, run.variant or "")
        return 0
    if given.ledgers is None:
        parser.error("program, scenarios and ledgers are needed")
    check = try_all_wrong if given.wrong else compare_all
    return check(given.program, given.scenarios, given.ledgers)


if __name__ == "__main__":
    sys.exit(main())
