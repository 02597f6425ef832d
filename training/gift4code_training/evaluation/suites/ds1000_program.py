"""DS-1000's scoring program and what its references show, inside a contained process of the pinned interpreter.

The program is the data set's own: its test code, the answer as text, and the calls of its tests; an answer passes if
nothing is raised. Where it fails, the trace tells whose fault that is: the answer's own lines (``error``), the test's
judgement (``wrong``), or neither, which is the environment's (``harness_error``).
"""

from __future__ import annotations

import copy
import re
import sys
import types
from collections.abc import Mapping, Sequence
from typing import Any

from gift4code_ext.execution.confinement.audit import Refused
from gift4code_ext.execution.inside.cell import in_short
from gift4code_ext.spec.model import SpecKind
from gift4code_ext.spec.values.classes import shape
from gift4code_training.evaluation.suites import specified

_PROGRAM, _INNER = "<program>", "<string>"  # files that traces name: the scoring program, what it executes itself
_SHOWN = 2000
_PLACE = "[insert]"


def score(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run the scoring program of one answer.

    Args:
        argument: ``code_context`` of the problem and the answer's ``code``.

    Returns:
        ``status``, ``detail``, ``shown``, ``type_matches``, ``value``, ``expected`` of a verdict.

    Raises:
        MemoryError, Refused: a limit that the layer below names.
    """
    context, code = argument["code_context"], argument["code"]
    space = _main()
    try:
        exec(compile(program(context, code), _PROGRAM, "exec"), space)
    except (MemoryError, Refused):
        raise
    except BaseException as problem:  # noqa: BLE001 - an answer may raise or exit in any way
        return _fault(problem, space, code)
    return {"status": "ok", "shown": True, "type_matches": True}


def program(context: str, code: str) -> str:
    """The data set's scoring program for one answer."""
    tests = ["test_execution(code)", *(["test_string(code)"] if "test_string(" in context else [])]
    return "\n".join([context, f"code = {code!r}", *tests, ""])


def describe(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run the reference on the first test's input; what goes in and what comes out, as :func:`.specified.told` says it.

    Args:
        argument: ``code_context``, ``reference``, ``answer`` (the variable that is asked for).

    Raises:
        Exception: the reference fails.
    """
    space = _main()
    exec(compile(argument["code_context"], _PROGRAM, "exec"), space)
    given, _ = space["generate_test_case"](1)
    inputs = _inputs(space["exec_context"], copy.deepcopy(given))
    found: dict[str, Any] = {"test_input": given}
    exec(compile(space["exec_context"].replace(_PLACE, argument["reference"]), _INNER, "exec"), found)
    name = argument["answer"]
    value = found[name] if name in found else found.get("result")
    if value is None:
        figure = "matplotlib" in argument["code_context"]
        return {"type": specified.PLOT if figure else "None", "inputs": specified.read_inputs(inputs), "kinds": {}}
    said = specified.told(value, inputs, name)
    if shape(value) == "other":  # its computed sentence says nothing
        said["kinds"].pop(SpecKind.SUMMARY.value, None)
    return said


def _main() -> dict[str, Any]:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return vars(module)


def _inputs(context: str, given: object) -> dict[str, object]:
    """The variables that the data set's own code makes of a test's input."""
    found = re.search(r"^\s*(\w+(?:\s*,\s*\w+)*)\s*=\s*test_input\s*$", context, re.MULTILINE)
    names = re.findall(r"\w+", found[1]) if found else []
    if len(names) == 1:
        return {names[0]: given}
    parts: Sequence[object] = given if isinstance(given, (tuple, list)) else ()
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else {}


def _fault(problem: BaseException, space: Mapping[str, Any], code: str) -> dict[str, Any]:
    """Whose fault an exception is, and how far the tests came."""
    frames = []
    trace = problem.__traceback__
    while trace is not None:
        frames.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    names = [frame.f_code.co_name for frame, _ in frames]
    testing = next((frame.f_locals for frame, _ in frames if frame.f_code.co_name == "test_execution"), {})
    said: dict[str, Any] = {"status": "harness_error", "detail": in_short(problem)}
    if "test_string" in names:
        return said | {"status": "wrong", "detail": f"not as asked for: {said['detail']}", "shown": True}
    inner = next((line for frame, line in frames if frame.f_code.co_filename == _INNER), None)
    unparsed = isinstance(problem, SyntaxError) and problem.filename == _INNER
    before = str(space.get("exec_context", "")).partition(_PLACE)[0].count("\n")
    if "exec_test" in names or _asserted(problem, names, inner, before + code.count("\n") + 1):
        said |= {"status": "wrong", **_compared(testing)}
        if not str(problem):
            said["detail"] = "the value is not the expected one"
    elif unparsed or names[-1] == "test_execution" or (inner is not None and inner > before):
        said["status"] = "error"
    else:
        return said  # the data set's own imports, inputs or expected values failed
    return said | {"shown": testing.get("i", 0) > 0}


def _asserted(problem: BaseException, names: Sequence[str], inner: int | None, end: int) -> bool:
    """Whether it is an assertion of the data set's, in its test or in what it executes after the answer's last line."""
    if not isinstance(problem, AssertionError):
        return False
    return names[-1] == "test_execution" if inner is None else names[-1] == "<module>" and inner > end


def _compared(testing: Mapping[str, Any]) -> dict[str, Any]:
    value = testing.get("test_env", {}).get("result")
    expected = testing.get("expected_result")
    if value is None and expected is None:
        return {}
    return {"type_matches": type(value) is type(expected), "value": _text(value), "expected": _text(expected)}


def _text(value: object) -> str:
    try:
        return str(value)[:_SHOWN]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the value may be of the answer's own class
        return f"<{type(value).__name__}>"
