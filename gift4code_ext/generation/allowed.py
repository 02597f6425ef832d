"""What a cell may import, call and touch; everything a data cell needs and nothing it does not.

A list of names is no sandbox, and this one does not stand in for it: it says early, in words, why a candidate was
refused.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.words import word_set

MODULES = word_set("pandas numpy datetime re math collections itertools statistics string json")

IMPORTS = {"pd": "import pandas as pd", "np": "import numpy as np", **{name: f"import {name}" for name in MODULES}}
"""Module names a cell may use without importing them: the import is added."""

_NAMES = word_set(
    "open eval exec compile __import__ input breakpoint globals locals vars getattr setattr delattr exit quit help "
    "memoryview os sys subprocess socket shutil pathlib pickle importlib builtins ctypes threading multiprocessing"
)
_ATTRIBUTES = word_set(
    "os sys subprocess builtins system popen importlib f_globals f_back f_builtins gi_frame tb_frame"
)
_OF_MODULES = word_set(
    "io core ctypeslib lib fromfile memmap save savez savez_compressed savetxt load loadtxt genfromtxt DataSource "
    "ExcelWriter HDFStore ExcelFile eval"
)
_WRITERS = word_set("to_csv to_json to_html to_latex to_markdown to_string to_xml")
_ALWAYS_WRITERS = word_set(
    "to_pickle to_parquet to_excel to_feather to_hdf to_sql to_stata to_orc to_gbq to_clipboard to_iceberg tofile dump"
)
_MAKES_DATA = word_set("DataFrame Series from_dict from_records load_dataset")


def refusals(tree: ast.AST) -> Iterator[str]:
    """One sentence for each thing in a cell that is not allowed."""
    modules = {"pd", "np", "pandas", "numpy", *_aliases(tree)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (_module(alias.name) for alias in names if alias.name.partition(".")[0] not in MODULES)
            case ast.ImportFrom(module=module):
                if (module or "").partition(".")[0] not in MODULES or node.level:
                    yield _module(module or ".")
                yield from (_uses(alias.name) for alias in node.names if _is_closed(alias.name))
            case ast.Name(id=name) if name in _NAMES or _is_dunder(name):
                yield _uses(name)
            case ast.Attribute(attr=name) if name in _ATTRIBUTES or _is_dunder(name):
                yield f"it uses the attribute {name}, which a data cell may not"
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules and name in _OF_MODULES:
                yield _uses(name)
            case ast.Call():
                yield from _call(node)
            case ast.Global() | ast.Nonlocal() | ast.AsyncFunctionDef() | ast.Await() | ast.ClassDef():
                yield f"it holds a {type(node).__name__} statement, which a data cell does not need"


def reads_data(node: ast.AST) -> bool:
    """Whether code loads or makes data: ``pd.read_csv()``, ``pd.DataFrame({...})``, ``load_dataset()``."""
    names = (method(call) for call in ast.walk(node) if isinstance(call, ast.Call))
    return any(name.startswith("read_") or name in _MAKES_DATA for name in names)


def _aliases(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.asname for alias in node.names if alias.asname and alias.name in ("pandas", "numpy"))


def _is_closed(name: str) -> bool:
    return name in _OF_MODULES or name in _ATTRIBUTES or name.startswith("read_")


def _call(node: ast.Call) -> Iterator[str]:
    name = method(node)
    is_method = isinstance(node.func, ast.Attribute)
    if is_method and name.startswith("read_"):
        yield f"it loads a file with {name}; the data is already there"
    if is_method and (name in _ALWAYS_WRITERS or (name in _WRITERS and _has_path(node))):
        yield f"it writes a file with {name}"
    if is_method and name in ("query", "eval") and any("@" in text and "." in text for text in _texts(node)):
        yield f"its {name} string calls Python, which a data cell may not"


def _has_path(node: ast.Call) -> bool:
    return bool(node.args) or any(keyword.arg in (None, "path_or_buf", "buf") for keyword in node.keywords)


def _texts(node: ast.Call) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _uses(name: str) -> str:
    return f"it uses {name}, which a data cell may not"


def _module(name: str) -> str:
    return f"it imports {name}; cells may import {', '.join(sorted(MODULES))}"
