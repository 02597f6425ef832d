"""Reading live values in a real kernel: nothing that a person could notice is different afterwards."""

from __future__ import annotations

import pytest
from kernel.live import Kernel

VALUES = """
import collections, numpy as np, pandas as pd, pyarrow as pa

class Spy:
    touched = []
    def __getattribute__(self, name):
        Spy.touched.append(name)
        return object.__getattribute__(self, name)
    def __repr__(self):
        Spy.touched.append('repr')
        return 'spy'
    def __len__(self):
        Spy.touched.append('len')
        return 1
    __hash__ = __eq__ = __str__ = None

values = {
    'frame': pd.DataFrame({'a': [3, 1, None], 'b': ['x', 'y', None], 'c': pd.Categorical(['u', 'v', 'u'])}),
    'levels': pd.DataFrame(np.eye(2), index=pd.MultiIndex.from_product([['p'], [1, 2]], names=['k', None])),
    'series': pd.Series(pd.date_range('2020', periods=3, tz='UTC'), name='when'),
    'groupby': pd.DataFrame({'a': [1, 1], 'b': [2, 3]}).groupby('a'),
    'table': pa.table({'a': [1, 2], 'b': ['x', None]}),
    'reader': pa.RecordBatchReader.from_stream(pa.table({'a': [1, 2]})),
    'array': np.arange(6).reshape(2, 3),
    'nested': [{'a': [1, 2]}, {'b': ()}],
    'lines': iter(['first', 'second']),
    'spies': pd.DataFrame({'s': [Spy(), Spy()]}),
    'spy': Spy(),
}
"""
READ = (
    "' '.join(__import__('gift4code_ext.spec.read', fromlist=['read']).read(value, name).type "
    "for name, value in values.items())"
)
STATE = {
    "names": "sorted(get_ipython().user_ns)",
    "objects": "sorted((name, id(value)) for name, value in get_ipython().user_ns.items() if name != '__builtins__')",
    "last values": "(_, __, ___)",
    "outputs": "list(Out.items())",
    "inputs": "list(In)",
    "count": "get_ipython().execution_count",
    "history": "list(get_ipython().history_manager.get_range(session=0))",
    "callbacks": "[(name, len(found)) for name, found in get_ipython().events.callbacks.items()]",
    "cells": "[values[name].to_dict() for name in ('frame', 'levels', 'series')]",
    "attrs": "[values[name].attrs for name in ('frame', 'levels', 'series')]",
    "formats": "sorted(map(repr, get_ipython().display_formatter.formatters['text/html'].type_printers))",
    "folder": "__import__('os').getcwd()",
    "chance": "np.random.get_state()[1].sum()",
}


@pytest.fixture(scope="module", autouse=True)
def filled(kernel: Kernel) -> None:
    assert kernel.run(VALUES).content["status"] == "ok"
    kernel.run("6 * 7")
    kernel.run("'two'")


def _state(kernel: Kernel) -> dict[str, str]:
    return {what: kernel.value(expression) for what, expression in STATE.items()}


def test_reading_every_kind_of_value_changes_nothing(kernel: Kernel) -> None:
    before = _state(kernel)
    types = kernel.value(READ)

    assert types.strip("'").split() == [
        *["pandas.DataFrame"] * 2,
        *["pandas.Series", "pandas.DataFrameGroupBy", "pyarrow.Table", "pyarrow.RecordBatchReader", "numpy.ndarray"],
        *["list", "list_iterator", "pandas.DataFrame", "__main__.Spy"],
    ]
    assert _state(kernel) == before


def test_what_can_be_read_once_is_still_there(kernel: Kernel) -> None:
    kernel.value(READ)

    assert kernel.value("values['reader'].read_all().num_rows, list(values['lines'])") == "(2, ['first', 'second'])"


def test_objects_of_unknown_classes_are_not_touched(kernel: Kernel) -> None:
    kernel.value("Spy.touched.clear()")
    kernel.value(READ)

    assert kernel.value("Spy.touched") == "[]"


def test_an_ask_reads_the_frame_it_is_about_and_no_other_value(kernel: Kernel) -> None:
    kernel.value("Spy.touched.clear()")
    before = _state(kernel)
    reply = kernel.run("%gift4code average fare by class in df")
    after = _state(kernel)

    assert reply.content["status"] == "ok", reply.streams
    assert kernel.value("Spy.touched") == "[]"
    for what in ("last values", "outputs", "callbacks", "cells", "attrs", "formats", "folder", "chance"):
        assert after[what] == before[what]


def test_nothing_is_read_while_nobody_asks(kernel: Kernel) -> None:
    kernel.value("Spy.touched.clear()")
    for number in range(3):
        kernel.run(f"_number = {number}")

    assert kernel.value("Spy.touched") == "[]"
