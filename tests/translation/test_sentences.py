"""Whatever the kernel side says to a person at the panel, a front end can say in their language."""

from __future__ import annotations

import pytest
from translation.spoken import PACKAGE, Spoken, is_known, phrases, spoken

from gift4code_ext.execution.confinement import audit
from gift4code_ext.spec.check import GRADES
from gift4code_ext.spec.inferring import summary

# Rooms and files whose texts come to no panel, by what they are.
_ELSEWHERE = {
    "what a model reads": "generation/feedback.py generation/text_prompt.py spec/render.py spec/rendered.py",
    "programs, and words looked for in requests": "execution/launch.py generation/asked.py generation/literals.py "
    "generation/positions.py generation/search/ generation/used.py operations/ spec/values/",
    "errors that repair looks at, and errors of training": "generation/repair/edit.py generation/repair/program.py "
    "generation/slot_encode.py",
    "what terminals and notebooks without the panel show": "cli.py doctor.py files.py report.py kernel/card.py "
    "kernel/line.py kernel/magics.py kernel/settings.py kernel/show.py host/__main__.py host/serve.py",
    "protections, which gift4code doctor reports": "execution/confinement/armour.py execution/confinement/landlock.py "
    "execution/confinement/seccomp.py execution/confinement/trial.py execution/limits.py",
    "what cells look like": "execution/inside/preview.py",
    "the help of an administrator's settings": "server/app.py",
}
_WHERE = tuple(place for places in _ELSEWHERE.values() for place in places.split())

# Single texts that no person reads at a panel: keys of values, code, patterns, and faults of our own programs; and one
# that the phrase for any step added holds.
_UNSHOWN = {
    "added sort_index",
    "module 'gift4code_ext' has no attribute",
    "; it was repaired: {edits}",
    r"\bas … \b",
    "<frozen",
    "no claim",
    "offset",
    "a value of type … is not JSON serializable",
    "there is no perturbed copy … : 1 has rows dropped, 2 has shuffled values",
    "is no function of this package: write 'gift4code_ext.module:function'",
    "no such status:",
    "malformed report:",
    "a file that is mapped cannot be removed there",
    "from gift4code_ext.execution.inside.worker import main",
    "; main( … , fork= … )",
    "the expected output",
    "Bearer",
    "(none named)",
    "Write the whole cell again.",
    "import pandas as pd",
    "import numpy as np",
    "unreachable: the last attempt returns or raises",
    "what gift4code sees of this kernel",
    "int | None",
    "period",
    "without a name",
    "dtypes given as a sequence needs columns of the same length",
    r"([0-9]+) rows (?:×|&times;|x) [0-9]+ columns",
    r"\[([0-9]+) rows x [0-9]+ columns\]",
    r"Empty DataFrame\nColumns: \[(.*)\]\nIndex: \[.*\]",
    "Categories (",
    "(not shown)",
    "cadence: steps a minute",
    "equal to",
}


@pytest.fixture(scope="module")
def known() -> tuple[str, ...]:
    return phrases()


def _is_shown(each: Spoken) -> bool:
    file = each.place.partition(":")[0].removeprefix("gift4code_ext/")
    return not file.startswith(_WHERE) and str(each) not in _UNSHOWN


def test_every_sentence_of_the_sources_is_a_phrase(known: tuple[str, ...]) -> None:
    unknown = [
        f"{each.place}: {each}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for each in spoken(path)
        if _is_shown(each) and not is_known(each, known)
    ]
    assert not unknown, "say these in labextension/src/sentences/phrases:\n" + "\n".join(unknown)


def test_what_is_said_elsewhere_is_still_there() -> None:
    texts = {str(each) for path in PACKAGE.rglob("*.py") for each in spoken(path)}
    assert texts >= _UNSHOWN
    for place in _WHERE:
        assert (PACKAGE / place).exists()


def test_words_of_tables_are_phrases(known: tuple[str, ...]) -> None:
    said = [*GRADES, *summary._FLAGS.values(), *summary._ROWS.values()]
    said += [f"{words} %1" for words in summary._RELATIONS.values()]
    said += audit._REFUSED.values()
    assert [words for words in said if words not in known] == []


def test_a_sentence_that_is_no_phrase_is_found() -> None:
    assert is_known(Spoken("", ("expected", ", got")), ("expected %1, got %2",))
    assert not is_known(Spoken("", ("expected", ", but got")), ("expected %1, got %2",))
