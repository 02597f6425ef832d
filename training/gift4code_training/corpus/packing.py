"""The data set: the good tasks of the sources as one compressed JSONL file, made anew whenever it is needed."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gift4code_training.corpus.check import Checked
from gift4code_training.corpus.executing import used_frames
from gift4code_training.corpus.model import Task

_ONE_IN = 10
_RARE = 5


def pack(tasks: Sequence[Checked], path: Path) -> int:
    """Writes the tasks; the same tasks give the same bytes. Returns the file's size."""
    lines = [
        json.dumps(_record(each, part), ensure_ascii=False) for each, part in zip(tasks, split(tasks), strict=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), 9, mtime=0))
    return path.stat().st_size


def split(tasks: Sequence[Checked]) -> list[str]:
    """``train``, or what is held out: a ``domain``, a ``voice`` (an author) or a ``sketch``.

    One domain, one author and one rare sketch (at most five tasks) in ten, by the checksum of its name; so the choice
    does not change as the corpus grows.
    """
    return parts([(each.task, each.sketch) for each in tasks])


def parts(tasks: Sequence[tuple[Task, str]]) -> list[str]:
    """:func:`split` of tasks given with their sketches."""
    counts = Counter(sketch for _, sketch in tasks)
    found = []
    for task, sketch in tasks:
        if _held("domain " + task.domain):
            found.append("domain")
        elif _held("author " + task.author):
            found.append("voice")
        elif counts[sketch] <= _RARE and _held("sketch " + sketch):
            found.append("sketch")
        else:
            found.append("train")
    return found


def _held(name: str) -> bool:
    return zlib.crc32(name.encode("utf-8")) % _ONE_IN == 0


def task_id(task: Task) -> str:
    """Domain and a checksum of words and cells: stays as long as the task does."""
    return f"{task.domain}-{zlib.crc32(f'{task.intent}|{task.earlier}|{task.program}'.encode()):08x}"


def _record(each: Checked, part: str) -> dict[str, Any]:
    task = each.task
    used = used_frames(task)
    return {
        "id": task_id(task),
        "domain": task.domain,
        "schema": task.schema.name,
        "author": task.author,
        "voices": task.voices,
        "language": task.language,
        "tables": [asdict(table) for table in task.schema.tables if table.name in used],
        "earlier": task.earlier,
        "intent": task.intent,
        "mentions": [asdict(mention) for mention in each.mentions],
        "program": task.program,
        "output": task.output,
        "kind": each.kind,
        "families": each.families,
        "sketch": each.sketch,
        "vague": task.vague,
        "split": part,
    }
