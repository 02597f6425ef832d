"""What importing costs, and who may know whom."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gift4code_ext"
BASE = {"errors", "web"}
SPEC = BASE | {"spec"}
GENERATION = SPEC | {"execution", "operations", "generation"}
ASSISTANT = GENERATION | {"assistant"}
SHOWN = ASSISTANT | {"labels", "report"}
MAY_KNOW = {
    "errors": set(),
    "labels": set(),
    "web": set(),
    "policy": SPEC,
    "spec": SPEC,
    "execution": SPEC | {"execution"},
    "operations": SPEC | {"operations"},
    "generation": GENERATION,
    "assistant": ASSISTANT | {"host.launch"},  # starts the host, then speaks HTTP to it
    "report": ASSISTANT,
    "kernel": SHOWN | {"kernel", "policy", "__version__"},
    "files": BASE,
    "doctor": ASSISTANT | {"host", "__version__"},
    "cli": SHOWN | {"files", "doctor", "host", "__version__"},
    "host": BASE | {"host"},
    "server": BASE
    | {"server", "policy", "spec.sharing", "generation.endpoint", "__version__"}
    | {"host.launch", "host.runtime", "host.models", "host.errors"},  # starts the host, then speaks HTTP to it
}
OUTSIDE = {
    "torch": {"host"},
    "transformers": {"host"},
    "peft": {"host"},
    "onnxruntime": {"host"},
    "tokenizers": {"host"},
}
NEVER_IN_A_KERNEL = ("torch", "transformers", "peft", "onnxruntime", "jupyter_server", "jupyterlab", "tornado")


def imports(path: Path) -> Iterator[str]:
    """Every module or name of a module that a file imports, wherever it stands in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = sorted(path for path in PACKAGE.rglob("*.py") if room_of(path) != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_knows_only_the_rooms_below_it(path: Path) -> None:
    allowed = MAY_KNOW[room_of(path)]
    known = {name.removeprefix("gift4code_ext.") for name in imports(path) if name.startswith("gift4code_ext.")}

    assert [name for name in sorted(known) if not any(f"{name}.".startswith(f"{room}.") for room in allowed)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_packages_stay_in_their_rooms(path: Path) -> None:
    found = {name.partition(".")[0] for name in imports(path)}

    assert {name for name in found if room_of(path) not in OUTSIDE.get(name, {room_of(path)})} == set()


def loaded_after(code: str) -> set[str]:
    """Top-level modules in a fresh interpreter after ``code``."""
    asked = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_next_to_nothing() -> None:
    heavy = {"pandas", "numpy", "httpx", "torch", "jupyter_server", "jupyterlab", "IPython", "onnxruntime", "asyncio"}

    assert loaded_after("import gift4code_ext") & heavy == set()


def test_an_assistant_needs_neither_server_nor_model_runtime() -> None:
    loaded = loaded_after(
        "from gift4code_ext import Assistant, Output, Spec, Answer; import gift4code_ext.kernel.magics"
    )

    assert loaded & set(NEVER_IN_A_KERNEL) == set()
    assert "pandas" not in loaded


def test_the_kernel_side_works_without_server_lab_and_torch() -> None:
    blocked = "import sys\n" + "\n".join(f"sys.modules[{name!r}] = None" for name in NEVER_IN_A_KERNEL)
    code = f"{blocked}\nfrom gift4code_ext import assistant, cli\nfrom gift4code_ext.kernel import card, magics"

    assert "gift4code_ext" in loaded_after(code)


def test_importing_takes_less_than_a_tenth_of_a_second() -> None:
    times = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", "import gift4code_ext"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found = re.search(r"\|\s*(\d+) \| gift4code_ext\s*$", done.stderr, re.MULTILINE)
        assert found is not None
        times.append(int(found[1]) / 1e6)

    assert min(times) < 0.1
