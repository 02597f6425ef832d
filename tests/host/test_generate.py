from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from gift4code_ext.host.backend import Cancelled, Model
from gift4code_ext.host.errors import ModelFilesError, RequestError
from gift4code_ext.host.generate import Piece, Usage, generate
from gift4code_ext.host.load import load
from gift4code_ext.host.models import resolve
from gift4code_ext.host.sampling import Sampling

PROMPT = "average <c0> by class result = df.groupby"


@pytest.fixture(scope="module", params=["exported", "checkpoint"])
def model(request: pytest.FixtureRequest) -> Model:
    return load(resolve(request.getfixturevalue(request.param)))


def texts(events: Iterator[Piece | Usage], n: int) -> list[str]:
    parts = [event for event in events if isinstance(event, Piece)]
    return ["".join(part.text for part in parts if part.index == index) for index in range(n)]


def test_rows_of_a_batch_continue_as_if_they_were_alone(model: Model) -> None:
    prompt = model.encode(PROMPT)
    together, _ = model.begin(prompt, 4, Event())
    together.repeat(3)
    together.feed(np.array([10, 20, 30]))
    together.keep([0, 2])
    rows = together.feed(np.array([11, 31]))

    alone = [model.begin([*prompt, *tail], 1, Event())[1][0] for tail in ([10, 11], [30, 31])]

    np.testing.assert_allclose(rows, np.stack(alone), atol=1e-4)


def test_the_prompt_is_computed_once_for_all_samples(model: Model) -> None:
    prompt = model.encode(PROMPT * 20)
    *_, usage = generate(model, prompt, 8, Sampling(max_tokens=5, seed=1), Event())

    assert isinstance(usage, Usage)
    assert usage.prompt == len(prompt) > 256  # more than one chunk
    assert usage.computed <= len(prompt) + 8 * 4


def test_a_seed_repeats_samples_and_more_samples_keep_the_first(model: Model) -> None:
    prompt, sampling = model.encode(PROMPT), Sampling(max_tokens=12, temperature=0.9, top_p=0.95, seed=5)
    four = texts(generate(model, prompt, 4, sampling, Event()), 4)

    assert texts(generate(model, prompt, 4, sampling, Event()), 4) == four
    assert texts(generate(model, prompt, 2, sampling, Event()), 2) == four[:2]
    assert len(set(four)) > 1


def test_a_set_cancel_stops_at_the_next_token(model: Model) -> None:
    cancel = Event()
    events = generate(model, model.encode(PROMPT), 2, Sampling(max_tokens=200), cancel)
    next(events)
    cancel.set()

    with pytest.raises(Cancelled):
        list(events)


def test_a_prompt_without_room_is_refused_with_its_length(model: Model) -> None:
    with pytest.raises(RequestError, match="The prompt has 600 tokens and this model takes fewer than 512"):
        list(generate(model, [5] * 600, 1, Sampling(max_tokens=5), Event()))


def test_an_adapter_changes_the_logits_and_names_its_template(checkpoint: Path, adapter: Path) -> None:
    tuned = resolve(adapter)
    prompt = load(tuned).encode(PROMPT)

    assert (tuned.directory, tuned.adapter, tuned.id, tuned.template) == (
        checkpoint,
        adapter,
        "tiny-tuned",
        "gift4code/1",
    )
    plain, changed = (load(files).begin(prompt, 1, Event())[1] for files in (resolve(checkpoint), tuned))
    assert np.abs(plain - changed).max() > 0.1


def test_an_adapter_whose_weights_have_no_place_in_the_base_is_refused(adapter: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    other = shutil.copytree(adapter, tmp_path / "other")
    weights = load_file(other / "adapter_model.safetensors")
    moved = {name.replace("layers.1.", "layers.9."): weight for name, weight in weights.items()}
    save_file(moved, other / "adapter_model.safetensors")

    with pytest.raises(ModelFilesError, match=r"other cannot be put on .*, so that is not its base \(only one of them"):
        load(resolve(other))


def test_a_chat_template_is_used_when_the_tokenizer_has_one(checkpoint: Path) -> None:
    model = load(resolve(checkpoint))
    with pytest.raises(RequestError, match="no chat template"):
        model.chat([{"role": "user", "content": "hello"}])
    model._tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}{% endfor %} result ="  # type: ignore[attr-defined]

    assert model.decode(model.chat([{"role": "user", "content": "average fare"}])) == "average fare result ="
