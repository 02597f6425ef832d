"""Words: how labels and requests are split, compared and judged before any of them is linked to a column."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache

_PIECES = re.compile(r"[A-Z]+(?![^\W\dA-Z_])|[A-Z]?[^\W\dA-Z_]+|\d+")

_WHOLE = {
    "qty": "quantity", "amt": "amount", "dept": "department", "addr": "address", "cust": "customer", "emp": "employee",
    "yr": "year", "yrs": "year", "pct": "percent", "tel": "phone", "ctry": "country", "mgr": "manager",
    "acct": "account",
}  # fmt: skip


def word_set(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


UNITS = word_set(
    "usd eur gbp inr jpy cny chf dollar dollars euro euros kg g mg lb lbs oz km m cm mm mi mile miles ft inch "
    "inches sec secs seconds s ms min mins minutes hr hrs hours pct percent mph kmh kwh mb gb kb c f"
)

OPERATIONS = word_set(
    "average averages avg mean means sum sums count counts max maximum min minimum median mode std var first last "
    "top bottom sort sorted order ordered group grouped filter drop remove keep show list get find give compute "
    "calculate create add make join merge combine concat left right inner outer index column columns row rows "
    "table frame dataframe series unique distinct duplicate duplicates missing null nulls nan empty highest "
    "lowest largest smallest biggest greatest most least fewest ascending descending asc desc head tail sample "
    "round fill replace rename convert pivot melt transpose reset set rolling cumulative running rank ranked "
    "difference diff change shift between above below over under more less greater than equal equals contains "
    "starts ends number many much how which what where when each every all any per by for with without result "
    "results output new field fields value_counts select return extract split explode describe summarise "
    "summarize aggregate total totals share ratio proportion percentage percent frequency record records entry "
    "entries data values"
)
"""Words for operations, parts of a table and questions; a column of such a name needs a telling position."""

NOUNS = word_set(
    "date dates time times year years month months day days week weeks quarter hour hours minute minutes second "
    "seconds name names value type types kind id ids number numbers key keys group size length string "
    "text word words bool start end "
)
"""Everyday nouns that are columns as often as not; linked when the position suggests one."""

STOP = word_set(
    "a an the of in on at to from into and or not no is are was were be been has have had do does did it its this "
    "that these those there then as so if but than such only also just same other another one ones who whose whom "
    "i me my we our you your they their them he she his her us please want need like can could should would will "
    "may might up down out off via both either neither own very too yes ok"
)

_BEFORE = word_set(
    "by per each every of column columns field and or on where with than average avg mean sum median max min "
    "maximum minimum highest lowest largest smallest latest earliest distinct unique from the whose having sort "
    "group total oldest newest missing their its into parse"
)
_AFTER = word_set(
    "column columns field is are was equals above below after before between contains starts ends over under"
)
_BEFORE_OPERATION = frozenset(("by", "per", "column", "of", "each", "field"))
_NOT_AFTER_OPERATION = word_set("of the number by rows records entries")


@lru_cache(maxsize=1 << 16)
def subwords(text: str) -> tuple[str, ...]:
    """Lower-case parts of a label, split at punctuation, digits and camel case: ``unitPrice ($)`` is unit, price."""
    return tuple(piece.lower() for piece in _PIECES.findall(text.replace("&", " and ")))


def label_words(label: Hashable) -> tuple[str, ...]:
    """Sub-words of any label; a tuple's parts one after the other, other objects by their text."""
    if isinstance(label, str):
        return subwords(label)
    if isinstance(label, tuple):
        return tuple(word for part in label for word in label_words(part))
    return subwords(str(label))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its plural ending, common column abbreviations spelled out."""
    if word in _WHOLE:
        return _WHOLE[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def key(words: tuple[str, ...]) -> str:
    """What two spellings of the same label share, however they are cut into words."""
    return "".join(map(stem, words))


@lru_cache(maxsize=1 << 15)
def deletions(word: str) -> frozenset[str]:
    """The word and all that one deleted letter leaves of it; words one edit apart share a member."""
    return frozenset([word, *(word[:i] + word[i + 1 :] for i in range(len(word)))])


def one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns ``a`` into ``b``."""
    if a == b or abs(len(a) - len(b)) > 1:
        return a == b
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


def reads_as_column(word: str, before: str, after: str) -> bool:
    """Whether a single word, between its neighbours (lower case, ``""`` at the ends), can be read as a column.

    Words outside the lists above are always fine; operation words need a position in which only a column makes sense.
    """
    if word in ("a", "i"):
        return before in _BEFORE_OPERATION and (
            not after or after in _AFTER - {"column", "columns"} or after in ("and", "by", "per")
        )
    if word in OPERATIONS:
        return after in ("column", "field") or (before in _BEFORE_OPERATION and after not in _NOT_AFTER_OPERATION)
    if word in NOUNS:
        return before in _BEFORE or after in _AFTER or after in ("<", ">", "=", "!")
    return word not in STOP
