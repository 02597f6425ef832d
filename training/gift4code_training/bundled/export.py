"""A trained Llama checkpoint -> what the model host opens: int8 ``model.onnx``, ``tokenizer.json``, ``gift4code.json``.

onnxruntime-genai's builder writes the graph (fused attention with a key/value cache, weights in 8-bit blocks); plain
ONNX Runtime runs it. Only the last position's logits are computed. Where input and output embeddings are tied, the
builder keeps a float copy for the input; here the input reads the output's 8-bit blocks, so that the matrix is stored
once.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal

import onnx
from onnx import TensorProto, helper, numpy_helper

_EMBEDDING = "model.embed_tokens.weight"
_HEAD = "lm_head.MatMul.weight_Q8"
_SCALES = "lm_head.MatMul.weight_scales"
_ZERO = 128  # an 8-bit block without zero points holds value + 128


def export(
    checkpoint: Path,
    output: Path,
    *,
    name: str,
    template: str = "slots/1",
    precision: Literal["int8", "fp32"] = "int8",
    block_size: int = 32,
    extra: dict[str, Any] | None = None,
) -> Path:
    """Write the host's model directory for the LlamaForCausalLM in ``checkpoint``; returns ``output``.

    Args:
        checkpoint: What ``save_pretrained`` wrote, with ``tokenizer.json``.
        output: Directory to create or to replace files in.
        name: Model id shown to clients.
        template: Prompt template the model was trained on.
        precision: Weights as 8-bit blocks, or as they are.
        block_size: Weights that share one scale: 16, 32, 64, 128 or 256.
        extra: Further entries of ``gift4code.json`` (data hash, accuracy, ...).
    """
    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        graph = _build(checkpoint, Path(folder), precision, block_size)
    if precision == "int8" and config["tie_word_embeddings"]:
        _share_embedding(graph)
    onnx.save(graph, output / "model.onnx")
    shutil.copyfile(checkpoint / "tokenizer.json", output / "tokenizer.json")
    ends = config["eos_token_id"]
    manifest = {
        "id": name,
        "template": template,
        "context": config["max_position_embeddings"],
        "ends": ends if isinstance(ends, list) else [ends],
        "head_dim": config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"],
        "precision": precision,
        **(extra or {}),
        "files": {file: _sha256(output / file) for file in ("model.onnx", "tokenizer.json")},
    }
    (output / "gift4code.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return output


def _build(checkpoint: Path, folder: Path, precision: str, block_size: int) -> onnx.ModelProto:
    from onnxruntime_genai.models.builder import create_model, parse_extra_options

    options = ["prune_lm_head=true", f"block_size={block_size}"]
    if precision == "int8":
        options.append("shared_embeddings=false")  # the builder itself can share quantised embeddings at 4 bits only
    logging.getLogger("onnxruntime.quantization").setLevel(logging.WARNING)  # it reports every tensor
    log = io.StringIO()
    try:
        with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
            target, cache = str(folder / "graph"), str(folder / "cache")
            parsed = parse_extra_options("", str(checkpoint), target, precision, "cpu", cache, options)
            create_model("", str(checkpoint), target, precision, "cpu", cache, **parsed)
    except BaseException:
        print(log.getvalue())
        raise
    return onnx.load(folder / "graph" / "model.onnx")


def _share_embedding(graph: onnx.ModelProto) -> None:
    """Look the input's embedding up in the output's 8-bit blocks ``[vocabulary, blocks, block_size]``."""
    nodes, weights = graph.graph.node, graph.graph.initializer
    gather = next(node for node in nodes if node.op_type == "Gather" and node.input[0] == _EMBEDDING)
    floats = next(weight for weight in weights if weight.name == _EMBEDDING)
    head = next(weight for weight in weights if weight.name == _HEAD)
    hidden = floats.dims[1]
    if hidden != head.dims[1] * head.dims[2]:
        return  # the last block is padded: the float copy stays
    ids, out, at = gather.input[1], gather.output[0], list(nodes).index(gather)
    part = "/model/embed_tokens/shared/"
    constants = {
        "zero": helper.make_tensor(part + "zero", TensorProto.FLOAT, [], [float(_ZERO)]),
        "last": numpy_helper.from_array(_int64([-1]), part + "last"),
        "shape": numpy_helper.from_array(_int64([0, 0, hidden]), part + "shape"),
    }
    weights.extend(constants.values())
    chain = [
        helper.make_node("Gather", [_HEAD, ids], [part + "rows"], axis=0),
        helper.make_node("Cast", [part + "rows"], [part + "floats"], to=TensorProto.FLOAT),
        helper.make_node("Sub", [part + "floats", part + "zero"], [part + "centred"]),
        helper.make_node("Gather", [_SCALES, ids], [part + "scales"], axis=0),
        helper.make_node("Unsqueeze", [part + "scales", part + "last"], [part + "factors"]),
        helper.make_node("Mul", [part + "centred", part + "factors"], [part + "blocks"]),
        helper.make_node("Reshape", [part + "blocks", part + "shape"], [out]),
    ]
    nodes.remove(gather)
    weights.remove(floats)
    for offset, node in enumerate(chain):
        node.name = part + f"{offset}"
        nodes.insert(at + offset, node)


def _int64(values: list[int]) -> Any:
    import numpy as np

    return np.asarray(values, dtype=np.int64)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _entries(path: str) -> dict[str, Any]:
    """The object in a JSON file."""
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read as JSON ({error})") from error
    if not isinstance(value, dict):
        raise argparse.ArgumentTypeError(f"{path} holds no JSON object")
    return value


def main(argv: list[str] | None = None) -> None:
    """``python -m gift4code_training.bundled.export CHECKPOINT OUTPUT``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--name", default="gift4code-bundled")
    parser.add_argument("--template", default="slots/1")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    parser.add_argument("--block-size", type=int, default=32)
    parser.add_argument("--extra", type=_entries, metavar="FILE.json", help="further entries of gift4code.json")
    arguments = parser.parse_args(argv)
    export(
        arguments.checkpoint,
        arguments.output,
        name=arguments.name,
        template=arguments.template,
        precision=arguments.precision,
        block_size=arguments.block_size,
        extra=arguments.extra,
    )
    size = (arguments.output / "model.onnx").stat().st_size
    print(f"{arguments.output}: {size / 2**20:.1f} MiB, {arguments.precision}")


if __name__ == "__main__":
    main()
