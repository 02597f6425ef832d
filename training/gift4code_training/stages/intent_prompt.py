"""The few-shot prompt for tasks about a table, and the tasks in an answer.

After arXiv 2402.08073: three lines of the table, then a numbered list of tasks that build on one another. The exemplar
and the words are ours. A topic and a manner are drawn for each context, so that the lists differ.
"""

from __future__ import annotations

import random
import re

from gift4code_ext.generation.prompt import Prompt

_PREVIEW = """\
dive_id,site,diver,depth_m,minutes,water_c,dived_on
D-104,North Wall,Marta,31.5,42,14.0,2023-05-06
D-105,Old Pier,Jonas,8.2,61,17.5,2023-05-06"""
_TASKS = (
    "How many dives are in the log?",
    "Which sites were visited, and how often was each of them?",
    "Show the ten deepest dives with their diver and site.",
    "For every diver, find the total minutes under water.",
    "Of these divers keep only those with more than 300 minutes, longest first.",
    "Add a column 'zone' that is 'shallow' up to 10 m, 'middle' up to 25 m and 'deep' below that.",
    "For each zone, what are the average water temperature and the number of dives?",
    "Count the dives of every month as a table with one column per zone.",
    "Which months have no deep dive at all?",
    "What share of each site's dives is deep, rounded to two decimals?",
)
_INTRODUCTION = (
    "Below is a numbered list of tasks for somebody who explores and reshapes this table with pandas. Later tasks may "
    "build on earlier ones."
)
_TOPICS = (
    "counting and distinct values", "filtering by several conditions", "totals and averages of groups",
    "the largest and smallest rows", "new columns computed from others", "values sorted into ranges",
    "dates, months and weekdays", "missing values", "text inside cells", "shares and percentages",
    "ranks within groups", "running totals and changes from row to row", "wide and long tables",
    "comparisons between groups", "duplicates and odd values", "joining a summary back to the rows",
)  # fmt: skip
_MANNERS = (
    "as short commands", "as full questions", "in the words of somebody who knows the subject but no programming",
    "precisely, with the names and the order of the columns of each result", "casually, as in a chat",
    "as an analyst writes to a colleague",
)  # fmt: skip
_ITEM = re.compile(r"^[\s>*#_-]*(?:task\s*)?#?(\d{1,3})\s*[*_]*\s*[.:)\]–-]+[\s*_]*(\S.*?)[\s*_]*$", re.IGNORECASE)


def build(preview: str, description: str, count: int, rng: random.Random, *, chat: bool) -> Prompt:
    """The prompt for ``count`` tasks about the table of a preview."""
    topics, manner = rng.sample(_TOPICS, 2), rng.choice(_MANNERS)
    wish = f"Write {count} tasks. Some are about {topics[0]} and some about {topics[1]}; word them {manner}."
    shown = f"{description}\n\n{preview}" if description else preview
    example = "\n".join(f"Task {number}: {text}" for number, text in enumerate(_TASKS, start=1))
    if chat:
        rules = (
            "You invent tasks for data analysis. The answer is a numbered list and nothing else: one line a task, each "
            "line 'Task NUMBER: TEXT'. Every task can be solved from the table alone and has a value or a table as its "
            "result, no plot."
        )
        messages = (
            ("system", rules),
            ("user", f"A log of dives.\n\n{_PREVIEW}\n\n{_INTRODUCTION}\nWrite {len(_TASKS)} tasks."),
            ("assistant", example),
            ("user", f"{shown}\n\n{_INTRODUCTION}\n{wish}"),
        )
        return Prompt("chat/1", "\n\n".join(content for _, content in messages), (), messages)
    text = (
        f"Table:\nA log of dives.\n\n{_PREVIEW}\n\n{_INTRODUCTION}\n\n{example}\n\n\n"
        f"Table:\n{shown}\n\n{_INTRODUCTION}\n{wish}\n\nTask 1:"
    )
    return Prompt("gift4code/1", text, ("\n\n\n", "\nTable:", f"\nTask {count + 1}:"))


def tasks_in(answer: str, *, chat: bool) -> list[str]:
    """The texts of the first numbered list in an answer, in its order; empty where it has none.

    Lines between two numbers belong to the task before them up to the first empty line.
    """
    found: list[str] = []
    goes_on = False
    for line in (answer if chat else f"Task 1:{answer}").splitlines():
        item = _ITEM.match(line)
        if item is not None and int(item[1]) == len(found) + 1:
            found.append(item[2])
            goes_on = True
        elif item is not None and found:
            break  # another list, or one that lost count
        elif goes_on and line.strip():
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            goes_on = False
    return [" ".join(text.split()) for text in found]
