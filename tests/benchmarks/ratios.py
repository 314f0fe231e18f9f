#!/usr/bin/env python3
"""The chart of docs/benchmarks.md, drawn from its table: what was reached, as a share of the goal or of the peer.

ratios.py          writes docs/pictures/benchmarks.svg
ratios.py --check  exits with 1 if the picture differs from what the table says

A bar that reaches the line at 1 has reached its goal or its peer; of a time, the goal is divided by
the figure, so that longer is always better. Rows with neither goal nor peer have no bar.
"""
import math
import pathlib
import re
import sys
from xml.sax.saxutils import escape

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
PAGE, PICTURE = DOCS / "benchmarks.md", DOCS / "pictures" / "benchmarks.svg"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

ROW, TOP, NAMES, WIDTH, RIGHT = 24, 64, 440, 430, 110
LOW, HIGH = 0.1, 50.0  # of the scale, which is logarithmic


def leading(text):
    """The number that a cell begins with, without its separators of thousands."""
    found = re.match(r"[\d,]+(\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def rows():
    table = PAGE.read_text().split(BEGIN)[1].split(END)[0].strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def bars():
    """(what, against what, ratio) for each goal and each peer of the table."""
    for what, figure, goal, peers, *_ in rows():
        value = leading(figure)
        is_time = bool(re.search(r", (s \(memory\)|p99 ms)$", what))
        name = re.sub(r"[`*]", "", what)
        name = re.sub(r", (thousand entries|events|transactions) a second( \(.*)?$|, s \(memory\)$| events a second", "", name)
        if goal and "x" not in goal:
            yield name, "goal", leading(goal) / value if is_time else value / leading(goal)
        for peer in filter(None, re.split(r"; ", peers)):
            title, number = re.match(r"`?([A-Za-z ]+?)`? ([\d,.]+)", peer).groups()
            if title == "bare log":
                continue  # the limit of the disk, not a peer
            yield name, title, value / leading(number)


def x(ratio):
    inside = min(max(ratio, LOW), HIGH)
    return NAMES + WIDTH * math.log(inside / LOW) / math.log(HIGH / LOW)


def picture():
    found = list(bars())
    height = TOP + ROW * len(found) + 30
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {NAMES + WIDTH + RIGHT} {height}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Figures of the table as a share of goal or peer</title>",
        f'<rect width="100%" height="{height}" fill="#ffffff"/>',
        '<text x="10" y="22" font-size="15" fill="#1a1a1a">Share of the goal (grey) or of the peer (blue) '
        "that is reached; longer is better</text>",
    ]
    for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50):
        at, strong = x(tick), tick == 1
        out.append(
            f'<line x1="{at:.1f}" y1="{TOP - 14}" x2="{at:.1f}" y2="{height - 22}" '
            f'stroke="{"#1a1a1a" if strong else "#dddddd"}"/>'
            f'<text x="{at:.1f}" y="{TOP - 20}" text-anchor="middle" fill="#444444">{tick:g}</text>'
        )
    before = ""
    for i, (name, against, ratio) in enumerate(found):
        y = TOP + ROW * i
        label = name if name != before else ""
        before = name
        shown = label if len(label) <= 66 else label[:65] + "…"
        if label:
            out.append(f'<text x="10" y="{y + 12}" fill="#1a1a1a">{escape(shown)}</text>')
        start, end = sorted((x(1), x(ratio)))
        fill = "#8a8f98" if against == "goal" else "#2f6db5"
        out.append(f'<rect x="{start:.1f}" y="{y + 2}" width="{max(end - start, 1):.1f}" height="13" fill="{fill}"/>')
        text = f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
        side, anchor = (end + 5, "start") if ratio >= 1 else (start - 5, "end")
        says = text if against == "goal" else f"{against} {text}"
        out.append(f'<text x="{side:.1f}" y="{y + 13}" text-anchor="{anchor}" fill="#444444">{escape(says)}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    if sys.argv[1:] == ["--check"]:
        if not PICTURE.exists() or PICTURE.read_text() != picture():
            sys.exit(f"{PICTURE.name} is not the table of {PAGE.name}: run tests/benchmarks/ratios.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        PICTURE.write_text(picture())


if __name__ == "__main__":
    main()
