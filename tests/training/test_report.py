"""Reports of runs: the Markdown whole, the page parsed as a browser would, what hostile answers cannot do."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import gift4code_training.evaluation.report as report
import pytest
from gift4code_training.evaluation import results
from gift4code_training.evaluation.problem import EvaluationError
from gift4code_training.evaluation.report.content import by_suite, content
from gift4code_training.evaluation.report.markdown import markdown
from gift4code_training.evaluation.report.nouns import Report, SuitePart, Table
from gift4code_training.evaluation.report.problems import problems
from gift4code_training.evaluation.report.runs import load
from gift4code_training.evaluation.report.tables import measures
from gift4code_training.evaluation.results import Posed, Row, Run

HOSTILE = "</script></pre></details><img src=x onerror=alert(1)>{{ 7 * 7 }}&lt;"
GOLDEN = Path(__file__).with_name("report.md")
STYLE = Path(report.__file__).parent / "page" / "style.css"

RUN = Run(
    suite="tiny",
    version="1",
    source="eight problems",
    data={"tiny.jsonl": "0123456789abcdef" * 4},
    model="small",
    identity={"revision": "r1"},
    how="model",
    saw_example=False,
    kinds=("none", "examples"),
    n=2,
    temperature=0.8,
    top_p=0.95,
    max_tokens=256,
    seed=1,
    template="chat/1",
    k=(1, 2),
    repair=True,
    limit=None,
    shard="1/1",
    executor="product/1",
    seconds=10.0,
    environment="e1",
    inventory={"python": "3.11.9", "pandas": "1.5.3", "scipy": "1.12.0"},
    references=0.75,
    known={"4": "yaml is not installed"},
    problems=8,
    rows=32,
    harness_errors=0,
    no_answers=0,
)


def row(identifier: int, kind: str, sample: int, status: str, **told) -> Row:
    return Row(
        id=str(identifier),
        library="Numpy" if identifier == 4 else "Pandas",
        perturbation="Origin" if identifier % 2 else "Surface",
        output_type="pandas.DataFrame",
        cluster=f"origin {min(identifier, 7)}",
        kind=kind,
        sample=sample,
        model="small",
        **{
            "code": f"result = df.head({identifier + sample})",
            "repaired": (),
            "status": status,
            "shown": None,
            "type_matches": None,
            "detail": "",
            "seconds": 0.25,
            "logprob": None,
        }
        | told,
    )


ERROR = {"detail": "KeyError: 'fare'", "code": "result = df['fare']"}
ROWS = (
    row(1, "none", 0, "ok", shown=True, type_matches=True),
    row(1, "none", 1, "wrong", shown=True, type_matches=True, detail="column 'a', row 1: expected 3, got 4",
        value="   a\n0  1\n1  4", expected="   a\n0  1\n1  3"),
    row(2, "none", 0, "error", **ERROR),
    row(2, "none", 1, "error", **ERROR),
    row(3, "none", 0, "timeout", detail="the cell ran longer than 10 s", seconds=10.0),
    row(3, "none", 1, "ok", shown=True, type_matches=True, repaired=("fence",)),
    row(4, "none", 0, "wrong", shown=False, type_matches=False, detail="expected a DataFrame, got a Series"),
    row(4, "none", 1, "no_answer", code="", detail="the answer holds no code"),
    row(1, "examples", 0, "ok", shown=True, type_matches=True),
    row(1, "examples", 1, "ok", shown=True, type_matches=True),
    row(2, "examples", 0, "ok", shown=True, type_matches=True),
    row(2, "examples", 1, "error", **ERROR),
    row(3, "examples", 0, "ok", shown=True, type_matches=True),
    row(3, "examples", 1, "ok", shown=True, type_matches=True),
    row(4, "examples", 0, "harness_error", detail="the worker ended"),
    row(4, "examples", 1, "wrong", shown=False, type_matches=True, detail="expected 5 rows, got 4"),
    *(row(j, kind, sample, "ok" if j > 6 - sample else "wrong", shown=j > 6, type_matches=True)
      for j in range(5, 9) for kind in ("none", "examples") for sample in (0, 1)),
)  # fmt: skip
POSED = tuple(
    Posed(str(j), kind, f"Problem {j}: the first rows, please.", specification, f"result = df.head({j})")
    for j in range(1, 9)
    for kind, specification in (("none", ""), ("examples", "the first row of result is a = 1"))
)


def run_in(folder: Path, rows: Sequence[Row] = ROWS, posed: Sequence[Posed] = POSED, **told) -> Path:
    """A folder of a finished run with these rows."""
    repairs = Counter(repair for each in rows for repair in each.repaired)
    counts = {
        "rows": len(rows),
        "harness_errors": sum(not each.scored for each in rows),
        "no_answers": sum(each.status == "no_answer" for each in rows),
        "repairs": dict(repairs),
    }
    results.write(folder, replace(RUN, **counts | told), posed, rows)
    return folder


def other(rows: Sequence[Row], *, status: str, of: Sequence[str]) -> list[Row]:
    """The rows with another status for the problems of these ids."""
    return [
        replace(each, status=status, detail="", shown=True, type_matches=True) if each.id in of else each
        for each in rows
    ]


class Page(HTMLParser):
    """A page as elements: whatever is nested wrongly, has no end, or names an address fails here."""

    VOID = ("meta", "input", "img", "link", "br", "hr")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, *tags: str) -> str:
        return "".join(data for tag, data in self.texts if not tags or tag in tags)


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("runs")
    better = other(ROWS, status="ok", of=("2", "3"))
    second = run_in(folder / "b", better, model="small and assistant", how="assistant", saw_example=True)
    return [run_in(folder / "a"), second]


@pytest.fixture(scope="module")
def written(two_runs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return report.write(two_runs, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(written: tuple[Path, Path]) -> Page:
    return Page(written[1].read_text(encoding="utf-8"))


def test_the_whole_markdown(written: tuple[Path, Path]):
    text, _ = written

    assert text.read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8")


def test_the_same_runs_give_the_same_bytes(written: tuple[Path, Path], two_runs: list[Path], tmp_path: Path):
    again = report.write(two_runs, tmp_path)

    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_markdown_shows_text_as_it_is():
    table = Table("a|b", ("head", "x"), (("<img src=x>", "`a` *b* [c](d) _e_ f_g | h\ni"),))
    text = markdown(Report("t", (SuitePart("s", "", (table,), (), ()),)))

    assert r"### a\|b" in text
    assert r"| &lt;img src=x&gt; | \`a\` \*b\* \[c\](d) \_e\_ f_g \| h i |" in text


def page_of(folders: Sequence[Path], out: Path) -> Page:
    return Page(report.write(folders, out)[1].read_text(encoding="utf-8"))


def text_of(*folders: Path) -> str:
    """The Markdown alone: figures take most of a report's time."""
    suites = by_suite(load(folders))
    return markdown(content(suites, [[measures(run) for run in runs] for runs in suites]))


def test_the_page_needs_nothing_else(page: Page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    links = [
        value for _, attributes in page.elements for name, value in attributes.items() if name.endswith(("href", "src"))
    ]

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link} <= set(ids)
    assert all(link and link.startswith("#") for link in links)
    assert {"img", "link", "iframe", "object", "embed", "base"}.isdisjoint(name for name, _ in page.elements)
    assert "url(" not in page.text("style")
    assert "@import" not in page.text("style")


def test_only_its_own_script_may_run(page: Page):
    (policy,) = [each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    script = hashlib.sha256(page.text("script").encode()).digest()

    assert len(page.all("script")) == 1
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{base64.b64encode(script).decode()}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("field", ["code", "detail", "value", "library", "cluster"])
def test_what_a_model_wrote_is_text_and_nothing_else(field: str, tmp_path: Path):
    rows = [replace(each, **{field: f"{HOSTILE}{each.id}" if field == "cluster" else HOSTILE}) for each in ROWS]

    page = page_of([run_in(tmp_path / "a", rows)], tmp_path / "out")

    assert HOSTILE in page.text()
    assert page.all("img") == []
    assert len(page.all("script")) == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_names_prompts_and_specifications_are_text_too(tmp_path: Path):
    posed = [
        replace(each, id=each.id + HOSTILE, prompt=HOSTILE, specification=HOSTILE, reference=HOSTILE) for each in POSED
    ]
    rows = [replace(each, id=each.id + HOSTILE, kind=each.kind) for each in ROWS]
    told = {"model": "$x_1$ _模型" + HOSTILE, "source": HOSTILE, "notes": (HOSTILE,), "identity": {HOSTILE: HOSTILE}}

    page = page_of([run_in(tmp_path / "a", rows, posed, **told)], tmp_path / "out")

    for tag in ("h3", "p", "td", "text", "pre", "code", "span"):
        assert HOSTILE[:20] in page.text(tag), tag
    assert page.all("img") == []
    assert len(page.all("script")) == 1


def test_tables_and_figures_are_told_to_those_who_do_not_see_them(page: Page):

    assert {each["scope"] for each in page.all("th")} == {"col", "row"}
    assert len(page.all("figcaption")) == len(page.all("figure"))
    assert all(each["aria-label"] for each in page.all("div") if each.get("role") == "img")
    assert len(page.all("svg")) == 3
    assert len(page.all("summary")) == len(page.all("details"))
    assert {each.get("lang") for each in page.all("html")} == {"en"}


def test_every_problem_opens_on_everything_about_it(page: Page):

    assert [each["data-found"] for each in page.all("details") if each.get("class") == "problem"] == [
        *("some", "some", "some", "none"),
        *("none", "some", "all", "all"),
    ]
    shown = page.text("pre", "code", "del", "ins", "span", "p", "summary", "strong")
    for text in (
        "Problem 1: the first rows, please.",
        "the first row of result is a = 1",
        "result = df.head(1)",
        "column 'a', row 1: expected 3, got 4",
        "− 1  3",
        "+ 1  4",
        "missing column or key",
        "2 answers: 0, 1",
        "time-out",
        "mended: fence",
        "harness error (not scored)",
    ):
        assert text in shown, text


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of two colours ``#rrggbb``."""

    def light(colour: str) -> float:
        parts = [int(colour[j : j + 2], 16) / 255 for j in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def themes() -> dict[str, dict[str, str]]:
    light, dark, printed = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", each)) for each in (light, dark, printed)]
    return {"light": found[0], "dark": found[0] | found[1], "printed": found[0] | found[2]}


@pytest.mark.parametrize("theme", ["light", "dark", "printed"])
def test_text_and_lines_stand_out_in_every_theme(theme: str):
    colours = themes()[theme]
    texts = [("ink", "paper"), ("ink", "raised"), ("soft", "paper"), ("soft", "raised"), ("accent", "paper")]
    texts += [(name, f"{name}-paper") for name in ("good", "middling", "bad")]
    texts += [(name, "paper") for name in ("good", "bad")] + [("ink", "middling-paper")]
    texts += [("on-outcome", f"outcome-{j}") for j in range(9)]

    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in texts}
    lines = {j: contrast(colours[f"series-{j}"], colours["paper"]) for j in range(6)}

    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert {j: ratio for j, ratio in lines.items() if ratio < 3} == {}


def test_a_large_run_is_cut_and_says_so(tmp_path: Path):
    """No answer is like another: what is left out is counted, and a right one is never left out."""
    rows = [
        replace(
            row(j, kind, sample, "ok" if sample == 19 else "wrong"),
            code=f"result = {j * 20 + sample}\n" * 40,
            value="1\n" * 40,
            expected="2\n" * 40,
        )
        for j in range(1, 7)
        for kind in RUN.kinds
        for sample in range(20)
    ]
    posed = [Posed(str(j), kind, f"{j} " * 4000, "", "result = 1") for j in range(1, 7) for kind in RUN.kinds]
    runs = load([run_in(tmp_path / "a", rows, posed, n=20, problems=6, k=(1, 20))])

    whole, cut = problems(runs), problems(runs, 50_000)

    assert {answers.left_out for each in whole for asked in each.asked for answers in asked.answers} == {0}
    for each in cut:
        for asked in each.asked:
            (answers,) = asked.answers
            assert (answers.right, answers.scored) == (1, 20)
            assert answers.candidates[0].group == "correct"
            assert len(answers.candidates) + answers.left_out == 20
            assert "characters …" in asked.prompts[0][1]
            assert len(asked.prompts[0][1]) < 900


def test_equal_answers_are_one(tmp_path: Path):
    rows = [row(1, "none", j, "error", **ERROR) for j in range(7)]

    (problem, *_) = problems(load([run_in(tmp_path / "a", rows, n=7)]))

    (candidate,) = problem.asked[0].answers[0].candidates
    assert candidate.samples == tuple(range(7))


def test_shards_are_one_run(tmp_path: Path):
    whole = text_of(run_in(tmp_path / "whole", left_out=3))
    shards = [
        run_in(
            tmp_path / "shards" / str(j),
            [each for each in ROWS if int(each.id) % 2 == j],
            [each for each in POSED if int(each.id) % 2 == j],
            shard=f"{j + 1}/2",
            problems=4,
            left_out=1 + j,
        )
        for j in (0, 1)
    ]

    assert text_of(*shards) == whole
    assert "their reference does not run here: 3." in whole
    assert text_of(tmp_path / "shards") == whole
    assert "Only a part of the suite was run." in text_of(shards[0])


def test_one_greedy_answer_each_is_compared_by_mcnemar_too(tmp_path: Path):
    greedy = [each for each in ROWS if each.sample == 0 and each.kind == "none"]
    told = {"n": 1, "k": (1,), "temperature": 0.0, "kinds": ("none",)}
    folders = [
        run_in(tmp_path / "a", greedy, **told),
        run_in(tmp_path / "b", other(greedy, status="ok", of=("2", "3")), model="better", **told),
    ]

    text = text_of(*folders)

    assert "| McNemar |" in text
    assert "| better against small | none | pass@1 | 8 | 37.5 | 62.5 |" in text
    assert "0.50 (0 : 2)" in text


def test_runs_that_differ_in_more_than_the_model_say_so(tmp_path: Path):
    folders = [run_in(tmp_path / "a"), run_in(tmp_path / "b", model="other", environment="e2", temperature=0.2)]

    text = text_of(*folders)

    assert "small and other differ in more than the model: another environment, another temperature." in text


def test_two_versions_of_a_suite_are_never_compared(tmp_path: Path):
    folders = [run_in(tmp_path / "a"), run_in(tmp_path / "b", model="other", version="2")]

    text = text_of(*folders)

    assert "## tiny, version 1" in text
    assert "## tiny, version 2" in text
    assert "Runs compared" not in text


def test_two_runs_of_one_model_are_told_apart_by_their_folders(tmp_path: Path):
    runs = load([run_in(tmp_path / "monday"), run_in(tmp_path / "tuesday")])

    assert [run.label for run in runs] == ["small (monday)", "small (tuesday)"]


def test_nothing_scored_is_no_rate(tmp_path: Path):
    rows = [replace(each, status="harness_error") for each in ROWS]

    text = text_of(run_in(tmp_path / "a", rows))

    assert "32 answers of 32 could not be run" in text
    assert "| small | – | – |" in text


def test_a_folder_without_a_finished_run_is_refused(tmp_path: Path):
    with pytest.raises(EvaluationError, match="holds no finished run"):
        report.write([tmp_path], tmp_path / "out")


def test_a_run_named_twice_is_refused(tmp_path: Path):
    folder = run_in(tmp_path / "a")

    with pytest.raises(EvaluationError, match="is named twice"):
        report.write([folder, tmp_path / "b" / ".." / "a"], tmp_path / "out")


def test_two_shards_with_the_same_answers_are_refused(tmp_path: Path):
    folders = [run_in(tmp_path / name, shard="1/2") for name in "ab"]

    with pytest.raises(EvaluationError, match="answer 0 to 1 \\(none\\) is there 2 times"):
        report.write(folders, tmp_path / "out")
