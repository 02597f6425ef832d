"""A decoder on plain ONNX Runtime, with the key/value cache in buffers of our own.

The graph takes ``past_key_values.*`` and gives ``present.*``. Both are bound to the same memory, so a step writes one
position instead of copying the whole past, and rows live in the front of buffers allocated for n samples: repeating the
prompt is n copies of its cache, dropping a finished sample moves the rows behind it forward.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from gift4code_ext.host.backend import PROMPT_CHUNK, Cancel, Cancelled
from gift4code_ext.host.errors import ModelFilesError, RequestError, first_line
from gift4code_ext.host.models import ModelFiles

if TYPE_CHECKING:
    from gift4code_ext.host.backend import Floats, Integers

_PAST = "past_key_values."


class OnnxModel:
    """An exported decoder and its tokenizer; implements ``backend.Model``."""

    def __init__(self, files: ModelFiles) -> None:
        """Load ``files``; raises ModelFilesError naming the file that cannot be read."""
        import onnxruntime
        from tokenizers import Tokenizer

        graph, tokens = files.directory / "model.onnx", files.directory / "tokenizer.json"
        try:
            self._tokenizer = Tokenizer.from_file(str(tokens))
        except Exception as error:  # the binding raises plain Exception
            raise ModelFilesError(
                f"The tokenizer {tokens} cannot be read ({first_line(error)}); install it again."
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(4, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        # waiting threads that spin take the cores that candidates run on: with two busy processes beside it a host with
        # spinning was three times slower, not faster
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the binding's errors share no base class below Exception
            raise ModelFilesError(
                f"The model file {graph} cannot be read ({first_line(error)}); install it again."
            ) from error
        caches = [node for node in self._session.get_inputs() if node.name.startswith(_PAST)]
        if not caches:
            raise ModelFilesError(
                f"The model file {graph} has no key/value cache; export it with gift4code_training.bundled.export."
            )
        self._names = tuple(node.name.removeprefix(_PAST) for node in caches)
        self._heads, self._width = int(caches[0].shape[1]), files.head_dim
        self.context = files.context
        self.vocabulary = int(self._tokenizer.get_vocab_size())
        self.ends = frozenset(files.ends)

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text).ids)

    def decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(tokens), skip_special_tokens=False))

    def chat(self, messages: Sequence[dict[str, str]]) -> list[int]:
        raise RequestError("This model has no chat template; send the prompt as text to /v1/completions.")

    def begin(self, prompt: Sequence[int], room: int, cancel: Cancel) -> tuple[OnnxDecoding, Floats]:
        decoding = OnnxDecoding(self._session, self._names, (self._heads, len(prompt) + room, self._width))
        logits: Floats = np.zeros((1, 0), dtype=np.float32)
        for start in range(0, len(prompt), PROMPT_CHUNK):
            if cancel.is_set():
                raise Cancelled
            logits = decoding.run(np.asarray([prompt[start : start + PROMPT_CHUNK]], dtype=np.int64))
        return decoding, logits


class OnnxDecoding:
    """One request's cache: for each layer's keys and values a buffer ``[rows, heads, prompt + room, head_dim]``."""

    def __init__(self, session: Any, names: Sequence[str], shape: tuple[int, int, int]) -> None:
        self._session, self._names, self._shape = session, names, shape
        self._buffers = self._allocate(1)
        self._rows = 1
        self._length = 0
        self.computed = 0

    def _allocate(self, rows: int) -> list[Floats]:
        # not zeroed: positions past the length are never read, and untouched pages cost no memory
        return [np.empty((rows, *self._shape), dtype=np.float32) for _ in self._names]

    def run(self, tokens: Integers) -> Floats:
        """Append ``tokens`` of shape ``[rows, k]`` and return the logits after the last, ``[rows, vocabulary]``."""
        total = self._length + tokens.shape[1]
        binding = self._session.io_binding()
        binding.bind_cpu_input("input_ids", np.ascontiguousarray(tokens))
        binding.bind_cpu_input("attention_mask", np.ones((self._rows, total), dtype=np.int64))
        shape = (self._rows, *self._shape)
        for name, buffer in zip(self._names, self._buffers, strict=True):
            pointer = buffer.ctypes.data
            binding.bind_input(_PAST + name, "cpu", 0, np.float32, shape, pointer)
            binding.bind_output(f"present.{name}", "cpu", 0, np.float32, shape, pointer)
        binding.bind_output("logits", "cpu")
        self._session.run_with_iobinding(binding)
        self._length = total
        self.computed += tokens.size
        logits: Floats = binding.get_outputs()[-1].numpy()[:, -1, :]
        return logits

    def repeat(self, n: int) -> None:
        if n == self._rows:
            return
        wide = self._allocate(n)
        for old, new in zip(self._buffers, wide, strict=True):
            new[:, :, : self._length] = old[:, :, : self._length]
        self._buffers, self._rows = wide, n

    def feed(self, tokens: Integers) -> Floats:
        return self.run(tokens.reshape(-1, 1))

    def keep(self, rows: Sequence[int]) -> None:
        for buffer in self._buffers:
            for to, source in enumerate(rows):
                if to != source:
                    buffer[to, :, : self._length] = buffer[source, :, : self._length]
        self._rows = len(rows)
