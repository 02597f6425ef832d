"""Several conditions: what they are drawn from, how they print, and how people say them."""

from __future__ import annotations

import random

from gift4code_training.bundled.phrases import say
from operations.tables import orders

from gift4code_ext.operations import by_name
from gift4code_ext.operations.domains import domain, profile
from gift4code_ext.operations.model import ConditionsArg

DEAR = ("price", ">", 10)
WEB = ("channel", "==", "web")


def test_they_are_on_different_columns_and_always_the_same_ones() -> None:
    over = profile(orders())
    found = domain(ConditionsArg(), over, {})
    assert found == domain(ConditionsArg(), over, {})
    assert {len(group) for group in found} == {2, 3}
    assert all(len({column for column, _, _ in group}) == len(group) for group in found)


def test_what_holds_too_is_on_another_column() -> None:
    found = domain(ConditionsArg(1, 1, beside="either"), profile(orders()), {"either": [DEAR, WEB]})
    assert found
    assert {"price", "channel"}.isdisjoint({column for ((column, _, _),) in found})


def test_they_print_as_one_filter() -> None:
    bound = {"conditions": [DEAR, WEB]}
    assert by_name["filter_all_of"].print(bound, "df") == "df[(df['price'] > 10) & (df['channel'] == 'web')]"
    assert by_name["filter_any_of"].print(bound, "df") == "df[(df['price'] > 10) | (df['channel'] == 'web')]"
    both = {"either": [DEAR, WEB], "also": [("cost", "<=", 5)]}
    printed = "df[((df['price'] > 10) | (df['channel'] == 'web')) & (df['cost'] <= 5)]"
    assert by_name["filter_either_and"].print(both, "df") == printed


def test_people_join_them_by_their_word() -> None:
    said = [say(ConditionsArg(word="or"), [DEAR, WEB], random.Random(seed), {}, vague=False) for seed in range(20)]
    assert all(" or " in words and " and " not in words for words in said)
    assert all("10" in words and "web" in words.lower() for words in said)
