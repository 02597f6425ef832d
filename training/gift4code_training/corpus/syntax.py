"""What a program's syntax tree tells: the name it binds, its sketch, its families, its variants that lack a step."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from gift4code_training.corpus.families import FUNCTIONS, METHODS, OPERATION_WORDS, listed

_KEPT_NAMES = frozenset(
    {"pd", "np", "len", "list", "dict", "sorted", "sum", "round", "str", "int", "float", "set", "range"}
)
_INERT = listed(
    "sort_values sort_index dropna drop_duplicates fillna head tail nlargest nsmallest strip lower upper title replace "
    "round query abs clip ffill bfill isin rstrip lstrip capitalize removeprefix removesuffix normalize unique"
)


def output_name(program: str) -> str:
    """The variable that the last statement binds or edits in place.

    Raises:
        SyntaxError: the program does not parse.
        ValueError: the last statement does neither.
    """
    body = ast.parse(program).body
    last = body[-1] if body else None
    match last:
        case ast.Assign(targets=[target]) | ast.AugAssign(target=target) | ast.Delete(targets=[target]):
            name = root(target)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=target, attr=method), keywords=keywords)) if method in (
            "insert",
            "pop",
            "update",
        ) or any(each.arg == "inplace" for each in keywords):
            name = root(target)
        case _:
            name = None
    if name is None:
        raise ValueError("the last line binds no variable and edits none in place: write 'result = …'")
    return name


def root(node: ast.expr) -> str | None:
    """The variable whose part, or part of a part, a node is."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def statements(program: str) -> list[ast.stmt]:
    """The program's statements."""
    return ast.parse(program).body


def names(program: str) -> frozenset[str]:
    """Variables that the program reads."""
    return frozenset(
        node.id
        for node in ast.walk(ast.parse(program))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def words(program: str) -> tuple[str, ...]:
    """Texts, attributes and keywords of a program, in their order: where names of columns can stand."""
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Constant(value=str() as word) | ast.Attribute(attr=word) | ast.keyword(arg=str() as word):
                found.append((node.end_lineno or 0, node.end_col_offset or 0, word))
    return tuple(word for _, _, word in sorted(found))


def sketch(program: str) -> str:
    """The program with names and constants blanked; words of pandas itself ('mean', 'left') and truth values stay."""
    return ast.unparse(ast.fix_missing_locations(_Blank().visit(ast.parse(program))))


class _Blank(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.AST:
        return node if node.id in _KEPT_NAMES else ast.Name("_", node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if node.value is None or isinstance(node.value, bool):
            return node
        if isinstance(node.value, str) and node.value in OPERATION_WORDS:
            return node
        return ast.Name("_", ast.Load())

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.Name("_", ast.Load())

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        known = node.attr in METHODS or node.attr in _ATTRIBUTES or node.attr in FUNCTIONS
        return (
            node if known or node.attr.startswith(("to_", "is", "str_")) else ast.Attribute(node.value, "_", node.ctx)
        )

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("assign", "agg", "aggregate"):
            node.keywords = [ast.keyword(each.arg and "_", each.value) for each in node.keywords]
        return node


_ATTRIBUTES = listed("str dt cat iloc loc index columns values T size shape at iat name inf nan")


def families(program: str, earlier: str = "") -> tuple[str, ...]:
    """The families of operations a program uses, sorted."""
    found: set[str] = set()
    tree = ast.parse(program)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pd" | "np"), attr=name)) if name in FUNCTIONS:
                found.add(FUNCTIONS[name])
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                found.add(METHODS[name])
            case ast.Attribute(attr="str"):
                found.add("text")
            case ast.Attribute(attr="dt"):
                found.add("dates")
            case ast.Attribute(attr="cat"):
                found.add("categories")
            case ast.Compare():
                found.add("conditions")
            case ast.Subscript(slice=ast.List()):
                found.add("columns")
            case ast.BinOp(op=ast.Div() | ast.Mult() | ast.Sub() | ast.Add() | ast.FloorDiv() | ast.Mod()):
                found.add("arithmetic")
            case ast.Lambda() | ast.ListComp() | ast.DictComp() | ast.GeneratorExp():
                found.add("python")
            case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]) | ast.AugAssign(target=ast.Subscript()):
                found.add("in place")
            case ast.Delete():
                found.add("in place")
            case ast.keyword(arg="inplace"):
                found.add("in place")
    if any(_masks(tree)):
        found.add("filter")
    if len(tree.body) > 1:
        found.add("multi-step")
    if earlier:
        found.add("follow-up")
    return tuple(sorted(found))


def _masks(tree: ast.AST) -> Iterator[ast.Subscript]:
    """Subscripts by a condition."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
            if _is_condition(inner):
                yield node


def _is_condition(node: ast.expr) -> bool:
    """A comparison, a negation, several of these, or a call that makes truth values."""
    match node:
        case ast.Compare() | ast.UnaryOp() | ast.BoolOp() | ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            return True
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _TRUTHS
        case _:
            return False


_TRUTHS = listed(
    "isin isna notna between contains startswith endswith duplicated eq ne gt ge lt le fullmatch match isnull notnull "
    "any all isdigit"
)


def without(program: str) -> list[tuple[str, str]]:
    """Variants of a program that lack one step, each with the step's name.

    A step that a variant can lack without another value coming out says nothing on these rows.
    """
    tree = ast.parse(program)
    found: list[tuple[str, str]] = []
    for place, node in enumerate(ast.walk(tree)):
        step = _step(node)
        if step:
            variants = [_Cut(place, side).apply(tree) for side in (("left", "right") if step in "&|" else ("left",))]
            found += [(step, ast.unparse(ast.fix_missing_locations(variant))) for variant in variants]
        elif isinstance(node, ast.Subscript) and node in set(_masks(tree)) and not isinstance(node.slice, ast.Tuple):
            found.append(("filter", ast.unparse(ast.fix_missing_locations(_Cut(place, "left").apply(tree)))))
    return found


def _step(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _INERT:
        return node.func.attr if not _root_is_library(node.func.value) else ""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):
        return "&" if isinstance(node.op, ast.BitAnd) else "|"
    return ""


def _root_is_library(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("pd", "np")


class _Cut:
    """Replaces the node at one place of the walk by its inner part."""

    def __init__(self, place: int, side: str) -> None:
        self._place = place
        self._side = side

    def apply(self, tree: ast.Module) -> ast.Module:
        fresh = copy.deepcopy(tree)
        target = next(node for place, node in enumerate(ast.walk(fresh)) if place == self._place)
        replacement = self._inner(target)
        for parent in ast.walk(fresh):
            for name, value in ast.iter_fields(parent):
                if value is target:
                    setattr(parent, name, replacement)
                elif isinstance(value, list) and target in value:
                    value[value.index(target)] = replacement
        return fresh

    def _inner(self, node: ast.AST) -> ast.expr:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(value=inner, attr="str"), attr=_)):
                return inner
            case ast.Call(func=ast.Attribute(value=inner)):
                return inner
            case ast.BinOp(left=left, right=right):
                return right if self._side == "left" else left
            case ast.Subscript(value=inner):
                return inner
            case _:
                raise TypeError(f"{type(node).__name__} has no inner part")
