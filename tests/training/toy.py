"""Small records in the exact shape of ``slots/1``: enough tasks to learn from, no generator needed."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

_AGGREGATES = {"mean": ("average", "mean"), "sum": ("total", "sum of"), "max": ("highest", "largest")}
_WORDS = ("fare usd", "passenger class", "order id", "unit price", "city", "signup date", "weight kg", "state")
_KINDS = ("str few", "float", "int unique", "int", "str few null", "date sorted")


def record(rng: random.Random) -> dict[str, str]:
    """One random record: an aggregate by group, a filter, or a sort."""
    columns = [f"<c{number}>" for number in range(rng.randint(2, 6))]
    lines = ["<d0>", *(f"{column} {rng.choice(_KINDS)} | {rng.choice(_WORDS)}" for column in columns)]
    first, second = rng.sample(columns, 2)
    kind = rng.choice(("group", "filter", "sort"))
    if kind == "group":
        name, words = rng.choice(list(_AGGREGATES.items()))
        want, ask = (
            f"frame fewer per {first} : {first} asc unique same ; {second} float inside",
            f"{rng.choice(words)} {second} by {first}",
        )
        code = f"result = <d0>.groupby({first}, as_index=False)[{second}].{name}()"
    elif kind == "filter":
        lines.append("<v0> int")
        want, ask = "frame fewer", f"rows where {first} is {rng.choice(('above', 'over', 'more than'))} <v0>"
        code = f"result = <d0>[<d0>[{first}] > <v0>]"
    else:
        want, ask = f"frame same : {first} desc", f"sort by {first} descending, then the top of {second}"
        code = f"result = <d0>.sort_values({first}, ascending=False)\nresult = result[{second}].head()"
    asked = [f"<want> {want}"] * (rng.random() < 0.7) + [f"<ask> {ask}", "<code>", ""]
    return {"prompt": "\n".join(lines + asked), "completion": code}


def write(folder: Path, *, train: int, held_out: int = 20, seed: int = 0) -> Path:
    """A data folder with a ``train`` split in two shards and a held-out split ``rule``; returns the folder."""
    rng = random.Random(seed)
    for split, count in (("train/00000", train // 2), ("train/00001", train - train // 2), ("rule/00000", held_out)):
        path = folder / f"{split}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record(rng)) + "\n" for _ in range(count))
    return folder
