"""The Chinese catalogue holds every text of the browser's half, and a Jupyter server hands it out."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from server import running
from translation.spoken import catalogue

CATALOGUE = catalogue()
_LAB = """
c.ServerApp.jpserver_extensions = {{"jupyterlab": True, "gift4code_ext.server": True}}
c.LabApp.extra_labextensions_path = [{extensions!r}]
"""
_NAME = "@gift4code/jupyterlab"
_HOLE = re.compile(r"%\d")


def test_every_text_has_a_chinese_one() -> None:
    found = CATALOGUE.found()
    assert CATALOGUE.untranslated(CATALOGUE.updated(CATALOGUE.read(), found.texts)) == []


def test_what_jupyterlab_reads_is_built_from_the_catalogue() -> None:
    catalog = CATALOGUE.updated(CATALOGUE.read(), CATALOGUE.found().texts)
    again = "run: python labextension/scripts/catalogue.py"
    assert CATALOGUE.PO.read_bytes() == CATALOGUE.as_po(catalog), again
    assert CATALOGUE.JSON.read_text(encoding="utf-8") == CATALOGUE.as_json(catalog), again


def test_every_text_is_a_literal_but_where_phrases_are_asked_for() -> None:
    assert [place.partition(":")[0] for place in CATALOGUE.found().others] == ["labextension/src/sentences/index.ts"]


def test_no_text_is_asked_for_with_a_plural_and_without() -> None:
    plurals: dict[tuple[str, str], str] = {}
    for each in CATALOGUE.found().texts:
        assert plurals.setdefault((each.context, each.text), each.plural) == each.plural, each


def test_translations_have_the_holes_of_their_texts() -> None:
    for message in CATALOGUE.read():
        if message.id:
            texts = message.id if isinstance(message.id, tuple) else (message.id,)
            words = message.string[0] if isinstance(message.string, tuple) else message.string
            assert sorted(set(_HOLE.findall(words))) == sorted({hole for text in texts for hole in _HOLE.findall(text)})


def test_texts_are_found_as_they_stand() -> None:
    code = """
      trans.__('it’s %1', name); trans._n("one \\"row\\"", `%1 rows`, n);
      this._trans.__(
        'a long text ' +
          'in two parts'
      );
      trans._p('menu', 'Run\\u2026');
      trans.__(name);
    """
    texts = list(CATALOGUE.in_source(code, "a.ts"))
    assert texts[:-1] == [
        CATALOGUE.Text("it’s %1", place="a.ts"),
        CATALOGUE.Text('one "row"', "%1 rows", place="a.ts"),
        CATALOGUE.Text("a long text in two parts", place="a.ts"),
        CATALOGUE.Text("Run…", context="menu", place="a.ts"),
    ]
    assert texts[-1] == "a.ts:8"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Running]:
    folder = tmp_path_factory.mktemp("lab")
    extension = folder / "extensions" / _NAME
    shutil.copytree(CATALOGUE.ROOM / "schema", extension / "schemas" / _NAME)  # as a build lays it out
    shutil.copy(CATALOGUE.ROOM / "package.json", extension)
    with running.jupyter(folder / "server", _LAB.format(extensions=str(folder / "extensions"))) as server:
        yield server


def test_jupyterlab_offers_chinese_where_its_language_pack_is_installed(lab: running.Running) -> None:
    assert "zh_CN" in lab.ask("GET", "lab/api/translations").json()["data"]


def test_jupyterlab_hands_out_our_texts_beside_its_own(lab: running.Running) -> None:
    told = lab.ask("GET", "lab/api/translations/zh_CN").json()
    assert told["message"] == ""
    assert "jupyterlab" in told["data"]
    assert told["data"]["gift4code"] == json.loads(Path(CATALOGUE.JSON).read_text(encoding="utf-8"))


def test_settings_are_put_into_chinese(lab: running.Running) -> None:
    settings = f"lab/api/settings/{_NAME}:plugin"
    english = lab.ask("GET", settings).json()["schema"]["properties"]["level"]
    choice = {"raw": json.dumps({"locale": "zh_CN"})}
    lab.ask("PUT", "lab/api/settings/@jupyterlab/translation-extension:plugin", json=choice).raise_for_status()
    chinese = lab.ask("GET", settings).json()["schema"]["properties"]["level"]
    assert (english["title"], chinese["title"]) == ("What may leave the kernel", "可以离开内核的内容")
    assert chinese["oneOf"][0]["title"] == "匿名：您的文字，其中的列以编号代替"
