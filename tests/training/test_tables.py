"""The generator's tables: valid, reproducible, varied."""

from __future__ import annotations

import random
import time
import warnings
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from gift4code_training.bundled import tables
from gift4code_training.bundled.schemas import SCHEMAS
from gift4code_training.bundled.schemas.labels import STYLES, render
from gift4code_training.bundled.schemas.notation import parse
from gift4code_training.bundled.values import number_text
from pandas.testing import assert_frame_equal

DTYPES = {
    "int": "if",
    "id": "i",
    "year": "if",
    "float": "f",
    "bool": "b",
    "date": "M",
}


@pytest.fixture(autouse=True)
def warnings_are_errors() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_library_is_wide_enough() -> None:
    assert len(SCHEMAS) >= 80
    assert len({schema.domain for schema in SCHEMAS}) >= 60
    assert len({schema.id for schema in SCHEMAS}) == len(SCHEMAS)
    assert sum(schema.related is not None for schema in SCHEMAS) >= 25
    assert sum(schema.held_out for schema in SCHEMAS) == 10


@pytest.mark.parametrize("schema", [schema.id for schema in SCHEMAS])
def test_every_schema_gives_frames_of_its_kinds(schema: str) -> None:
    for seed in range(6):
        table = tables.sample(random.Random(seed), schema=schema)
        assert set(table.columns) == {label for frame in table.frames.values() for label in frame.columns}
        for name, frame in table.frames.items():
            assert name.isidentifier()
            assert frame.columns.is_unique
            assert len(frame) >= 3
        first = next(iter(table.frames.values()))
        for label, info in table.columns.items():
            if label not in first:
                continue
            values = first[label]
            expected = DTYPES.get(info.kind)
            if expected is not None:
                assert values.dtype.kind in expected, (label, info.kind, values.dtype)
            elif info.kind == "list":
                assert isinstance(values.iloc[0], list)
            else:
                assert pd.api.types.is_string_dtype(values.dropna()), (label, info.kind, values.dtype)


def test_equal_seeds_give_equal_tables() -> None:
    for seed in range(20):
        one, two = (tables.sample(random.Random(seed)) for _ in range(2))
        assert one.columns == two.columns
        assert list(one.frames) == list(two.frames)
        for name, frame in one.frames.items():
            assert_frame_equal(frame, two.frames[name])


def test_clean_tables_miss_and_repeat_nothing() -> None:
    for seed in range(40):
        table = tables.sample(random.Random(seed), rows=30, dirty=0)
        first = next(iter(table.frames.values()))
        assert len(first) == 30
        assert not first.isna().to_numpy().any()


def test_dirt_is_there_in_some_tables_and_not_in_others() -> None:
    found = [tables.sample(random.Random(seed)).frames for seed in range(300)]
    missing = sum(any(frame.isna().to_numpy().any() for frame in frames.values()) for frames in found) / len(found)
    assert 0.2 < missing < 0.8


def test_rows_columns_and_schemas_are_near_uniform() -> None:
    rng = random.Random(1)
    drawn = [tables.sample(rng, dirty=0) for _ in range(1500)]
    firsts = [next(iter(table.frames.values())) for table in drawn]
    rows = np.histogram([len(frame) for frame in firsts], bins=4, range=(8, 61))[0] / len(firsts)
    assert rows.min() > 0.2
    assert rows.max() < 0.3
    columns = Counter(frame.shape[1] for frame in firsts)
    assert set(columns) == set(range(4, 11))
    assert max(columns.values()) < 1.6 * min(columns.values())
    schemas = Counter(table.schema for table in drawn)
    assert len(schemas) == sum(not schema.held_out for schema in SCHEMAS)
    assert 0.2 < sum(len(table.frames) == 2 for table in drawn) / len(drawn) < 0.3


def test_categories_repeat() -> None:
    rng = random.Random(2)
    for _ in range(100):
        table = tables.sample(rng, dirty=0)
        first = next(iter(table.frames.values()))
        for label, info in table.columns.items():
            if info.kind == "cat" and label in first and table.relation == "none":
                assert first[label].nunique() <= max(2, len(first) // 3)


def test_related_frames_share_their_key() -> None:
    rng = random.Random(3)
    related = [table for table in (tables.sample(rng) for _ in range(300)) if table.relation == "key"]
    renamed = 0
    for table in related:
        first, second = table.frames.values()
        assert table.key is not None
        left, right = table.key
        assert second[right].is_unique
        assert first[left].isin(second[right]).any()
        renamed += left != right
    assert 0 < renamed < len(related)


def test_frames_of_more_rows_have_the_same_columns() -> None:
    rng = random.Random(4)
    found = [table for table in (tables.sample(rng) for _ in range(400)) if table.relation == "rows"]
    assert found
    for table in found:
        first, second = table.frames.values()
        assert list(first.columns) == list(second.columns)


def test_held_out_schemas_are_never_mixed_with_the_others() -> None:
    apart = {schema.id for schema in SCHEMAS if schema.held_out}
    rng = random.Random(5)
    assert {tables.sample(rng, held_out=True).schema for _ in range(200)} == apart
    assert apart.isdisjoint(tables.sample(rng).schema for _ in range(200))


def test_a_phrase_means_one_column() -> None:
    rng = random.Random(6)
    for _ in range(200):
        table = tables.sample(rng)
        left, right = table.key or ("", "")
        said = Counter(phrase for label, info in table.columns.items() if label != right for phrase in info.said)
        assert not said or max(said.values()) == 1
        assert left == "" or left in table.columns


def test_labels_come_in_many_styles() -> None:
    rng = random.Random(7)
    labels = {label for _ in range(400) for label in tables.sample(rng, schema="retail_orders").columns}
    assert {"unit_price", "UnitPrice", "Unit Price", "unit_price_usd", "Unit Price ($)", "qty", "Qty."} <= labels
    assert len({render("unit price", style) for style in STYLES}) == len(STYLES)


def test_unknown_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no schema 'nothing'"):
        tables.sample(random.Random(0), schema="nothing")


@pytest.mark.parametrize(
    "text", ["== shop | retail", "== shop | retail | df\nprice 1 2", "== shop | retail | df\nprice = money 1 2"]
)
def test_notation_says_which_line_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="schema"):
        parse(text)


def test_numbers_in_cells() -> None:
    assert number_text(np.array([1234.5]), "kg", random.Random(1))[0] in ("1234.5 kg", "1234 kg", "1234.5kg", "1234kg")
    assert number_text(np.array([1234.0]), "plain", random.Random(0))[0] == "1,234"


def test_a_table_takes_a_few_milliseconds_at_most() -> None:
    rng = random.Random(8)
    start = time.process_time()
    for _ in range(200):
        tables.sample(rng)
    assert (time.process_time() - start) / 200 < 0.01
