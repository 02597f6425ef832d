"""Everyday asks through the whole assistant, by specification kind.

``python -m gift4code_training.evaluation.asks tests/asks/everyday.jsonl``

Each ask is posed four times. *none*: the words alone. *type*: with type and columns of the expected value. *examples*:
with type, columns and the first three rows (all of a scalar): what a person types, never the whole answer. *summary*:
with type, columns, row count and a sentence computed from the value. An answer is correct if the **whole** expected
value comes out at tolerance grade 3 or better. Without a specification a new column's name is free: names that neither
the inputs nor the words hold are not compared.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from tqdm import tqdm

from gift4code_ext.assistant import Assistant
from gift4code_ext.execution.runner import Runner
from gift4code_ext.spec.infer import facts, summary_sentence, type_name
from gift4code_ext.spec.model import Output, SpecKind

_SHOWN_ROWS = 3


@dataclass(frozen=True)
class Ask:
    """One ask: its frames, the words, the reference cell and the value that must come out.

    ``ordered`` is False where the words leave the order of the rows open, else None: the checker decides.
    """

    id: str
    frames: Mapping[str, pd.DataFrame]
    intent: str
    reference: str
    value: Any
    ordered: bool | None = None


@dataclass(frozen=True)
class Result:
    """What one ask under one specification kind gave."""

    id: str
    kind: str
    executed: bool
    correct: bool
    verified: bool
    among: bool
    seconds: float
    code: str | None
    reason: str


def load(path: Path) -> list[Ask]:
    """Reads asks; tables are relative to the folder that holds ``notebooks/``, found upwards of the file."""
    root = next(parent for parent in path.resolve().parents if (parent / "notebooks").is_dir())
    asks = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        record = json.loads(line)
        frames = {name: pd.read_csv(root / table) for name, table in record["frames"].items()}
        asks.append(
            Ask(
                record["id"],
                frames,
                record["intent"],
                record["reference"],
                value_of(record["value"]),
                record.get("ordered"),
            )
        )
    return asks


def value_of(stored: Mapping[str, Any]) -> Any:
    match stored["type"]:
        case "pandas.DataFrame":
            frame = pd.DataFrame(stored["rows"], columns=stored["columns"])
            dtypes = dict(zip(stored["columns"], stored["dtypes"], strict=True))
            # pandas 2 would make the text "None" of a missing one
            return frame.astype({label: dtype for label, dtype in dtypes.items() if dtype != "str"})
        case "list":
            return stored["items"]
        case _:
            return stored["item"]


def output(ask: Ask, kind: SpecKind) -> Output:
    """The expected output as a person would state it under one specification kind."""
    value = ask.value
    table = isinstance(value, pd.DataFrame)
    stated = Output(type=type_name(value), columns=tuple(value.columns) if table else None)
    match kind:
        case SpecKind.NONE:
            return Output()
        case SpecKind.TYPE:
            return stated
        case SpecKind.EXAMPLES:
            if not table:
                return replace(stated, example=value)
            part: bool | Literal["head"] = "head" if ask.ordered is None else True
            return replace(stated, example=value.head(_SHOWN_ROWS), partial=part if len(value) > _SHOWN_ROWS else False)
        case SpecKind.SUMMARY:
            whole = facts(Output(example=value), dict(ask.frames))
            return replace(stated, rows=len(value) if table else None, summary=summary_sentence(whole))


def pose(assistant: Assistant, judge: Runner, ask: Ask, kind: SpecKind, *, n: int, seconds: float) -> Result:
    """Asks once; ``judge`` runs the answer, and every candidate, against the whole expected value."""
    start = time.monotonic()
    answer = assistant.ask(ask.intent, frames=dict(ask.frames), output=output(ask, kind), n=n, seconds=seconds)
    took = time.monotonic() - start
    codes = list(dict.fromkeys(([answer.code] if answer.code else []) + [each.code for each in answer.candidates]))
    tail = free_names(ask) if kind is SpecKind.NONE else ""
    whole = Output(example=ask.value, partial=False, ordered=ask.ordered)
    judge.load(dict(ask.frames))
    outcomes = dict(zip(codes, judge.run_many([code + tail for code in codes], whole), strict=True))
    right = {code for code, outcome in outcomes.items() if outcome.status == "ok"}
    return Result(
        id=ask.id,
        kind=kind.value,
        executed=answer.code is not None and outcomes[answer.code].status in ("ok", "wrong"),
        correct=answer.code in right,
        verified=answer.verified,
        among=bool(right),
        seconds=round(took, 3),
        code=answer.code,
        reason=answer.reason,
    )


def free_names(ask: Ask) -> str:
    """Lines after a cell that give its new columns the expected names where neither inputs nor words say them."""
    if not isinstance(ask.value, pd.DataFrame):
        return ""
    known = {label for frame in ask.frames.values() for label in frame.columns}
    free = [label for label in ask.value.columns if label not in known and str(label) not in ask.intent]
    fixed = [label for label in ask.value.columns if label not in free]
    return (
        f"\nif isinstance(result, pd.DataFrame):"
        f"\n    own = [label for label in result.columns if label not in {fixed!r}]"
        f"\n    if len(own) == {len(free)}:"
        f"\n        result = result.rename(columns=dict(zip(own, {free!r})))"
    )


def table(results: list[Result]) -> str:
    """The rates by specification kind, in per cent of the asks."""
    heads = ("asks", "executed", "correct", "any of n", "verified", "verified-but-wrong", "median s", "p95 s")
    lines = [f"{'kind':<9}" + "".join(f"{head:>{len(head) + 3}}" for head in heads)]
    for kind in SpecKind:
        rows = [each for each in results if each.kind == kind.value]
        if not rows:
            continue
        seconds = sorted(each.seconds for each in rows)
        cells = (
            str(len(rows)),
            *(_rate(rows, of) for of in ("executed", "correct", "among", "verified")),
            f"{100 * sum(each.verified and not each.correct for each in rows) / len(rows):.1f} %",
            f"{seconds[len(seconds) // 2]:.2f}",
            f"{seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]:.2f}",
        )
        lines.append(
            f"{kind.value:<9}" + "".join(f"{cell:>{len(head) + 3}}" for head, cell in zip(heads, cells, strict=True))
        )
    return "\n".join(lines)


def _rate(rows: list[Result], what: str) -> str:
    return f"{100 * sum(getattr(each, what) for each in rows) / len(rows):.1f} %"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m gift4code_training.evaluation.asks", description=__doc__.split("\n")[0]
    )
    parser.add_argument("asks", type=Path)
    parser.add_argument("--kind", action="append", choices=[kind.value for kind in SpecKind], help="only these kinds")
    parser.add_argument("--n", type=int, default=16, help="candidates an ask (default 16)")
    parser.add_argument("--seconds", type=float, default=10.0, help="time an ask may take (default 10)")
    parser.add_argument("--limit", type=int, help="only the first asks")
    parser.add_argument("--out", type=Path, help="write every result as JSONL")
    options = parser.parse_args(argv)
    asks = load(options.asks)[: options.limit]
    kinds = [SpecKind(kind) for kind in options.kind or [kind.value for kind in SpecKind]]
    results: list[Result] = []
    with Assistant() as assistant, Runner() as judge:
        for kind in kinds:
            for ask in tqdm(asks, desc=kind.value, unit="ask", file=sys.stderr):
                results.append(pose(assistant, judge, ask, kind, n=options.n, seconds=options.seconds))
    if options.out:
        options.out.write_text("".join(json.dumps(asdict(each)) + "\n" for each in results), encoding="utf-8")
    print(table(results))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
