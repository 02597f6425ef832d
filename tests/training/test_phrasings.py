"""The further phrase rules of the generator, and the manners of people in a hurry."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from gift4code_training.bundled import manners, phrases, phrasings
from gift4code_training.bundled.phrasings import PhrasingError

from gift4code_ext.operations import by_name

_RULES = [
    (operation, kind, rule)
    for operation, held in phrasings.every().items()
    for kind in ("nouns", "verbs", "clauses")
    for rule in getattr(held, kind)
]


def test_there_are_further_rules_for_most_operations() -> None:
    assert len(phrasings.every()) > 0.7 * len(by_name)
    assert phrasings.phrasings("no operation").nouns == ()


@pytest.mark.parametrize("operation", sorted(phrasings.every()))
def test_rules_say_what_the_operation_can_be_told(operation: str) -> None:
    arguments = by_name[operation].arguments
    for _, kind, rule in (each for each in _RULES if each[0] == operation):
        said = set(re.findall(r"\{(\w+)\}", rule))
        assert said <= set(arguments), rule
        assert kind != "clauses" or by_name[operation].clauses, f"{rule}: only operations with clauses get more"
        assert phrases.expand(rule, random.Random(1))


def test_no_rule_is_there_twice() -> None:
    for operation, kind, rule in _RULES:
        assert rule not in getattr(by_name[operation], kind)
    assert len(set(_RULES)) == len(_RULES)


def test_a_line_that_is_no_rule_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.txt").write_text("head\nnoun the first {n}\nadverb quickly\n")
    monkeypatch.setattr(phrasings, "_FOLDER", tmp_path)

    with pytest.raises(PhrasingError, match=r"odd\.txt:3"):
        list(phrasings._lines())


def test_haste_leaves_what_stands_for_labels_and_values() -> None:
    rule = "the number of {target} per {key} and the average of {and}, where {column} is {value}"
    said = {manners.hasty(rule, random.Random(seed)) for seed in range(200)}

    assert len(said) > 20
    assert rule in said
    assert all(set(re.findall(r"\{\w+\}", each)) == set(re.findall(r"\{\w+\}", rule)) for each in said)
    assert any("&" in each for each in said)
    assert any(each.startswith("number") for each in said)


def test_haste_never_leaves_nothing() -> None:
    assert all(manners.hasty("all of it", random.Random(seed)) for seed in range(100))


def test_a_word_more_stands_before_or_after() -> None:
    said = {manners.framed("head 5", random.Random(seed)) for seed in range(300)}

    assert all("head 5" in each for each in said)
    assert {each.startswith("head 5") for each in said} == {True, False}
    assert any(each != "head 5" and each.startswith("head 5") for each in said)
