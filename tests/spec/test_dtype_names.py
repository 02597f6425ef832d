from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from gift4code_ext.spec.values.dtype_names import told

PLAIN = [
    *(
        "int64",
        "uint8",
        "float32",
        "complex128",
        "bool",
        "object",
        "<U10",
        "S3",
        "M8[ns]",
        "m8[us]",
        "Int64",
        "Float32",
    ),
    *("boolean", "string", "category", "period[M]", "period[W-SUN]", "period[2D]", "interval[float64, right]"),
    *("datetime64[ns, UTC]", "datetime64[us, Europe/Berlin]", "datetime64[ns, UTC+05:30]", "string[pyarrow]"),
]
ARROW = [
    pa.int8(), pa.float16(), pa.large_string(), pa.binary(4), pa.date32(), pa.time64("us"), pa.duration("ms"),
    pa.decimal128(10, 2), pa.list_(pa.int64()), pa.map_(pa.string(), pa.float64()), pa.timestamp("ns"),
    pa.timestamp("us", tz="Asia/Tokyo"), pa.dictionary(pa.int32(), pa.string()), pa.null(),
]  # fmt: skip


@pytest.mark.parametrize("stated", [*PLAIN, *map(pd.ArrowDtype, ARROW)], ids=str)
def test_names_that_say_nothing_of_the_data_stay(stated: object) -> None:
    name = pd.api.types.pandas_dtype(stated).name
    assert told(name, "other") == name


@pytest.mark.parametrize(
    ("dtype", "name"),
    [
        (pd.SparseDtype("float64", 31337.25), "Sparse[float64]"),
        (pd.DatetimeTZDtype("ns", dt.timezone(dt.timedelta(hours=1), "HOME")), "datetime64[ns, tz]"),
        (pd.ArrowDtype(pa.timestamp("us", tz="Home/Cellar")), "timestamp[us, tz=tz][pyarrow]"),
        (pd.ArrowDtype(pa.struct([("diagnosis", pa.string())])), "struct[pyarrow]"),
        (pd.ArrowDtype(pa.list_(pa.field("diagnosis", pa.string()))), "list[pyarrow]"),
        (pd.CategoricalDtype(["Anna"]), "category"),
        (np.dtype([("diagnosis", "i4")]), "void32"),
    ],
)
def test_what_people_put_into_a_dtype_is_not_told(dtype: object, name: str) -> None:
    assert told(dtype.name, "other") == name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Enum(categories=['Anna', 'Bert'])", "Enum"),
        ("Struct({'diagnosis': String})", "Struct"),
        ("Datetime(time_unit='us', time_zone=None)", "Datetime"),
        ("AnnasOwn", "float"),
        ("", "float"),
    ],
)
def test_names_of_other_libraries_lose_what_they_hold(stated: str, name: str) -> None:
    assert told(stated, "float") == name
