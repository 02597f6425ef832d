"""Figures as SVG that stands in a page: text stays text, and colours are the page's, so that both themes fit.

Matplotlib knows no CSS variables: it draws in colours that stand for them, which are replaced in what it wrote.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from gift4code_training.evaluation.metrics.intervals import Estimate
from gift4code_training.evaluation.metrics.taxonomy import Outcome, count
from gift4code_training.evaluation.report.content import Measures
from gift4code_training.evaluation.report.runs import Loaded

_INK, _FAINT, _ON = "#0a0a01", "#0a0a02", "#0a0a03"
_SERIES = tuple(f"#0a0b{j:02x}" for j in range(6))
_OUTCOMES = tuple(f"#0a0c{j:02x}" for j in range(9))
_VARIABLES = (
    {_INK: "--ink", _FAINT: "--line", _ON: "--on-outcome"}
    | {colour: f"--series-{j}" for j, colour in enumerate(_SERIES)}
    | {colour: f"--outcome-{j}" for j, colour in enumerate(_OUTCOMES)}
)
_SEGMENTS = (
    "correct",
    "wrong values or form",
    "wrong shape or labels",
    "wrong type or nothing",
    "missing column or name",
    "other exception",
    "no valid Python",
    "stopped",
    "no answer",
)
_WIDTH = 9.0
_STYLE: Any = {
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",  # measured with; the page's own is shown
    "font.size": 10,
    "text.parse_math": False,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _FAINT,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "grid.color": _FAINT,
    "grid.linewidth": 0.6,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "figure.facecolor": "none",
}


@dataclass(frozen=True)
class Plot:
    """A figure: ``svg`` is markup, ``told`` says in words what it shows."""

    caption: str
    told: str
    svg: str


def plots(runs: Sequence[Loaded], measured: Sequence[Measures], name: str) -> tuple[Plot, ...]:
    """The figures of one suite; ``name`` tells their ids from those of others on the page."""
    drawn = [_passing(runs, measured, f"{name}-passing"), _outcomes(runs, f"{name}-outcomes")]
    if any(row.seconds > 0 for run in runs for row in run.rows):
        drawn.append(_seconds(runs, f"{name}-seconds"))
    return tuple(drawn)


def _passing(runs: Sequence[Loaded], measured: Sequence[Measures], name: str) -> Plot:
    caption = "pass@k by specification kind, with 95 % intervals"
    told = "The numbers are in the tables of rates."
    if all(run.run.n == 1 for run in runs):
        return Plot("pass@1 by specification kind, with 95 % intervals", told, _dots(runs, measured, name))
    across = min(3, len(runs))
    down = -(-len(runs) // across)
    kinds = list(dict.fromkeys(kind for run in runs for kind in run.scores))
    with _figure(name, _WIDTH, 0.5 + 2.9 * down) as (figure, out):
        grid = figure.subplots(down, across, sharey=True, squeeze=False)
        for axes, run, found in zip(grid.flat, runs, measured, strict=False):
            _curves(axes, run, found, kinds)
        for axes in list(grid.flat)[len(runs) :]:
            axes.remove()
        for axes in grid[:, 0]:
            axes.set_ylabel("problems solved, %")
        marks = [Line2D([], [], color=_SERIES[j % 6], marker="o", label=kind) for j, kind in enumerate(kinds)]
        figure.legend(handles=marks, loc="outside upper right", ncols=len(kinds))
    return Plot(caption, told, out[0])


def _curves(axes: Axes, run: Loaded, found: Measures, kinds: Sequence[str]) -> None:
    for j, kind in enumerate(kinds):
        points = [
            (place + 0.09 * (j - (len(kinds) - 1) / 2), found[kind][f"pass@{k}"])
            for place, k in enumerate(run.run.k)
            if f"pass@{k}" in found.get(kind, {})
        ]
        _errors(axes, [x for x, _ in points], [each for _, each in points], _SERIES[j % 6], line=True)
    axes.set_xticks(range(len(run.run.k)), [f"k = {k}" if k == run.run.k[0] else str(k) for k in run.run.k])
    axes.set_xlim(-0.4, len(run.run.k) - 0.6)
    axes.set_ylim(-2, 102)
    axes.grid(axis="x", visible=False)
    axes.set_title(_cut(run.label, 34))


def _errors(axes: Axes, x: Sequence[float], found: Sequence[Estimate], colour: str, *, line: bool) -> None:
    values = 100 * np.array([each.value for each in found])
    around = 100 * np.array([[each.value - each.low, each.high - each.value] for each in found]).reshape(-1, 2).T
    axes.errorbar(
        x,
        values,
        yerr=np.nan_to_num(np.maximum(around, 0)),
        color=colour,
        marker="o",
        markersize=5,
        linewidth=1.6 if line else 0,
        elinewidth=1.6,
    )


def _dots(runs: Sequence[Loaded], measured: Sequence[Measures], name: str) -> str:
    kinds = list(dict.fromkeys(kind for run in runs for kind in run.scores))
    with _figure(name, _WIDTH, 3.2 + 0.22 * len(runs)) as (figure, out):
        axes = figure.subplots()
        for j, found in enumerate(measured):
            shift = min(0.12, 0.7 / len(runs)) * (j - (len(runs) - 1) / 2)
            points = [
                (i + shift, found[kind]["pass@1"]) for i, kind in enumerate(kinds) if "pass@1" in found.get(kind, {})
            ]
            _errors(axes, [x for x, _ in points], [each for _, each in points], _SERIES[j % 6], line=False)
        axes.set_xticks(range(len(kinds)), kinds)
        axes.set_xlim(-0.5, len(kinds) - 0.5)
        axes.set_ylim(-2, 102)
        axes.grid(axis="x", visible=False)
        axes.set_ylabel("problems solved, %")
        marks = [
            Line2D([], [], color=_SERIES[j % 6], marker="o", linewidth=0, label=_cut(run.label, 60).lstrip("_"))
            for j, run in enumerate(runs)
        ]
        figure.legend(handles=marks, loc="outside upper left")
    return out[0]


def _outcomes(runs: Sequence[Loaded], name: str) -> Plot:
    bars = _bars(runs)
    with _figure(name, _WIDTH, 1.3 + 0.34 * len(bars)) as (figure, out):
        axes = figure.subplots()
        for place, (run, kind) in enumerate(bars):
            shares = _segments(run, kind)
            start = 0.0
            for j, share in enumerate(shares):
                axes.barh(place, share, left=start, color=_OUTCOMES[j], height=0.72, linewidth=0)
                if share >= 6:
                    axes.text(start + share / 2, place, f"{share:.0f}", ha="center", va="center", color=_ON, size=9)
                start += share
        _rows(axes, bars)
        axes.set_xlim(0, 100)
        axes.set_xlabel("scored answers, %")
        axes.grid(visible=False)
        patches = [Patch(color=colour, label=label) for colour, label in zip(_OUTCOMES, _SEGMENTS, strict=True)]
        figure.legend(
            handles=patches, loc="outside upper left", ncols=5, fontsize=9, handlelength=1.2, columnspacing=1.2
        )
    told = "The numbers are in the tables of what the answers came to; harness errors are left out."
    return Plot("What the answers came to", told, out[0])


def _segments(run: Loaded, kind: str) -> list[float]:
    shares = [0] * len(_SEGMENTS)
    for each, times in count(row for row in run.rows if row.kind == kind and row.scored).items():
        shares[_SEGMENTS.index(_segment(each))] += times
    total = sum(shares)
    return [100 * each / total if total else 0.0 for each in shares]


def _segment(each: Outcome) -> str:
    match each.group, each.name:
        case "wrong", ("wrong shape" | "wrong labels"):
            return "wrong shape or labels"
        case "wrong", ("wrong type" | "wrong dtype" | "nothing to compare"):
            return "wrong type or nothing"
        case "error", ("missing column or key" | "missing name" | "missing attribute"):
            return "missing column or name"
        case "error", "no valid Python":
            return "no valid Python"
        case "error", _:
            return "other exception"
        case "wrong", _:
            return "wrong values or form"
        case group, _:
            return group


def _seconds(runs: Sequence[Loaded], name: str) -> Plot:
    bars = _bars(runs)
    with _figure(name, _WIDTH, 0.9 + 0.34 * len(bars)) as (figure, out):
        axes = figure.subplots()
        for place, (run, kind) in enumerate(bars):
            took = [row.seconds for row in run.rows if row.kind == kind and row.scored and row.seconds > 0]
            if not took:
                continue
            least, low, middle, high, late = np.quantile(took, [0.05, 0.25, 0.5, 0.75, 0.95])
            axes.plot([least, late], [place, place], color=_SERIES[0], linewidth=1.5)
            axes.plot([low, high], [place, place], color=_SERIES[0], linewidth=6)
            axes.plot([middle], [place], color=_INK, marker="|", markersize=12, markeredgewidth=2)
        _rows(axes, bars)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xlabel("seconds (logarithmic)")
        axes.grid(axis="y", visible=False)
    told = "Thin line: 5th to 95th percentile; thick: the middle half; stroke: median."
    return Plot("Seconds that answers ran", told, out[0])


def _bars(runs: Sequence[Loaded]) -> list[tuple[Loaded, str]]:
    return [(run, kind) for run in runs for kind in run.scores]


def _rows(axes: Axes, bars: Sequence[tuple[Loaded, str]]) -> None:
    one = len({run.label for run, _ in bars}) == 1
    axes.set_yticks(range(len(bars)), [kind if one else f"{_cut(run.label, 34)}, {kind}" for run, kind in bars])
    axes.set_ylim(len(bars) - 0.4, -0.6)


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


@contextmanager
def _figure(name: str, width: float, height: float) -> Iterator[tuple[Figure, list[str]]]:
    """A figure to draw on, and a list that holds its markup afterwards."""
    out: list[str] = []
    with matplotlib.rc_context(_STYLE), warnings.catch_warnings():
        matplotlib.rcParams["svg.hashsalt"] = name
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)  # the browser has it
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, out
        text = io.StringIO()
        figure.savefig(
            text, format="svg", transparent=True, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    out.append(_inline(text.getvalue(), name))


def _inline(svg: str, name: str) -> str:
    """Matplotlib's SVG file as an element of the page."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)  # would hold for the whole page
    svg = re.sub(r' (?:width|height)="[^"]*pt"', "", svg, count=2)  # the page decides
    svg = re.sub(r'\bid="', f'id="{name}-', svg).replace('href="#', f'href="#{name}-').replace("url(#", f"url(#{name}-")
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    return svg
