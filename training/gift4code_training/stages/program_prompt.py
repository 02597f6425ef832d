"""The few-shot prompt for a program that does a task, with demonstrations.

The shape is a notebook's: the cell that loads the table with its schema comment, the tasks before this one, the task.
The demonstrations are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gift4code_ext.generation.prompt import Prompt
from gift4code_ext.generation.text_prompt import CELL, STOP

_RULES = (
    "You write pandas code for a notebook. The first cell has been run: use its variables as they are and load nothing "
    "again. Answer with one Python code block that does the last task and puts its result into a variable; no plot, no "
    "print."
)


@dataclass(frozen=True)
class Asked:
    """What the model is to write a program for: the context's cell and schema, earlier tasks, the task itself."""

    cell: str
    schema: str
    description: str
    earlier: Sequence[str]
    task: str


_DIVES = (
    'import pandas as pd\n\ndives = pd.read_csv("dives.csv")',
    (
        "# Columns of dives, each with a value from it:\n"
        "# site (North Wall), diver (Marta), depth_m (31.5), minutes (42), dived_on (2023-05-06)"
    ),
    "A log of dives.",
)
_PARCELS = (
    'import pandas as pd\n\nparcels = pd.read_csv("parcels.csv")\ndepots = pd.read_csv("depots.csv")',
    (
        "# Columns of parcels, each with a value from it:\n# depot (KLN), weight_kg (2.4), express (True)\n"
        "# Columns of depots, each with a value from it:\n# code (KLN), town (Kolin), opened (2011)"
    ),
    "",
)
_SHOTS = (
    (
        Asked(*_DIVES, (), "For every diver, find the total minutes under water, longest first."),
        "total = dives.groupby('diver')['minutes'].sum().sort_values(ascending=False)",
    ),
    (
        Asked(
            *_DIVES,
            ("For every diver, find the total minutes under water, longest first.",),
            "Add a column 'zone' that is 'shallow' up to 10 m and 'deep' below that, and count the dives of each zone "
            "by month.",
        ),
        (
            "dives['zone'] = pd.cut(dives['depth_m'], [0, 10, float('inf')], labels=['shallow', 'deep'])\n"
            "month = pd.to_datetime(dives['dived_on']).dt.to_period('M').rename('month')\n"
            "counts = pd.crosstab(month, dives['zone'])"
        ),
    ),
    (
        Asked(*_PARCELS, (), "Which towns send more than half of their parcels by express?"),
        (
            "both = parcels.merge(depots, left_on='depot', right_on='code')\n"
            "share = both.groupby('town')['express'].mean()\n"
            "towns = share[share > 0.5].index.tolist()"
        ),
    ),
)


def build(asked: Asked, *, chat: bool) -> Prompt:
    """The prompt for one program."""
    if chat:
        messages = [("system", _RULES)]
        for shot, code in _SHOTS:
            messages += [("user", _question(shot)), ("assistant", f"```python\n{code}\n```")]
        messages.append(("user", _question(asked)))
        return Prompt("chat/1", "\n\n".join(content for _, content in messages), (), tuple(messages))
    cells = "".join(f"{_cells(shot)}{code}\n\n\n" for shot, code in _SHOTS)
    return Prompt("gift4code/1", f"{cells}{_cells(asked)}", STOP)


def _question(asked: Asked) -> str:
    parts = [asked.description, f"```python\n{asked.cell}\n{asked.schema}\n```"]
    if asked.earlier:
        parts.append("Tasks before this one, done elsewhere:\n" + "\n".join(f"- {text}" for text in asked.earlier))
    parts.append(f"Task: {asked.task}")
    return "\n\n".join(part for part in parts if part)


def _cells(asked: Asked) -> str:
    told = [f"Before, done elsewhere: {text}" for text in asked.earlier]
    if asked.description:
        told.insert(0, asked.description)
    told.append(f"Task: {asked.task}")
    words = "\n".join(f"# {line}" for line in told)
    return f"{CELL}\n{asked.cell}\n{asked.schema}\n\n{CELL}\n{words}\n"
