from __future__ import annotations

import json
from pathlib import Path
from threading import Event

import numpy as np
import onnx
import pytest
import torch
from gift4code_training.bundled.export import main
from transformers import AutoModelForCausalLM, AutoTokenizer

from gift4code_ext.host.generate import Piece, generate
from gift4code_ext.host.load import load
from gift4code_ext.host.models import resolve
from gift4code_ext.host.sampling import Sampling

PROMPT = "average <c0> by class result ="


def test_greedy_text_of_the_float_graph_equals_transformers(checkpoint: Path, exported: Path) -> None:
    tokenizer, reference = AutoTokenizer.from_pretrained(checkpoint), AutoModelForCausalLM.from_pretrained(checkpoint)
    ids = tokenizer(PROMPT, return_tensors="pt")
    expected = reference.generate(**ids, max_new_tokens=40, do_sample=False)[0, ids["input_ids"].shape[1] :]
    text = tokenizer.decode([token for token in expected.tolist() if token != tokenizer.eos_token_id])

    model = load(resolve(exported))
    events = generate(model, model.encode(PROMPT), 1, Sampling(max_tokens=40, temperature=0), Event())

    assert "".join(event.text for event in events if isinstance(event, Piece)) == text


def test_eight_bit_logits_stay_close_to_the_checkpoint(checkpoint: Path, quantised: Path) -> None:
    reference = AutoModelForCausalLM.from_pretrained(checkpoint).eval()
    prompts = np.random.default_rng(0).integers(3, reference.config.vocab_size, (40, 30))
    with torch.no_grad():
        expected = reference(torch.from_numpy(prompts)).logits[:, -1].numpy()
    model = load(resolve(quantised))
    found = np.concatenate([model.begin(prompt.tolist(), 1, Event())[1] for prompt in prompts])

    assert (found.argmax(-1) == expected.argmax(-1)).mean() >= 0.85
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.99


def test_tied_embeddings_are_stored_once_and_in_eight_bits(checkpoint: Path, quantised: Path) -> None:
    graph = onnx.load(quantised / "model.onnx").graph
    wide = [weight.data_type for weight in graph.initializer if len(weight.dims) > 1 and weight.dims[0] > 256]
    names = {weight.name for weight in graph.initializer}

    assert "model.embed_tokens.weight" not in names
    assert wide.count(onnx.TensorProto.UINT8) == 1
    assert (quantised / "model.onnx").stat().st_size < (checkpoint / "model.safetensors").stat().st_size / 2


def test_extra_entries_come_from_a_file(checkpoint: Path, tmp_path: Path) -> None:
    extra = tmp_path / "extra.json"
    extra.write_text('{"records": 5}')

    main([str(checkpoint), str(tmp_path / "out"), "--name", "tiny", "--precision", "fp32", "--extra", str(extra)])

    manifest = json.loads((tmp_path / "out" / "gift4code.json").read_text())
    assert (manifest["id"], manifest["records"]) == ("tiny", 5)


@pytest.mark.parametrize("text", ["[1]", "{", None])
def test_extra_entries_that_are_no_object_are_refused(
    tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = tmp_path / "extra.json"
    if text is not None:
        extra.write_text(text)

    with pytest.raises(SystemExit, match="2"):
        main(["checkpoint", "out", "--extra", str(extra)])

    assert f"argument --extra: {extra} " in capsys.readouterr().err
