"""The bundled model as it ships: its files, its card, and a few asks through its real host."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from gift4code_training import bundled as training

from gift4code_ext import Assistant, Output
from gift4code_ext.generation.events import Event, Generated
from gift4code_ext.generation.slots import SPECIAL_TOKENS
from gift4code_ext.host.models import BUNDLED

DIRECTORY = BUNDLED
CHECKPOINT = Path(training.__file__).parent / "checkpoint"
SALES = pd.DataFrame(
    {
        "Shop": ["north", "south", "north", "west", "south", "north"],
        "Item": ["tea", "tea", "jam", "jam", "tea", "oats"],
        "unit price": [2.5, 2.75, 4.0, 4.25, 2.5, 1.2],
        "qty": [3, 1, 2, 5, 4, 7],
    }
)
EXPECTED = {
    "total qty by Shop": SALES.groupby("Shop", as_index=False)["qty"].sum(),
    "rows where qty is more than 3": SALES[SALES["qty"] > 3],
    "sort by unit price, highest first": SALES.sort_values("unit price", ascending=False),
    "how many different items": SALES["Item"].nunique(),
    "drop the column qty": SALES.drop(columns=["qty"]),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    from gift4code_ext.host import launch

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path_factory.mktemp("host")))
        for name in ("GIFT4CODE_BASE_URL", "GIFT4CODE_MODEL"):
            patch.delenv(name, raising=False)
        with Assistant() as made:
            yield made
        launch.stop()


def test_the_files_are_those_the_manifest_names():
    manifest = json.loads((DIRECTORY / "gift4code.json").read_text())

    assert manifest["template"] == "slots/1"
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((DIRECTORY / name).read_bytes()).hexdigest() == digest


def test_the_card_states_size_data_and_accuracy():
    card = (DIRECTORY / "README.md").read_text()

    assert {"## Data", "## Size", "## Accuracy", "## What it is bad at"} <= set(card.splitlines())


def test_the_vocabulary_holds_every_slot():
    vocabulary = json.loads((DIRECTORY / "tokenizer.json").read_text())

    assert set(SPECIAL_TOKENS) <= {token["content"] for token in vocabulary["added_tokens"]}


@pytest.mark.parametrize("intent", EXPECTED)
def test_a_plain_ask_with_an_example_is_verified(assistant: Assistant, intent: str):
    value = EXPECTED[intent]

    answer = assistant.ask(intent, frames={"sales": SALES}, output=Output(example=value), seconds=60)

    assert answer.verified, (answer.reason, answer.candidates[:3])


def test_it_is_asked_again_more_freely_while_nothing_meets_the_specification(assistant: Assistant):
    events: list[Event] = []
    impossible = Output(example=SALES.assign(qty=[7, 9, 8, 6, 5, 1]).head(2))

    answer = assistant.ask(
        "sort by qty", frames={"sales": SALES}, output=impossible, seconds=60, on_event=events.append
    )

    assert answer.code is None
    assert [event.samples for event in events if isinstance(event, Generated)] == [17, 33, 49, 65]
    assert len({candidate.code for candidate in answer.candidates}) == len(answer.candidates)


def test_the_checkpoint_is_a_llama_that_peft_can_tune():
    torch = pytest.importorskip("torch", reason="needs the `local` extra")
    from peft import LoraConfig, get_peft_model
    from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

    model = LlamaForCausalLM.from_pretrained(CHECKPOINT, dtype=torch.float32)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(CHECKPOINT)
    tuned = get_peft_model(model, LoraConfig(r=4, target_modules="all-linear", task_type="CAUSAL_LM"))
    prompt = "<d0>\n<c0> str few | shop\n<c1> int | qty\n<ask> total <c1> by <c0>\n<code>\n"

    ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False).input_ids
    written = tuned.generate(
        input_ids=ids, max_new_tokens=40, do_sample=False, eos_token_id=tokenizer.convert_tokens_to_ids("<end>")
    )

    assert tokenizer.decode(written[0, ids.shape[1] :], skip_special_tokens=True).strip() == (
        "result = <d0>.groupby(<c0>, as_index=False)[<c1>].sum()"
    )
    assert 0 < sum(weight.numel() for weight in tuned.parameters() if weight.requires_grad) < 1_000_000


def test_models_and_data_stay_small():
    root = Path(__file__).resolve().parents[1]
    folders = (DIRECTORY, CHECKPOINT, root / "notebooks" / "data", root / "tests" / "asks")

    assert sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file()) < 45 * 2**20
