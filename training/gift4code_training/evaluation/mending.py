"""Edits of a cell that parses: inputs that it declares anew, and a value that it does not bind to the answer."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator, Sequence

_KNOWN = frozenset((*dir(builtins), "pd", "np"))
_SHOWING = ("print", "display")
_IN_PLACE = frozenset(
    (
        *("add", "append", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "remove", "reverse"),
        *("setdefault", "shuffle", "sort", "update"),
    )
)
_Scope = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def without_inputs(code: str, inputs: Collection[str], answer: str) -> str:
    """A cell without assignments that make an input from nothing but constants, as the problem's text shows them.

    An input that is the answer too keeps its last assignment.
    """
    body = ast.parse(code).body
    return _replaced(code, [(each, "") for each in _declared_anew(body, frozenset(inputs), answer)])


def bind(code: str, answer: str, inputs: Sequence[str]) -> tuple[str, str]:
    """A cell that binds the answer, and how it was mended; the cell as it is where it does so, or nothing is clear."""
    body = ast.parse(code).body
    if not answer or not body or _stored(body, answer):
        return code, ""
    if name := _lonely(body):
        call = _call(name, inputs)
        return (f"{code.rstrip()}\n{answer} = {call}\n", "function") if call else (code, "")
    last, how = body[-1], "expression"
    if not isinstance(last, ast.Expr):
        return _by_name(code, body, answer)
    value = last.value
    if _is_shown(value):
        assert isinstance(value, ast.Call)
        if len(value.args) != 1 or isinstance(value.args[0], (ast.Constant, ast.JoinedStr, ast.Starred)):
            return _by_name(code, body, answer)
        value, how = value.args[0], "print"
    if isinstance(value, ast.Constant) or _is_in_place(value):
        return code, ""
    text = ast.get_source_segment(code, value) or ast.unparse(value)
    return _replaced(code, [(last, f"{answer} = ({text})" if "\n" in text else f"{answer} = {text}")]), how


def binds(code: str, name: str) -> bool:
    """Whether a cell binds a variable outside of its functions."""
    return _stored(ast.parse(code).body, name)


def returns(code: str) -> bool:
    """Whether the lines of a function give a value back."""
    return _returns(ast.parse(code).body)


def needs(code: str, before: str, inputs: Collection[str]) -> bool:
    """Whether a cell reads variables that an earlier one binds and that are neither inputs nor bound by itself."""
    body, earlier = ast.parse(code).body, ast.parse(before).body
    read = {node.id for each in body for node in ast.walk(each) if isinstance(node, ast.Name)}
    return any(_stored(earlier, name) and not _stored(body, name) for name in read - set(inputs))


def _declared_anew(body: Sequence[ast.stmt], inputs: frozenset[str], answer: str) -> Iterator[ast.stmt]:
    made: set[str] = set(_KNOWN) - inputs  # names that hold nothing of the inputs
    own = {node.id for each in body for node in ast.walk(each) if isinstance(node, ast.Name) and _is_store(node)}
    own |= {each.name for each in body if isinstance(each, (ast.FunctionDef, ast.ClassDef))}
    for place, each in enumerate(body):
        if isinstance(each, (ast.Import, ast.ImportFrom)):
            made |= {alias.asname or alias.name.split(".")[0] for alias in each.names}
        elif isinstance(each, (ast.FunctionDef, ast.ClassDef)):
            made.add(each.name)
        elif (targets := _targets(each)) and (value := each.value):  # type: ignore[attr-defined]
            if not (_read(value) <= made or _is_loaded(value, own | inputs)):
                made -= targets
            elif not targets <= inputs:
                made |= targets - inputs
            elif answer not in targets or any(_mentions(later, answer) for later in body[place + 1 :]):
                yield each


def _targets(statement: ast.stmt) -> set[str]:
    """The variables that a plain assignment sets; none where it sets anything else."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return set()
    flat = [part for each in targets for part in (each.elts if isinstance(each, ast.Tuple) else [each])]
    return {each.id for each in flat if isinstance(each, ast.Name)} if _all_names(flat) else set()


def _all_names(parts: Sequence[ast.expr]) -> bool:
    return all(isinstance(each, ast.Name) for each in parts)


def _read(value: ast.expr) -> set[str]:
    """Names that an expression reads from outside."""
    names = [node for node in ast.walk(value) if isinstance(node, ast.Name)]
    own = {node.id for node in names if _is_store(node)}
    own |= {node.arg for node in ast.walk(value) if isinstance(node, ast.arg)}
    return {node.id for node in names if not _is_store(node)} - own


def _is_loaded(value: ast.expr, known: Collection[str]) -> bool:
    """A call like the prompts' own ``load_data()``, of a function that is not there."""
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id not in (*known, *_KNOWN)
        and not (value.args or value.keywords)
    )


def _mentions(statement: ast.stmt, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(statement))


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _stored(body: Sequence[ast.stmt], name: str) -> bool:
    """Whether a variable is bound, or something of it set, in the scope of these statements."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, _Scope):
            continue
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            base: ast.expr = node
            while isinstance(base, (ast.Attribute, ast.Subscript)):
                base = base.value
            if isinstance(base, ast.Name) and base.id == name:
                return True
        waiting.extend(ast.iter_child_nodes(node))
    return False


def _lonely(body: Sequence[ast.stmt]) -> ast.FunctionDef | None:
    """The one function that returns a value and that nothing calls, where nothing but functions is there."""
    functions = [each for each in body if isinstance(each, ast.FunctionDef)]
    others = [
        each for each in body if not isinstance(each, (*_Scope, ast.Import, ast.ImportFrom)) and not _is_text(each)
    ]
    if not functions or any(not _is_preparation(each) for each in others):
        return None
    called = {node.id for each in body for node in ast.walk(each) if isinstance(node, ast.Name) and not _is_store(node)}
    free = [each for each in functions if each.name not in called and _returns(each.body)]
    return free[0] if len(free) == 1 else None


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_preparation(statement: ast.stmt) -> bool:
    """An assignment of a constant beside functions."""
    return bool(_targets(statement)) and _read(statement.value) <= _KNOWN  # type: ignore[attr-defined]


def _returns(body: Sequence[ast.stmt]) -> bool:
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if (isinstance(node, ast.Return) and node.value is not None) or isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, _Scope):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def _call(function: ast.FunctionDef, inputs: Sequence[str]) -> str:
    """A call with the inputs, by name or because there is but one; empty where it is not clear."""
    given = function.args
    positional = [each.arg for each in (*given.posonlyargs, *given.args)]
    needed = positional[: len(positional) - len(given.defaults)]
    named = [each.arg for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True) if default is None]
    if any(name not in inputs for name in named):
        return ""
    if not all(name in inputs for name in needed):
        if len(needed) != 1 or len(inputs) != 1:
            return ""
        needed = list(inputs)
    return f"{function.name}({', '.join([*needed, *(f'{name}={name}' for name in named)])})"


def _by_name(code: str, body: Sequence[ast.stmt], answer: str) -> tuple[str, str]:
    """The last variable is the answer, whatever is printed after it."""
    left = [each for each in body if not (isinstance(each, ast.Expr) and _is_shown(each.value))]
    targets = _targets(left[-1]) if left else set()
    if left and isinstance(left[-1], ast.AugAssign) and isinstance(left[-1].target, ast.Name):
        targets = {left[-1].target.id}
    return (f"{code.rstrip()}\n{answer} = {targets.pop()}\n", "name") if len(targets) == 1 else (code, "")


def _is_shown(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in _SHOWING


def _is_in_place(value: ast.expr) -> bool:
    if not isinstance(value, ast.Call):
        return False
    changes = any(
        each.arg == "inplace" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in value.keywords
    )
    return changes or (isinstance(value.func, ast.Attribute) and value.func.attr in _IN_PLACE)


def _replaced(code: str, edits: Sequence[tuple[ast.stmt, str]]) -> str:
    """Code with statements replaced; those without a text are taken out with their lines, where these are theirs."""
    lines = code.encode("utf-8").splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    original = whole = b"".join(lines)
    for each, text in sorted(edits, key=lambda edit: (edit[0].lineno, edit[0].col_offset), reverse=True):
        assert each.end_lineno is not None
        assert each.end_col_offset is not None
        start = starts[each.lineno - 1] + each.col_offset
        end = starts[each.end_lineno - 1] + each.end_col_offset
        rest = original[end : starts[each.end_lineno]].strip()
        alone = not original[starts[each.lineno - 1] : start].strip() and (not rest or rest.startswith(b"#"))
        if not text and alone:
            start, end = starts[each.lineno - 1], starts[each.end_lineno]
        whole = whole[:start] + (text or ("" if alone else "pass")).encode("utf-8") + whole[end:]
    return whole.decode("utf-8")
