"""What a request names, and whether a cell makes use of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from gift4code_ext.generation.asked import Asked, in_order, unsettling
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

TRIPS = pd.DataFrame(
    {
        "port": ["Bergen", "Lima", "Bergen", "Cork"],
        "ship": ["Aurora", "North Star", "Aurora", "Cetus"],
        "nights": [3, 8, 5, 2],
        "price": [210.0, 640.0, 390.0, 150.0],
        "left": pd.to_datetime(["2024-03-01", "2024-03-09", "2024-04-02", "2024-05-20"]),
    }
)


def _asked(intent: str, output: Output | None = None) -> Asked:
    wanted = output or Output()
    frames = {"trips": TRIPS}
    inputs = tuple(read(value, name) for name, value in frames.items())
    return Asked.of(Spec(intent, inputs, wanted, "", facts(wanted, frames)), wanted)


@pytest.mark.parametrize(
    ("intent", "code", "left_out"),
    [
        ("trips from Bergen above 300", "trips[trips['port'] == 'Bergen']", ["300"]),
        ("trips from Bergen above 300", "trips[trips['price'] > 300]", ["Bergen"]),
        ("trips from bergen above 300", "trips[(trips.port == 'Bergen') & (trips.price > 300)]", []),
        ("more than 4 nights", "trips[trips['nights'] >= 5]", []),
        ("more than 4 nights", "trips[trips['nights'] < 4]", ["more than 4"]),
        ("all but those of more than 4 nights", "trips[trips['nights'] <= 4]", []),
        ("more than 4 nights", "trips.assign(x=trips['nights'].rolling(5).mean())", ["4"]),
        ("top 10% by price", "trips[trips['price'] >= trips['price'].quantile(0.9)]", []),
        ("since 2024-04", "trips[trips['left'] >= '2024-04-01']", []),
        ("since 2024-04-01", "trips[trips['left'] >= pd.Timestamp(2024, 4, 1)]", []),
        ("since 2024-04-01", "trips[trips['left'].dt.year == 2024]", ["2024-04-01"]),
        ("the first 3 columns", "trips[['port', 'ship', 'nights']]", []),
        ("ships like North", "trips[trips['nights'] > 1]", ["North"]),
        ("ships like North", "trips[trips['ship'].str.contains('North')]", []),
        ("drop trips without a ship", "trips", ["drop trips without a ship"]),
        ("drop trips without a ship", "trips.copy()", ["drop trips without a ship"]),
        ("drop trips without a ship", "trips.dropna(subset=['ship'])", []),
        ("trips sorted by price", "trips[['port', 'price']]", ["sorted"]),
        ("nights per port, highest first", "trips.groupby('port')['nights'].sum().sort_values()", ["highest first"]),
        ("mean price per port", "trips.groupby('port')['price'].sum()", ["mean"]),
        ("weighted mean of price by nights", "(trips.price * trips.nights).sum() / trips.nights.sum()", []),
        ("a column containing max of the price", "trips.assign(top=trips['price'].max())", []),
        ("mean price per port", "trips.groupby('port').agg(price=('price', 'mean'))", []),
    ],
)
def test_literals_orders_and_statistics_that_a_cell_does_nothing_with(
    intent: str, code: str, left_out: Sequence[str]
) -> None:
    assert list(unsettling(_asked(intent).left_out(f"result = {code}"))) == left_out


def test_labels_and_new_cells_that_the_output_shows_need_not_be_written() -> None:
    shown = TRIPS.assign(band=[1, 2, 2, 1])
    asked = _asked("bands 1 and 2 by price, Bergen included", Output(example=shown))
    left_out = asked.left_out("result = trips.assign(band=pd.qcut(trips['price'], q=2, labels=False) + 1)")
    assert unsettling(left_out) == ("Bergen",)


def test_a_column_or_literal_nobody_asked_for_speaks_against_a_cell() -> None:
    asked = _asked("duplicates of the ship")
    codes = ["trips.duplicated('ship')", "trips.duplicated('port')", "trips[trips['nights'] > 7].duplicated('port')"]
    assert [asked.against(f"result = {code}") for code in codes] == pytest.approx([0.0, 0.65, 1.35])


def test_columns_that_an_output_picks_are_asked_for() -> None:
    assert _asked("dear trips", Output(columns=("port", "price"))).others == {"ship", "nights", "left"}
    assert _asked("dear trips", Output(columns=tuple(TRIPS.columns))).others == set(TRIPS.columns)


def test_without_words_nothing_is_asked_and_everything_may_be_wanted() -> None:
    asked = _asked("")
    assert asked.named == ()
    assert asked.against("result = trips[trips['nights'] > 7]") == 0.0


def test_what_is_named_reaches_the_process_that_searches() -> None:
    hints = Hints("trips from Bergen", asked=_asked("trips from Bergen of more than 4 nights, longest first"))
    assert Hints.from_json(hints.to_json()).asked.named == hints.asked.named


_FALLING = [{"port": "Lima", "nights": 8}, {"port": "Bergen", "nights": 5}]


@pytest.mark.parametrize(
    ("intent", "output", "ordered"),
    [
        ("nights per port, highest first", Output(example=_FALLING, partial=True), True),
        ("nights per port", Output(example=_FALLING, partial=True), None),
        ("nights per port, highest first", Output(example=_FALLING, partial="head"), None),
        ("nights per port, highest first", Output(example=_FALLING, ordered=False), False),
        ("nights per port, highest first", Output(example=_FALLING[:1], partial=True), None),
        ("nights per port, highest first", Output(columns=["port", "nights"]), None),
        ("the highest first", Output(example=8), None),
    ],
)
def test_words_that_ask_for_an_order_give_the_rows_shown_theirs(
    intent: str, output: Output, ordered: bool | None
) -> None:
    assert in_order(intent, output) == replace(output, ordered=ordered)
