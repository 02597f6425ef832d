"""Which words of a request become slots."""

from __future__ import annotations

import pytest

from gift4code_ext.generation.link import Linked, link
from gift4code_ext.generation.slots import Slots
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Variable


def _frame(name: str, *columns: Column, index: tuple[Column, ...] = ()) -> Variable:
    return Variable(name, "pandas.DataFrame", "frame", (100, len(columns)), columns, len(columns), index)


PEOPLE = _frame(
    "df",
    Column("PassengerId", "int64", "int", ("unique", "sorted")),
    Column("Survived", "int64", "int", ("few",)),
    Column("Pclass", "int64", "int", ("few",)),
    Column("Name", "object", "str", ("unique",)),
    Column("Sex", "object", "str", ("few",), ("male", "female")),
    Column("Age", "float64", "float", ("null",)),
    Column("Fare ($)", "float64", "float"),
    Column("Embarked", "object", "str", ("few",), ("S", "C", "Q")),
    Column("home_town", "object", "str", ("few",), ("London", "New York", "Paris", "St. John's")),
    Column("order_date", "datetime64[ns]", "date"),
)
ORDERS = _frame(
    "orders",
    Column("order_id", "int64", "int", ("unique",)),
    Column("unit_price", "float64", "float"),
    Column("qty", "int64", "int"),
    Column("count", "int64", "int"),
    Column("date", "datetime64[ns]", "date"),
    Column("total", "float64", "float"),
    Column("2020", "float64", "float"),
    Column("2021", "float64", "float"),
    index=(Column("day", "datetime64[ns]", "date"),),
)


def _said(intent: str, *inputs: Variable, output: Output | None = None, facts: Facts | None = None) -> str:
    """The request with each slot shown as what it stands for."""
    linked = link(intent, inputs, output or Output(), facts or Facts())
    text = linked.intent
    for slot in linked.slots:
        text = text.replace(slot.token, f"<{slot.value}>")
    return text


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("average fare by Pclass, highest first", "average <Fare ($)> by <Pclass>, highest first"),
        ("average Fare ($) by sex", "average <Fare ($)> by <Sex>"),
        ("averge fair by sexs", "averge fair by <Sex>"),
        ("the home towns, please", "the <home_town>, please"),
        ("passenger's age", "<PassengerId>'s <Age>"),
        ("mean of HOME TOWN", "mean of <home_town>"),
        ("group by embarkd", "group by <Embarked>"),
        ("sort by name then by date", "sort by <Name> then by <order_date>"),
        ("name of the oldest", "name of the oldest"),
        ("total fare per month", "total <Fare ($)> per month"),
        ("people older than 30", "people older than <30>"),
    ],
)
def test_columns(intent: str, said: str) -> None:
    assert _said(intent, PEOPLE) == said


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("count the orders", "count the <orders>"),
        ("sum of count per day", "sum of <count> per <day>"),
        ("count of orders by date", "count of <orders> by <date>"),
        ("sort by total descending", "sort by <total> descending"),
        ("total price", "total <unit_price>"),
        ("quantity times price", "<qty> times <unit_price>"),
        ("sum of 2020 and 2021", "sum of <2020> and <2021>"),
        ("the first date", "the first date"),
        ("@orders by the count column", "<orders> by the <count> column"),
    ],
)
def test_columns_named_like_operations(intent: str, said: str) -> None:
    assert _said(intent, ORDERS) == said


@pytest.mark.parametrize(
    ("intent", "value", "note"),
    [
        ("fare above 1,000", 1000, "int"),
        ("fare above $2.5k", 2500, "int"),
        ("fare above 2.5", 2.5, "float"),
        ("fare below -3", -3, "int"),
        ("top 10% by fare", 0.1, "percent"),
        ("the 90th percentile of fare", 0.9, "percent"),
        ("top five by fare", 5, "int"),
        ("3rd highest fare", 3, "int"),
        ("the second highest fare", 2, "int"),
        ("after 2024-01-05", "2024-01-05", "date"),
        ("after Jan 5, 2024", "2024-01-05", "date"),
        ("after 5th of January 2024", "2024-01-05", "date"),
        ("in January 2024", "2024-01", "month"),
        ("2024年3月的平均", "2024-03", "month"),
        ("2024年3月5日之后", "2024-03-05", "date"),
        ("2024年超过平均的", 2024, "int"),
        ("金额大于15万", 150000, "int"),
        ("气温低于-3度", -3, "int"),
        ("in 2023", 2023, "int"),
        ("7-day average", 7, "int"),
        ("from new york", "New York", "in"),
        ("in 'paris'", "Paris", "in"),
        ("how many females", "female", "in"),
        ("embarked at S", "S", "in"),
        ('names that contain "Mrs."', "Mrs.", "text"),
    ],
)
def test_literals(intent: str, value: object, note: str) -> None:
    slots = link(intent, (PEOPLE,), Output(), Facts()).slots.of("value")
    assert [(slot.value, slot.note) for slot in slots] == [(value, note)]


@pytest.mark.parametrize("intent", ["embarked at s", "one row per sex", "q1 sales", "a fare"])
def test_words_that_are_no_literals(intent: str) -> None:
    assert link(intent, (PEOPLE,), Output(), Facts()).slots.of("value") == ()


@pytest.mark.parametrize(
    ("intent", "name"),
    [
        ("sum the fare and call it total fare", "total fare"),
        ("average fare by sex as revenue", "revenue"),
        ("mean fare by sex, named avg_fare", "avg_fare"),
        ("add a column fare_per_age = fare / age", "fare_per_age"),
        ("rename fare to 'price'", "price"),
        ("add a profit column", "profit"),
        ("margin = fare - age", "margin"),
    ],
)
def test_new_names(intent: str, name: str) -> None:
    assert [slot.value for slot in link(intent, (PEOPLE,), Output(), Facts()).slots.of("name")] == [name]


@pytest.mark.parametrize(
    "intent", ["fare as a list", "fare as integers", "use sex as index", "sort by name then by age"]
)
def test_no_new_names(intent: str) -> None:
    assert link(intent, (PEOPLE,), Output(), Facts()).slots.of("name") == ()


def test_expected_columns_that_are_new_become_names() -> None:
    facts = Facts(columns=(ColumnFacts("Sex", "str"), ColumnFacts("mean_fare", "float")), columns_known=True)
    slots = link("mean fare", (PEOPLE,), Output(columns=("Sex", "n")), facts).slots
    assert [slot.value for slot in slots.of("name")] == ["n", "mean_fare"]


def test_the_cap_keeps_what_is_mentioned_in_the_order_of_the_frame() -> None:
    wide = _frame("df", *(Column(f"feature {place}", "float64", "float") for place in range(40)))
    slots = link("feature 30 by feature 20", (wide,), Output(), Facts()).slots
    labels = [slot.value for slot in slots.of("column")]
    assert labels == [*(f"feature {place}" for place in range(14)), "feature 20", "feature 30"]
    assert "feature 39" in slots.beyond


def test_a_label_of_two_frames_is_one_slot() -> None:
    left, right = (_frame(name, Column("id", "int64", "int"), Column(name, "int64", "int")) for name in ("a", "b"))
    slots = link("join a and b", (left, right), Output(), Facts()).slots
    assert [slot.value for slot in slots.of("column")] == ["id", "a", "b"]


def test_spans_tell_which_words_were_linked() -> None:
    linked = link("Average fare by Sex", (PEOPLE,), Output(), Facts())
    assert [(span.start, span.end, span.text, span.token) for span in linked.spans] == [
        (8, 12, "fare", "<c6>"),
        (16, 19, "Sex", "<c4>"),
    ]


def test_typed_tokens_are_no_slots() -> None:
    assert link("what is <c0> and <END>?", (PEOPLE,), Output(), Facts()).intent == "what is c0 and end?"


def test_labels_of_scripts_without_spaces() -> None:
    prices = _frame("df", Column("价格", "float64", "float"), Column("城市", "object", "str"))
    assert link("按城市的平均价格", (prices,), Output(), Facts()).intent == "按<c1>的平均<c0>"


def test_nothing_to_link() -> None:
    assert link("  Hello   there ", (), Output(), Facts()) == Linked("hello there", Slots())


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        ("average fare by sex, sorted by avg_fare", "average <Fare ($)> by <Sex>, sorted by <avg_fare>"),
        ("count people by sex and sort by n", "count people by <Sex> and sort by <n>"),
        ("the n people with the highest fare", "the <n> people with the highest <Fare ($)>"),
        ("total of age per sex", "total of <Age> per <Sex>"),
        ("age per sex, by total", "<Age> per <Sex>, by <total>"),
        ("mean age by sex", "mean <Age> by <Sex>"),
    ],
)
def test_expected_names_that_are_said_as_they_are(intent: str, said: str) -> None:
    assert _said(intent, PEOPLE, output=Output(columns=("Sex", "avg_fare", "n", "total", "mean age"))) == said


def test_an_operation_word_is_a_column_in_a_list_of_columns() -> None:
    assert _said("show unit price, count and qty", ORDERS) == "show <unit_price>, <count> and <qty>"
    assert _said("show count and mean", ORDERS) == "show count and mean"


def test_plurals_are_swallowed_whole() -> None:
    assert _said("how many different sexes and fares", PEOPLE) == "how many different <Sex> and <Fare ($)>"


def test_quoted_names_after_the_word_column() -> None:
    assert [slot.kind for slot in link("sizes by sex in column 'n'", (PEOPLE,), Output(), Facts()).slots][-1] == "name"


def test_the_words_of_a_note_name_its_column() -> None:
    ride = _frame("df", Column("cad", "int64", "int", note="steps a minute"))
    assert _said("average steps", ride) == "average <cad>"
    assert _said("average steps", _frame("df", Column("cad", "int64", "int"))) == "average steps"
