"""The Chinese catalogue: what is to be translated, as jupyterlab-translate would find it, and what JupyterLab reads.

``python labextension/scripts/catalogue.py`` brings ``gift4code.po`` in step with the sources (texts that are gone
leave, new ones come in untranslated), builds ``gift4code.json`` from it, and names what has no translation. With
``--check`` it writes nothing. Either way it ends with 1 where something is left to do. Needs Babel, which JupyterLab
brings.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jupyterlab_server.translation_utils import DEFAULT_SCHEMA_SELECTORS

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / "labextension"
PO = ROOT / "gift4code_ext" / "locale" / "zh_CN" / "LC_MESSAGES" / "gift4code.po"
JSON = PO.with_suffix(".json")

_HEADER = r"""# The Chinese (Simplified) texts of gift4code. After an edit: python labextension/scripts/catalogue.py
msgid ""
msgstr ""
"Project-Id-Version: gift4code\n"
"Language: zh_CN\n"
"Language-Team: zh_CN\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
_CALL = re.compile(r"\.(?P<name>__|_n|_p|_np)\(")
_ARGUMENTS = {
    "__": ("text",),
    "_n": ("text", "plural"),
    "_p": ("context", "text"),
    "_np": ("context", "text", "plural"),
}
_BLANK = re.compile(r"\s*")
_LITERAL = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(frozen=True)
class Text:
    """A text to translate; ``context`` and ``plural`` are empty where it has none. ``place`` says where it stands."""

    text: str
    plural: str = ""
    context: str = ""
    place: str = ""


@dataclass(frozen=True)
class Found:
    """The texts of the sources, and the calls whose text is no literal, as ``file:line``."""

    texts: tuple[Text, ...]
    others: tuple[str, ...]


def found(room: Path = ROOM) -> Found:
    """What is to be translated in the TypeScript sources and the settings schemas."""
    texts: list[Text] = []
    others: list[str] = []
    for path in sorted(path for path in (room / "src").rglob("*.ts*") if not _is_test(path)):
        place = path.relative_to(room.parent).as_posix()
        for each in in_source(path.read_text(encoding="utf-8"), place):
            if isinstance(each, Text):
                texts.append(each)
            else:
                others.append(each)
    for path in sorted((room / "schema").glob("*.json")):
        texts += in_schema(json.loads(path.read_text(encoding="utf-8")), path.relative_to(room.parent).as_posix())
    return Found(tuple(texts), tuple(others))


def _is_test(path: Path) -> bool:
    return ".test." in path.name or bool({"__tests__", "testing"} & set(path.parts))


def in_source(code: str, place: str = "") -> Iterator[Text | str]:
    """The texts of the calls of a translator in TypeScript; of a call with another argument its place."""
    for call in _CALL.finditer(code):
        names = _ARGUMENTS[call["name"]]
        at, values = call.end(), []
        for _ in names:
            value, at = _string(code, at)
            if value is None:
                break
            values.append(value)
            at = _BLANK.match(code, at).end()  # type: ignore[union-attr]
            at += code[at : at + 1] == ","
        if len(values) == len(names):
            yield Text(**dict(zip(names, values, strict=True)), place=place)
        else:
            yield f"{place}:{code.count(chr(10), 0, call.start()) + 1}"


def _string(code: str, at: int) -> tuple[str | None, int]:
    """The string literal that stands there, or several of them joined by ``+``; and where it ends."""
    parts = []
    while True:
        at = _BLANK.match(code, at).end()  # type: ignore[union-attr]
        literal = _LITERAL.match(code, at)
        if literal is None:
            return None, at
        parts.append(_ESCAPE.sub(_unescaped, literal[0][1:-1]))
        after = _BLANK.match(code, literal.end()).end()  # type: ignore[union-attr]
        if code[after : after + 1] != "+":
            return "".join(parts), literal.end()
        at = after + 1


def _unescaped(found: re.Match[str]) -> str:
    number = found[1] or found[2] or found[3]
    if number:
        return chr(int(number, 16))
    return "" if found[4] else _ESCAPES.get(found[5], found[5])


def in_schema(schema: Mapping[str, Any], place: str = "") -> list[Text]:
    """The texts of a settings schema that JupyterLab shows, with the contexts under which it looks them up."""
    own = schema.get("jupyter.lab.internationalization", {}).get("selectors", [])
    selectors = {**DEFAULT_SCHEMA_SELECTORS, **dict.fromkeys(own, "schema")}
    patterns = [(re.compile(f"/{selector}"), context) for selector, context in selectors.items()]
    texts = []
    for path, value in _strings(schema, ""):
        context = next((context for pattern, context in patterns if pattern.fullmatch(path)), None)
        if context is not None:
            texts.append(Text(value, context=context, place=place))
    return texts


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, f"{path}/{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, Mapping):
                yield from _strings(item, f"{path}[{number}]")


def read(path: Path = PO) -> Catalog:
    """The catalogue as it is in the tree."""
    return read_po(BytesIO(path.read_bytes()), locale="zh_CN", domain="gift4code")


def updated(catalog: Catalog, texts: tuple[Text, ...]) -> Catalog:
    """A catalogue of these texts, in their order by themselves, with the translations that there are.

    It does not say where a text stands, so that one that moves to another file changes nothing.
    """
    new = Catalog(locale="zh_CN", domain="gift4code")
    for each in sorted(texts, key=lambda each: (each.text, each.context)):
        known = catalog.get(each.text, each.context or None)
        string = known.string if known is not None else ""
        if each.plural:
            string = string if isinstance(string, tuple) else (string,)
        elif isinstance(string, tuple):
            string = string[0]
        identity = (each.text, each.plural) if each.plural else each.text
        new.add(identity, string, context=each.context or None)
    return new


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as a ``.po`` file, the same whichever version of Babel writes it."""
    file = BytesIO()
    write_po(file, catalog, width=0, omit_header=True)
    return _HEADER.encode() + file.getvalue()


def as_json(catalog: Catalog) -> str:
    """The catalogue in the form that JupyterLab loads (Jed's), as jupyterlab-translate writes it."""
    texts: dict[str, Any] = {
        "": {
            "domain": catalog.domain,
            "language": "zh-CN",
            "plural_forms": catalog.plural_forms,
        }
    }
    for message in catalog:
        if not message.id or not _is_translated(message):
            continue
        text = message.id[0] if isinstance(message.id, tuple) else message.id
        key = f"{message.context}\x04{text}" if message.context else text
        # JupyterLab takes a plural for one only where there are two, which a language of one form has not
        texts[key] = [message.string[0], ""] if isinstance(message.string, tuple) else [message.string]
    return json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def untranslated(catalog: Catalog) -> list[str]:
    """The texts without a translation."""
    return [str(message.id) for message in catalog if message.id and not _is_translated(message)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Bring the Chinese catalogue in step with the sources.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    catalog = updated(read(), found().texts)
    made = {PO: as_po(catalog), JSON: as_json(catalog).encode()}
    stale = [path for path, content in made.items() if not path.exists() or path.read_bytes() != content]
    if not options.check:
        for path in stale:
            path.write_bytes(made[path])
    missing = untranslated(catalog)
    for text in missing:
        print(f"no translation: {text}")
    if options.check:
        for path in stale:
            print(f"not in step: {path.relative_to(ROOT)}")
    print(f"{len(catalog)} texts, {len(missing)} without a translation")
    return int(bool(missing) or (options.check and bool(stale)))


if __name__ == "__main__":
    sys.exit(main())
