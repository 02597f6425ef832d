"""Counts of what the corpus holds, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gift4code_training.corpus.check import Checked
from gift4code_training.corpus.executing import used_frames
from gift4code_training.corpus.model import Schema
from gift4code_training.corpus.packing import split
from gift4code_training.corpus.syntax import statements


def table(tasks: Sequence[Checked], *, most: int = 40) -> str:
    """What the tasks are, one block a feature; blocks of many kinds show the ``most`` frequent."""
    total = (
        f"{len(tasks)} tasks, {len({each.task.domain for each in tasks})} domains, "
        f"{len({(each.task.domain, each.task.schema.name) for each in tasks})} schemas, "
        f"{sum(len(schema.tables) for schema in _schemas(tasks))} tables, "
        f"{len({each.sketch for each in tasks})} sketches"
    )
    blocks = [
        total,
        _block("domain", (each.task.domain for each in tasks), 400),
        _block("author", (each.task.author for each in tasks), 100),
        _block("voice", (voice for each in tasks for voice in each.task.voices), most),
        _block("language", (each.task.language for each in tasks), most),
        _block("family", (family for each in tasks for family in each.families), 100),
        _block("kind of value", (each.kind for each in tasks), most),
        _block("statements", (str(len(statements(each.task.program))) for each in tasks), most),
        _block("tables used", (str(len(used_frames(each.task))) for each in tasks), most),
        _block("words", (_length(each.task.intent) for each in tasks), most),
        _block("words settle it", ("no" if each.task.vague else "yes" for each in tasks), most),
        _block("earlier cell", ("yes" if each.task.earlier else "no" for each in tasks), most),
        _block("loose mentions", (str(len(each.task.marks)) for each in tasks), most),
        _block("split", split(tasks), most),
        _block("sketch", (each.sketch.replace("\n", "; ") for each in tasks), 15),
    ]
    return "\n\n".join(blocks)


def _schemas(tasks: Sequence[Checked]) -> list[Schema]:
    return list({(each.task.domain, each.task.schema.name): each.task.schema for each in tasks}.values())


def _length(words: str) -> str:
    count = len(words.split()) if any(letter == " " for letter in words) else len(words)
    for limit in (3, 6, 10, 15, 25, 40):
        if count <= limit:
            return f"up to {limit}"
    return "more"


def _block(title: str, values: Iterable[str], most: int) -> str:
    counts = Counter(values)
    total = sum(counts.values())
    lines = [f"{title} ({len(counts)})"]
    lines += [f"  {count:>6} {100 * count / total:5.1f} %  {name}" for name, count in counts.most_common(most)]
    return "\n".join(lines)
