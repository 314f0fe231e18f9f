"""Reads a scenario file: the YAML, values with their source, variants, series and rates."""

import copy
import csv
import functools
import hashlib
import pathlib

import yaml

from .days import day, month_of
from .exact import number

ABOUT = {"source", "tag", "note"}  # inform readers only


def plain(node):
    """The node without what is said about it: {value: V, source: S} is V."""
    if isinstance(node, dict):
        if "value" in node and set(node) <= ABOUT | {"value"}:
            return plain(node["value"])
        return {key: plain(value) for key, value in node.items() if key not in ABOUT}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node


def put(tree, path, value):
    """Puts a value at a path such as 'fx.interest.0.rate'; 'null' takes the key away."""
    *inner, last = path.split(".")
    for key in inner:
        tree = tree[int(key)] if isinstance(tree, list) else tree.setdefault(key, {})
    if isinstance(tree, list):
        tree[int(last)] = value
    elif value == "null":
        tree.pop(last, None)
    else:
        tree[last] = value


@functools.lru_cache(maxsize=None)
def read_file(file):
    """The tree of a file, all scalars as text."""
    with open(file, encoding="utf-8") as text:
        return plain(yaml.load(text, Loader=yaml.BaseLoader))


class Scenario:
    """A scenario file. All scalars are text, as the language says."""

    def __init__(self, file, variant=None, changes=()):
        self.folder = pathlib.Path(file).parent
        tree = copy.deepcopy(read_file(file))
        if variant is not None:
            for path, value in tree["variants"][variant].items():
                put(tree, path, value)
        for path, value in changes:
            put(tree, path, value)
        self.tree = tree
        self.tables = {}
        if self.get("currency.rounding") != "half_even":
            raise ValueError("only rounding half to even is recomputed")

    def get(self, path, default=None):
        """What stands at a path, or the default."""
        node = self.tree
        for key in path.split("."):
            if not isinstance(node, dict) or key not in node:
                return default
            node = node[key]
        return node

    def first(self):
        """The first day of the run."""
        return day(self.get("time.from"))

    def last(self):
        """The last day of the run."""
        return day(self.get("time.to"))

    def days_of_year(self):
        """Days in a year for interest and late fees."""
        return 360 if self.get("time.day_count", "act_365") == "act_360" else 365

    def series(self, name):
        """A series of `data`: a function of the day, in the unit of the series."""
        if name not in self.tables:
            self.tables[name] = self.read_table(name)
        return self.tables[name]

    def read_table(self, name):
        """Reads the CSV file of a series; rows are months or days from which on a value holds."""
        block = self.get(f"data.{name}")
        content = (self.folder / block["file"]).read_bytes()
        if hashlib.sha256(content).hexdigest() != block["sha256"]:
            raise ValueError(f"{block['file']} is not the file that the scenario pins")
        rows = csv.DictReader(content.decode("utf-8-sig").splitlines())
        cells = [(row[block["date"]], number(row[block["column"]])) for row in rows]
        holds = block.get("gaps") == "hold"
        return Table(cells, monthly=len(cells[0][0]) == 7 and not holds)


class Table:
    """Values by month (one for each), or from each date on."""

    def __init__(self, cells, monthly):
        self.monthly = dict(cells) if monthly else None
        self.steps = [] if monthly else [(day(at if len(at) == 10 else at + "-01"), value) for at, value in cells]

    def __call__(self, on):
        if self.monthly is not None:
            return self.monthly[month_of(on)]
        return newest(self.steps, on)

    def of_month(self, month):
        """The value of a month written '2020-03'."""
        return self.monthly[month]


def newest(steps, on):
    """Of (day, value) in order: the value that holds on a day."""
    found = None
    for since, value in steps:
        if since > on:
            break
        found = value
    if found is None:
        raise ValueError(f"no value on {on}")
    return found


def path_of(node):
    """A value that may change over time, as (day, text) in order."""
    if isinstance(node, dict) and "steps" in node:
        return sorted((day(since), value) for since, value in node["steps"].items())
    return [(day("0001-01-01"), node)]


def days_between(item, first, last):
    """The days `from` and `to` of an entry, or those of the run."""
    return day(item.get("from", first.isoformat())), day(item.get("to", last.isoformat()))
