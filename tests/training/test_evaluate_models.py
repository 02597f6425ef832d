"""Who answers: each gives its answers in one form, says when it has none, and is told apart from every other."""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from endpoint import scripted
from gift4code_training.evaluation.models import options as models
from gift4code_training.evaluation.models.asking import Asked
from gift4code_training.evaluation.models.files import identity_of
from gift4code_training.evaluation.models.fixed import Constant, References, predictions
from gift4code_training.evaluation.models.model import Answer, Sampling, Unanswered
from gift4code_training.evaluation.models.prompting import Posing
from gift4code_training.evaluation.models.whole import Whole
from gift4code_training.evaluation.problem import EvaluationError, Problem, Suite

from gift4code_ext import Assistant
from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.host import launch
from gift4code_ext.host.models import BUNDLED, ModelFiles, resolve
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.read import read

FRAME = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 2.0, 3.0]})
STOP = threading.Event()


def _problem(**more: object) -> Problem:
    specs = {}
    for kind, output in ((SpecKind.NONE, Output()), (SpecKind.EXAMPLES, Output(type="float", example=2.0))):
        specs[kind] = Spec("mean fare", (read(FRAME, "df"),), output, "", facts(output, {"df": FRAME}))
    fields = {"id": "1", "reference": "result = df['fare'].mean()", "cluster": "1", "inputs": ("df",), **more}
    return Problem(**{"specs": specs, "frames": {"df": FRAME}, **fields})


def _asked(base_url: str, template: str = "chat/1", **posing: object) -> Asked:
    endpoints.forget()
    where = Endpoint(base_url, template=template)
    return Asked("tiny", {}, Posing(template, **posing), lambda: where)


def test_an_endpoint_gives_as_many_samples_as_are_asked_for_and_their_likelihood():
    with scripted(completions=["one", "two"], logprobs=[-1.0, -2.0]) as server:
        sampling = Sampling(n=2, temperature=0.5, top_p=0.9, max_tokens=33, seed=7)
        found = _asked(server.base_url).answers(_problem(), SpecKind.NONE, sampling, STOP)
        body = next(each["body"] for each in server.requests() if each["method"] == "POST")

    assert found == [Answer("one", logprob=-1.0), Answer("two", logprob=-2.0)]
    sent = {name: body[name] for name in ("n", "temperature", "top_p", "max_tokens", "seed")}
    assert sent == {"n": 2, "temperature": 0.5, "top_p": 0.9, "max_tokens": 33, "seed": 7}


def test_an_endpoint_that_gives_one_sample_a_request_is_asked_with_a_seed_for_each():
    with scripted(completions=["x"], one_a_request=True) as server:
        found = _asked(server.base_url).answers(_problem(), SpecKind.NONE, Sampling(n=3, temperature=1.0), STOP)
        seeds = [each["body"]["seed"] for each in server.requests() if each["method"] == "POST"]

    assert len(found) == 3
    assert len(set(seeds)) == 3


def test_what_does_not_come_in_time_is_an_answer_that_failed():
    with scripted(completions=["late"], delay=30) as server:
        found = _asked(server.base_url).answers(_problem(), SpecKind.NONE, Sampling(2, 1.0, seconds=0.3), STOP)

    assert found == [Answer(failure="nothing came within 0.3 s")] * 2


@pytest.fixture
def own_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever model host is started is stopped."""
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path / "runtime"))
    yield
    launch.stop()


@pytest.mark.usefixtures("own_host")
def test_a_prompt_that_is_too_long_is_the_models_failure_and_a_refusal_is_not():
    files = resolve(BUNDLED)
    endpoints.forget()
    long = _problem(prompts={SpecKind.NONE: "a b " * 20_000})
    asked = Asked("bundled", {}, Posing("chat/1", "suite"), lambda: models._local(files, "chat/1"))

    (found,) = asked.answers(long, SpecKind.NONE, Sampling(), STOP)

    assert found.code is None
    assert "tokens" in found.failure
    with scripted(fails=[400, 400], completions=["x"]) as server, pytest.raises(Unanswered, match="400"):
        _asked(server.base_url).answers(_problem(), SpecKind.NONE, Sampling(), STOP)


@pytest.mark.usefixtures("own_host")
def test_a_local_checkpoint_is_served_by_the_products_host(tmp_path: Path):
    from training import families

    folder = families.save("qwen2", tmp_path / "checkpoint")
    problem = _problem(prompts={SpecKind.NONE: "# mean of fare of df\n"})
    with models.opened(_options("--model", str(folder), "--prompt", "suite"), SUITE) as asked:
        found = asked.answers(problem, SpecKind.NONE, Sampling(2, 1.0, max_tokens=4), STOP)
        again = asked.answers(problem, SpecKind.NONE, Sampling(2, 1.0, max_tokens=4), STOP)

    assert (asked.identity["engine"], asked.name, len(found)) == ("transformers", "checkpoint", 2)
    assert all(each.logprob is not None and not each.failure for each in found)
    assert [each.text for each in again] == [each.text for each in found]  # the same seed


def test_nobody_at_the_address_is_no_answer():
    with pytest.raises(Unanswered, match="no model answers"):
        _asked("http://127.0.0.1:9/v1").answers(_problem(), SpecKind.NONE, Sampling(seconds=20), STOP)


def test_completions_in_slots_come_back_with_names_and_what_is_no_program_fails():
    with scripted(completions=["result = <d0>[<c1>].mean()", "<c1> <c1>"]) as server:
        asked = _asked(server.base_url, "slots/1")
        good, bad = asked.answers(_problem(), SpecKind.NONE, Sampling(n=2, temperature=1.0), STOP)

    assert good == Answer("result = df['fare'].mean()")
    assert (bad.text, bad.failure.startswith("its slots make no program")) == ("<c1> <c1>", True)


def test_a_suites_prompt_is_sent_as_it_is_with_its_stop_strings():
    problem = _problem(prompts={SpecKind.NONE: "# sum\n"})
    with scripted(completions=["x"]) as server:
        asked = _asked(server.base_url, stop=("</code>",))
        asked.answers(problem, SpecKind.NONE, Sampling(), STOP)
        chat = _asked(server.base_url, style="chat", stop=("</code>",))
        chat.answers(problem, SpecKind.NONE, Sampling(), STOP)
        completion, message = (each["body"] for each in server.requests() if each["method"] == "POST")

    assert (completion["prompt"], completion["stop"]) == ("# sum\n", ["</code>"])
    assert message["messages"] == [{"role": "user", "content": "# sum\n"}]


@pytest.mark.parametrize(
    ("template", "style", "kind", "start"),
    [
        ("chat/1", "auto", SpecKind.NONE, "# sum"),
        ("chat/1", "product", SpecKind.NONE, "You write one pandas cell"),
        ("chat/1", "auto", SpecKind.EXAMPLES, "You write one pandas cell"),
        ("gift4code/1", "auto", SpecKind.NONE, "# In[ ]:"),
        ("gift4code/1", "suite", SpecKind.NONE, "# sum"),
        ("slots/1", "auto", SpecKind.NONE, "<d0>"),
        ("chat/1", "suite", SpecKind.TYPE, None),
    ],
)
def test_whose_prompt_is_sent(template: str, style: str, kind: SpecKind, start: str | None):
    asked = Asked("tiny", {}, Posing(template, style), lambda: Endpoint("http://127.0.0.1:9"))
    prompt = asked.poses(_problem(prompts={SpecKind.NONE: "# sum\n"}), kind)

    assert prompt is None if start is None else (prompt or "").startswith(start)


def test_an_example_is_in_a_prompt_of_the_products_under_its_kind_alone():
    asked = Asked("tiny", {}, Posing("gift4code/1"), lambda: Endpoint("http://127.0.0.1:9"))

    assert "2.0" in (asked.poses(_problem(), SpecKind.EXAMPLES) or "").partition("Output result")[2]
    assert "Output result" not in (asked.poses(_problem(), SpecKind.NONE) or "")


def test_one_cell_for_all_takes_the_names_of_the_problem():
    def code(problem: Problem) -> str | None:
        return Constant().answers(problem, SpecKind.NONE, Sampling(), STOP)[0].code

    assert code(_problem()) == "result = df"
    assert code(_problem(answer="out", inputs=("a", "b"))) == "out = a"
    assert code(_problem(form="body")) == "    return df"


def test_references_answer_themselves():
    problem = _problem()

    assert References().answers(problem, SpecKind.NONE, Sampling(n=5), STOP) == [Answer(code=problem.reference)]


def _file(folder: Path, *records: object) -> Path:
    path = folder / "made.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_predictions_are_read_as_code_or_as_texts(tmp_path: Path):
    path = _file(
        tmp_path,
        {"id": 1, "kind": "none", "code": "a"},
        {"id": "1", "kind": "none", "code": "b"},
        {"id": "1", "kind": "examples", "completions": ["```\nc\n```"], "logprobs": [-1]},
        {"id": "2", "code": ["d", "e"]},
    )
    made = predictions(path)

    def of(id_: str, kind: SpecKind, n: int = 2) -> list[Answer]:
        return list(made.answers(_problem(id=id_), kind, Sampling(n, 1.0), STOP))

    assert of("1", SpecKind.NONE) == [Answer("a", code="a"), Answer("b", code="b")]
    assert of("1", SpecKind.NONE, 1) == [Answer("a", code="a")]
    assert of("1", SpecKind.EXAMPLES, 1) == [Answer("```\nc\n```", logprob=-1.0)]
    assert of("2", SpecKind.TYPE) == [Answer("d", code="d"), Answer("e", code="e")]
    assert of("3", SpecKind.NONE) == [Answer(failure="the file has no answer to this problem")] * 2  # as of the others
    assert of("1", SpecKind.EXAMPLES) == [Answer("```\nc\n```", logprob=-1.0)]  # the file has no more


def test_another_file_is_another_model(tmp_path: Path):
    one = predictions(_file(tmp_path, {"id": "1", "code": "a"}))
    two = predictions(_file(tmp_path, {"id": "1", "code": "b"}))

    assert one.identity != two.identity


@pytest.mark.parametrize(
    "record",
    [
        {"id": "1"},
        {"code": "a"},
        [1],
        {"id": "1", "code": [1]},
        {"id": "1", "completions": ["a"], "logprobs": [1, 2]},
    ],
)
def test_a_line_that_is_no_prediction_is_named(tmp_path: Path, record: object):
    with pytest.raises(EvaluationError, match=r"line 2 of .*is no prediction"):
        predictions(_file(tmp_path, {"id": "1", "code": "a"}, record))


def test_the_whole_assistant_answers_once_with_what_it_checked_or_says_why_not():
    script = {
        "models": [{"id": "tiny", "template": "slots/1"}],
        "completions": ["result = <d0>[<c1>].max()", "result = <d0>[<c1>].mean()"],
    }
    endpoints.forget()
    with scripted(**script) as server, Assistant(base_url=server.base_url, ways=["model"]) as assistant:
        whole = Whole("assistant", {}, assistant, samples=2)
        (found,) = whole.answers(_problem(), SpecKind.EXAMPLES, Sampling(seconds=20), STOP)
        (none,) = whole.answers(_problem(frames={"df": FRAME[:0]}), SpecKind.NONE, Sampling(seconds=20), STOP)

    assert (found.code, found.verified, found.failure) == ("result = df['fare'].mean()", True, "")
    assert (none.code, "no rows" in none.failure) == (None, True)
    assert whole.poses(_problem(frames={}), SpecKind.NONE) is None


def test_another_adapter_is_another_model(tmp_path: Path):
    base, adapter = tmp_path / "base", tmp_path / "adapter"
    for folder in (base, adapter):
        folder.mkdir()
        (folder / "weights").write_bytes(b"1")
    plain = identity_of(ModelFiles("m", "transformers", base))
    tuned = identity_of(ModelFiles("m", "transformers", base, adapter))
    (adapter / "weights").write_bytes(b"2")
    other = identity_of(ModelFiles("m", "transformers", base, adapter))

    assert len({json.dumps(each) for each in (plain, tuned, other)}) == 3
    assert tuned["files"] == plain["files"]


def _options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    models.add_arguments(parser)
    return parser.parse_args(arguments)


SUITE = Suite("toy", "1", lambda path, running: [], lambda pairs, running: [])


def test_the_command_line_says_who_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    with models.opened(_options("--constant"), SUITE) as constant:
        assert (constant.how, constant.name) == ("constant", "constant")
    with models.opened(_options("--references"), SUITE) as references:
        assert references.how == "references"
    with models.opened(_options("--model", "bundled", "--name", "ours"), SUITE) as bundled:
        assert (bundled.how, bundled.name) == ("model", "ours")
        assert "slots/1" in bundled.template
    with models.opened(_options("--model", "bundled", "--assistant"), SUITE) as whole:
        assert whole.how == "assistant"
    endpoints.forget()
    with scripted(models=[{"id": "big"}]) as server, models.opened(
        _options("--model", "big", "--base-url", server.base_url), SUITE
    ) as remote:  # fmt: skip
        assert (remote.name, remote.identity["model"], remote.at_once) == ("big", "big", 4)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--constant", "--assistant"),
        ("--references", "--adapter", "x"),
        ("--model", "big", "--base-url", "http://127.0.0.1:9/v1", "--adapter", "x"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: tuple[str, ...]):
    with pytest.raises(EvaluationError, match="--adapter"), models.opened(_options(*arguments), SUITE):
        pass


def test_an_endpoint_of_the_environment_does_not_take_a_local_assistants_place(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIFT4CODE_BASE_URL", "http://127.0.0.1:9/v1")

    with pytest.raises(EvaluationError, match="unset it"), models.opened(
        _options("--model", "bundled", "--assistant"), SUITE
    ):  # fmt: skip
        pass
